"""Shows progress: a live display on a terminal, plain lines in a log."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from rich.console import Console
from rich.progress import track

T = TypeVar("T")


class Progress:
    """Reports the steps of a long command on standard error."""

    def __init__(self, console: Console | None = None) -> None:
        """``console``: where to write; standard error by default."""
        self.console = console or Console(stderr=True, highlight=False, soft_wrap=True)
        self.seconds: dict[str, float] = {}

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        """Shows one step while it runs, and its duration when it succeeds."""
        start = time.perf_counter()
        if self.console.is_terminal:
            with self.console.status(title):
                yield
        else:
            yield
        self.seconds[title] = time.perf_counter() - start
        self.console.print(f"{title}: {self.seconds[title]:.1f} s")

    def counted(self, title: str, things: Iterable[T], total: int) -> Iterator[T]:
        """Yields the items with a progress bar on a terminal, then reports the duration."""
        start = time.perf_counter()
        hidden = not self.console.is_terminal
        yield from track(things, title, total, console=self.console, transient=True, disable=hidden)
        self.seconds[title] = time.perf_counter() - start
        self.console.print(f"{title}: {self.seconds[title]:.1f} s")
