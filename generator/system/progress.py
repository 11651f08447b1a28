"""Says what is going on: a live display on a terminal, plain lines in a log."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from rich.console import Console
from rich.progress import track

T = TypeVar("T")


class Progress:
    """Steps of a long work, told on standard error."""

    def __init__(self, console: Console | None = None) -> None:
        """``console``: where to tell it; standard error by default."""
        self.console = console or Console(stderr=True, highlight=False, soft_wrap=True)
        self.seconds: dict[str, float] = {}

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        """One step: shown while it lasts, its duration told when it ends well."""
        start = time.perf_counter()
        if self.console.is_terminal:
            with self.console.status(title):
                yield
        else:
            yield
        self.seconds[title] = time.perf_counter() - start
        self.console.print(f"{title}: {self.seconds[title]:.1f} s")

    def counted(self, title: str, things: Iterable[T], total: int) -> Iterator[T]:
        """The things as they come, with a bar on a terminal; the duration told when all have."""
        start = time.perf_counter()
        if self.console.is_terminal:
            yield from track(things, title, total, console=self.console, transient=True)
        else:
            yield from things
        self.seconds[title] = time.perf_counter() - start
        self.console.print(f"{title}: {self.seconds[title]:.1f} s")
