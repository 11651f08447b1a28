"""A forked process of the build, and the queue that such processes take their work from."""

from __future__ import annotations

import os
import pickle
import signal
import warnings
from collections.abc import Callable, Iterator
from typing import Any, NoReturn, TypeVar

R = TypeVar("R")


class Queue:
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


class Worker:
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
