"""The same work on many things, shared between the machine's processors; results in the order of the things.

A worker is a fork: it sees all that this process has read without copying it, and only its results travel back.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import warnings
from collections.abc import Callable, Sequence
from typing import Any, NoReturn, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_MOST = 8
"""More workers would wait for the disk and for each other's results."""


def workers() -> int:
    """How many processes share the work: the processors at hand; one where forking is not safe."""
    return min(len(os.sched_getaffinity(0)), _MOST) if sys.platform == "linux" else 1


def each(work: Callable[[T], R], things: Sequence[T]) -> list[R]:
    """``[work(thing) for thing in things]``; what a worker changes in memory is lost but for its results.

    Raises what ``work`` raises, the exception of the first process that met one.
    """
    count = max(1, min(workers(), len(things)))
    results: list[R | None] = [None] * len(things)
    # what is there already is not looked through again, which would copy its pages in each worker
    gc.freeze()
    try:
        others = [_Worker(work, things[share::count]) for share in range(1, count)]
        try:
            results[::count] = [work(thing) for thing in things[::count]]
            for share, other in enumerate(others, start=1):
                results[share::count] = other.results()
        finally:
            for other in others:
                other.end()
    finally:
        gc.unfreeze()
    return results  # type: ignore[return-value]


class _Worker:
    """A forked process at work on a share of the things."""

    def __init__(self, work: Callable[[T], R], share: Sequence[T]) -> None:
        self._reader, writer = os.pipe()
        with warnings.catch_warnings():
            # numpy keeps threads that wait for work; the fork does not use them
            warnings.simplefilter("ignore", DeprecationWarning)
            self._pid = os.fork()
        if not self._pid:
            _work_and_exit(work, share, writer)
        os.close(writer)

    def results(self) -> list[Any]:
        """Waits for the share's results. Raises the worker's exception, or ``ChildProcessError`` if it was killed."""
        with os.fdopen(os.dup(self._reader), "rb") as stream:
            sent = stream.read()
        if not sent:
            raise ChildProcessError(0, "a process of the build was ended from outside", "worker")
        gc.disable()
        try:
            results, failure = pickle.loads(sent)  # noqa: S301 (our own worker's)
        finally:
            gc.enable()
        if failure is not None:
            raise failure
        return results  # type: ignore[no-any-return]

    def end(self) -> None:
        """Lets go of the process, at once where it is still at work: what it does is then of no use."""
        os.close(self._reader)
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)


def _work_and_exit(work: Callable[[T], R], share: Sequence[T], writer: int) -> NoReturn:
    """The life of a worker: nothing of the parent's (files to clear away, messages) is touched on the way out."""
    status = 1
    try:
        try:
            sent = ([work(thing) for thing in share], None)
        except (Exception, SystemExit) as error:  # raised again in the parent
            sent = (None, error)  # type: ignore[assignment]
        with os.fdopen(writer, "wb") as stream:
            pickle.dump(sent, stream, protocol=5)
        status = 0
    finally:
        os._exit(status)
