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
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NoReturn, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_MOST = 8
"""More workers would wait for the disk and for each other's results."""


@contextmanager
def uncollected() -> Iterator[None]:
    """Nothing looks for cycles of objects meanwhile: a build makes millions of objects and throws hardly any away."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def workers() -> int:
    """How many processes share the work: the processors at hand; one where forking is not safe."""
    return min(len(os.sched_getaffinity(0)), _MOST) if sys.platform == "linux" else 1


def each(work: Callable[[T], R], things: Sequence[T]) -> list[R]:
    """``[work(thing) for thing in things]``; what a worker changes in memory is lost but for its results.

    Each process begins with a thing of its own, this one with the first, and takes the next one when it is free: what
    lasts longest goes first.
    Raises what ``work`` raises, the exception of the first process that met one.
    """
    count = min(workers(), len(things))
    if count < 2:
        return [work(thing) for thing in things]
    queue = _Queue(range(count, len(things)))
    results: dict[int, R] = {}

    def share(first: int) -> Iterator[tuple[int, R]]:
        index: int | None = first
        while index is not None:
            yield index, work(things[index])
            index = queue.next()

    # what is there already is not looked through again, which would copy its pages in each worker
    gc.freeze()
    try:
        others = [_Worker(share, first) for first in range(1, count)]
        try:
            results.update(share(0))
            for other in others:
                results.update(other.results())
        finally:
            for other in others:
                other.end()
    finally:
        queue.close()
        gc.unfreeze()
    return [results[index] for index in range(len(things))]


def calls(*works: Callable[[], Any]) -> list[Any]:
    """What each of ``works`` gives; see ``each``."""
    return each(lambda work: work(), works)


class _Queue:
    """Numbers that processes take in turn, each once: a pipe, of which a read takes what no other will."""

    _SIZE = 4
    _MOST = 16_000
    """What a pipe holds (64 kB) without anybody reading from it."""

    def __init__(self, numbers: range) -> None:
        self._reader, writer = os.pipe()
        self._stride = len(numbers) // self._MOST + 1
        self._end = numbers.stop
        self._taken: list[int] = []
        os.write(writer, b"".join(number.to_bytes(self._SIZE, "big") for number in numbers[:: self._stride]))
        os.close(writer)

    def next(self) -> int | None:
        """The next number nobody has taken; ``None`` when there is none."""
        if not self._taken and (read := os.read(self._reader, self._SIZE)):
            first = int.from_bytes(read, "big")
            self._taken = list(range(first, min(first + self._stride, self._end)))[::-1]
        return self._taken.pop() if self._taken else None

    def close(self) -> None:
        """Lets go of the pipe."""
        os.close(self._reader)


class _Worker:
    """A forked process at work on a share of the things: what ``share(first)`` yields."""

    def __init__(self, share: Callable[[int], Iterator[tuple[int, R]]], first: int) -> None:
        self._reader, writer = os.pipe()
        with warnings.catch_warnings():
            # numpy keeps threads that wait for work; the fork does not use them
            warnings.simplefilter("ignore", DeprecationWarning)
            self._pid = os.fork()
        if not self._pid:
            _work_and_exit(lambda: dict(share(first)), writer)
        os.close(writer)

    def results(self) -> dict[int, Any]:
        """Waits for the share's results. Raises the worker's exception, or ``ChildProcessError`` if it was killed."""
        with os.fdopen(os.dup(self._reader), "rb") as stream:
            sent = stream.read()
        if not sent:
            raise ChildProcessError(0, "a process of the build was ended from outside", "worker")
        with uncollected():
            results, failure = pickle.loads(sent)  # noqa: S301 (our own worker's)
        if failure is not None:
            raise failure
        return results  # type: ignore[no-any-return]

    def end(self) -> None:
        """Lets go of the process, at once where it is still at work: what it does is then of no use."""
        os.close(self._reader)
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)


def _work_and_exit(work: Callable[[], object], writer: int) -> NoReturn:
    """The life of a worker: nothing of the parent's (files to clear away, messages) is touched on the way out."""
    status = 1
    try:
        try:
            sent = (work(), None)
        except (Exception, SystemExit) as error:  # raised again in the parent
            sent = (None, error)  # type: ignore[assignment]
        with os.fdopen(writer, "wb") as stream:
            pickle.dump(sent, stream, protocol=5)
        status = 0
    finally:
        os._exit(status)
