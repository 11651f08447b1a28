"""Applies one function to many items on all processors; results come in the order of the items.

A worker is a fork: it sees all that this process has read without copying it, and only its results travel back.
"""

from __future__ import annotations

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
_ENDED = (
    "a process of the build was ended from outside; most often the machine had no memory left: close other programs, "
    "or build fewer pages with --only"
)


def _fork(work: Callable[[int], R], first: int) -> tuple[BaseProcess, Connection]:
    """Forks this process to run ``work(first)``; returns it, and the pipe that its result comes from."""
    # only the worker has the other end: when it is killed, even while it writes, the pipe ends
    reader, writer = _FORK.Pipe(duplex=False)
    worker = _FORK.Process(target=_send, args=(work, first, writer))
    with process.waiting(), warnings.catch_warnings():
        # numpy keeps idle threads; the fork does not use them
        warnings.simplefilter("ignore", DeprecationWarning)
        worker.start()
    writer.close()
    return worker, reader


def _result(reader: Connection) -> Any:
    """Waits for a worker's result. Raises the worker's exception, ``SiteError`` when it was killed."""
    try:
        result, failure = reader.recv()
    except (EOFError, OSError):
        raise SiteError(_ENDED) from None
    if failure is not None:
        raise failure
    return result


def _send(work: Callable[[int], R], first: int, writer: Connection) -> None:
    """Runs the worker until it is stopped, or until the process that it works for has ended."""
    process.ignore_interrupt()
    Thread(target=_end_with_parent, daemon=True).start()
    try:
        sent: tuple[R | None, BaseException | None] = work(first), None
    except BaseException as error:  # raised again in the parent
        sent = None, error
    try:
        writer.send(sent)
    except (OSError, MemoryError):
        os._exit(1)  # the parent has ended, or learns of it from the end of the pipe


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


_MOST = 8
"""Beyond this, workers wait for the disk and for each other's results."""
_SHARES = 256
"""Maximum number of shares: a share's number is sent as one byte."""


def workers() -> int:
    """How many processes share the work: the available processors; one where forking is not safe."""
    if sys.platform != "linux":
        return 1
    return min(len(os.sched_getaffinity(0)), _MOST)


def each(work: Callable[[T], R], things: Sequence[T]) -> list[R]:
    """``[work(thing) for thing in things]``; what a worker changes in memory is lost but for its results.

    This process begins with the first thing; who is free takes the next: what lasts longest goes first.
    Raises what ``work`` raises, the exception of the first thing that met one; ``SiteError`` when a worker was killed.
    """
    # a worker starts no workers of its own
    count = 1 if multiprocessing.parent_process() else min(workers(), len(things))
    if count < 2:
        return [work(thing) for thing in things]
    shares = min(len(things), _SHARES)
    free, writer = os.pipe()
    os.write(writer, bytes(range(count, shares)))
    os.close(writer)

    def take(share: int) -> dict[int, list[R]]:
        taken = {}
        while True:
            taken[share] = [work(thing) for thing in things[share::shares]]
            # each number is read once, by any free worker; a worker that is killed blocks no other
            if not (read := os.read(free, 1)):
                return taken
            share = read[0]

    others: list[tuple[BaseProcess, Connection]] = []
    try:
        for first in range(1, count):
            others.append(_fork(take, first))
        done = take(0)
        for _, reader in others:
            done |= _result(reader)
    finally:
        for worker, reader in others:
            worker.kill()
            worker.join()
            reader.close()
        os.close(free)
    return [done[number % shares][number // shares] for number in range(len(things))]


def calls(*works: Callable[[], Any]) -> list[Any]:
    """What each of ``works`` gives; see ``each``."""
    return each(lambda work: work(), works)
