"""Says how far a download is: a bar on a terminal, a line a file in a log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)

from generator.customs.fetch.transfer import At
from generator.french.formatting import integer


class DownloadProgress:
    """Told on standard error, or on the console given."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(stderr=True, soft_wrap=True)

    def tell(self, line: str) -> None:
        """One line; titles and addresses are shown as they are."""
        self._console.print(line, markup=False, highlight=False)

    @contextmanager
    def file(self, title: str) -> Iterator[At]:
        """One file; call what this gives with the bytes received so far."""
        bar = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            DownloadColumn(),
            TransferSpeedColumn(),
            TimeRemainingColumn(),
            console=self._console,
            disable=not self._console.is_terminal,
            transient=True,
        )
        task = bar.add_task(title, total=None)
        done = 0

        def at(count: int, total: int | None) -> None:
            nonlocal done
            done = count
            bar.update(task, completed=count, total=total)

        with bar:
            yield at
        self.tell(f"{title}: {integer(done)} bytes")
