"""Applies one function to many items on all processors; results come in the order of the items.

A worker is a fork: it sees all that this process has read without copying it, and only its results travel back.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from generator.system.worker import Worker

T = TypeVar("T")
R = TypeVar("R")

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

    others = list[Worker[dict[int, list[R]]]]()
    try:
        others.extend(Worker(take, first) for first in range(1, count))
        done = take(0)
        for other in others:
            done |= other.result()
    finally:
        for other in others:
            other.end()
        os.close(free)
    return [done[number % shares][number // shares] for number in range(len(things))]


def calls(*works: Callable[[], Any]) -> list[Any]:
    """What each of ``works`` gives; see ``each``."""
    return each(lambda work: work(), works)
