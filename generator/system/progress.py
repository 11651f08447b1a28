"""The progress of a command on standard error: a live display on a terminal, plain lines in a log."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from typing import TypeVar

from rich import progress
from rich.console import Console

T = TypeVar("T")


class Progress:
    """Reports the steps of a long command; ``seconds`` holds the duration of each by its title."""

    def __init__(self, *, quiet: bool = False) -> None:
        """``quiet``: prints nothing."""
        self.console = Console(stderr=True, highlight=False, markup=False, soft_wrap=True, quiet=quiet)
        self.seconds: dict[str, float] = {}

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        """Shows one step while it runs, and its duration when it succeeds."""
        start = time.perf_counter()
        with self.console.status(title) if self.console.is_terminal else nullcontext():
            yield
        self._finish(title, start)

    def counted(self, title: str, items: Iterable[T], total: int) -> Iterator[T]:
        """Yields the items with a progress bar on a terminal, then shows the duration."""
        start = time.perf_counter()
        hidden = not self.console.is_terminal
        yield from progress.track(items, title, total, console=self.console, transient=True, disable=hidden)
        self._finish(title, start)

    @contextmanager
    def download(self, title: str) -> Iterator[Callable[[int, int | None], None]]:
        """Shows a download on a terminal; yields what to call with the bytes received and, when known, the total."""
        columns = (
            progress.TextColumn("{task.description}", markup=False),
            progress.BarColumn(),
            progress.DownloadColumn(),
            progress.TransferSpeedColumn(),
            progress.TimeRemainingColumn(),
        )
        hidden = not self.console.is_terminal
        with progress.Progress(*columns, console=self.console, transient=True, disable=hidden) as bar:
            task = bar.add_task(title, total=None)
            yield lambda count, total: bar.update(task, completed=count, total=total)

    def _finish(self, title: str, start: float) -> None:
        self.seconds[title] = time.perf_counter() - start
        self.console.print(f"{title}: {self.seconds[title]:.1f} s")

    def warn(self, message: str) -> None:
        """Prints a warning, which does not stop the command."""
        self.console.print(f"warning: {message}", style="yellow")
