"""A forked process of the build that works on a share of the items."""

from __future__ import annotations

import multiprocessing
import os
import warnings
from collections.abc import Callable
from multiprocessing.connection import Connection
from threading import Thread
from typing import Generic, TypeVar, cast

from generator.errors import SiteError
from generator.system import stop

R = TypeVar("R")

_FORK = multiprocessing.get_context("fork")
_ENDED = (
    "a process of the build was ended from outside; most often the machine had no memory left: close other programs, "
    "or build fewer pages with --only"
)


class Worker(Generic[R]):
    """Forks this process to run ``work(first)``."""

    def __init__(self, work: Callable[[int], R], first: int) -> None:
        # only the worker holds this end of the pipe: when it is killed, even while it writes, the pipe ends
        self._reader, writer = _FORK.Pipe(duplex=False)
        self._process = _FORK.Process(target=_send, args=(work, first, writer))
        with stop.waiting(), warnings.catch_warnings():
            # numpy keeps idle threads; the fork does not use them
            warnings.simplefilter("ignore", DeprecationWarning)
            self._process.start()
        writer.close()

    def result(self) -> R:
        """Waits for the result. Raises the worker's exception, ``SiteError`` when it was killed."""
        try:
            result, failure = self._reader.recv()
        except (EOFError, OSError):
            raise SiteError(_ENDED) from None
        if failure is not None:
            raise failure
        return cast("R", result)

    def end(self) -> None:
        """Kills the process if it is still running; its result is discarded."""
        self._process.kill()
        self._process.join()
        self._reader.close()


def _send(work: Callable[[int], R], first: int, writer: Connection) -> None:
    """Runs the worker until it is stopped, or until the process that it works for has ended."""
    stop.ignore_interrupt()
    Thread(target=_end_with_parent, daemon=True).start()
    try:
        sent: tuple[R | None, BaseException | None] = work(first), None
    except BaseException as error:  # raised again in the parent
        sent = None, error
    try:
        writer.send(sent)
    except (OSError, MemoryError):
        os._exit(1)  # the parent has ended, or is told by the pipe's end


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
