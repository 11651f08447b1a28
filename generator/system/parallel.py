"""The same work on many things, shared between the machine's processors; results in the order of the things.

A worker is a fork: it sees all that this process has read without copying it, and only its results travel back.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from generator.system.worker import Queue, Worker

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
    queue = Queue(range(count, len(things)))
    results: dict[int, R] = {}

    def share(first: int) -> Iterator[tuple[int, R]]:
        index: int | None = first
        while index is not None:
            yield index, work(things[index])
            index = queue.next()
            if not gc.isenabled():
                # what a page leaves behind that holds itself together: only the youngest objects are looked through
                gc.collect(0)

    # what is there already is not looked through again, which would copy its pages in each worker
    gc.freeze()
    try:
        others = [Worker(share, first) for first in range(1, count)]
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
