"""Applies one function to many items on all processors; results come in the order of the items.

Each worker is a fork: it shares the memory of this process, and only its results are sent back.
"""

import multiprocessing
import os
import sys
import warnings
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import Any, TypeVar

from generator.errors import SiteError
from generator.system import process

T = TypeVar("T")
R = TypeVar("R")

_FORK = multiprocessing.get_context("fork")
_KILLED = (
    "a process of the build was killed from outside; most often the machine ran out of memory: close other programs, "
    "or build fewer pages with --only"
)
_MAX_WORKERS = 8  # beyond this, workers wait for the disk and for each other's results
_MAX_SHARES = 256  # a share's number is sent as one byte


def worker_count() -> int:
    """How many processes share the work: the available processors; one where forking is not safe."""
    if sys.platform != "linux":
        return 1
    return min(len(os.sched_getaffinity(0)), _MAX_WORKERS)


def each(function: Callable[[T], R], items: Sequence[T]) -> list[R]:
    """``[function(item) for item in items]``; what a worker changes in memory is lost, except its results.

    Items are taken in order: put the slowest first. Raises what ``function`` raises, ``SiteError`` when a worker was
    killed.
    """
    # a worker starts no workers of its own
    count = 1 if multiprocessing.parent_process() else min(worker_count(), len(items))
    if count < 2:
        return [function(item) for item in items]
    shares = min(len(items), _MAX_SHARES)
    queue, writer = os.pipe()
    os.write(writer, bytes(range(count, shares)))
    os.close(writer)

    def work(share: int) -> dict[int, list[R]]:
        results = {}
        while True:
            results[share] = [function(item) for item in items[share::shares]]
            # each number is read once, by any idle worker; a killed worker blocks no other
            if not (read := os.read(queue, 1)):
                return results
            share = read[0]

    workers: list[tuple[BaseProcess, Connection]] = []
    try:
        for first in range(1, count):
            workers.append(_fork(work, first))
        results = work(0)
        for _, reader in workers:
            results |= _receive(reader)
    finally:
        for worker, reader in workers:
            worker.kill()
            worker.join()
            reader.close()
        os.close(queue)
    return [results[number % shares][number // shares] for number in range(len(items))]


def call_all(*functions: Callable[[], Any]) -> list[Any]:
    """The results of ``functions``; see ``each``."""
    return each(lambda function: function(), functions)


def _fork(work: Callable[[int], R], first: int) -> tuple[BaseProcess, Connection]:
    """Forks this process to run ``work(first)``; returns the worker and the pipe that its result comes from."""
    # only the worker has the other end: if it is killed, even while it writes, the pipe ends
    reader, writer = _FORK.Pipe(duplex=False)
    worker = _FORK.Process(target=_run, args=(work, first, writer))
    with process.deferred_signals(), warnings.catch_warnings():
        # numpy keeps idle threads; the fork does not use them
        warnings.simplefilter("ignore", DeprecationWarning)
        worker.start()
    writer.close()
    return worker, reader


def _receive(reader: Connection) -> Any:
    """Waits for a worker's result. Raises the worker's exception, or ``SiteError`` when it was killed."""
    try:
        result, error = reader.recv()
    except (EOFError, OSError):
        raise SiteError(_KILLED) from None
    if error is not None:
        raise error
    return result


def _run(work: Callable[[int], R], first: int, writer: Connection) -> None:
    """Runs in the worker: sends the result or the exception of ``work(first)``."""
    process.reset_signals()
    Thread(target=_exit_with_parent, daemon=True).start()
    try:
        sent: tuple[R | None, BaseException | None] = work(first), None
    except BaseException as error:  # raised again in the parent
        sent = None, error
    try:
        writer.send(sent)
    except (OSError, MemoryError):
        os._exit(1)  # the parent is gone, or sees the end of the pipe


def _exit_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
