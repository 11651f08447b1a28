"""Ends a command on Ctrl-C or SIGTERM, at any moment.

An exception raised by a signal's handler gets lost: at a fork, in a library that catches all, in a destructor. So the
handler itself ends the command's processes and exits; the next run clears its working folders (``folders.py``).
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from subprocess import Popen
from threading import RLock
from typing import Any, NoReturn

SIGNALS = (signal.SIGTERM, signal.SIGINT)

programs: set[Popen[Any]] = set()
"""Running programs, each the leader of its own process group."""
starting = RLock()
"""Acquired while a program is started and registered, and for good once the command is ending."""


def listen() -> None:
    """Makes both signals end this process: 143 after SIGTERM, 130 after Ctrl-C."""
    for number in SIGNALS:
        signal.signal(number, _end)


def done() -> None:
    """The command has ended: a signal comes too late to change its exit code.

    While Python ends, handlers are no longer called, and a finished build would be told as killed.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)


def ignore_interrupt() -> None:
    """In a fork, whose parent ends it: SIGTERM ends it at once, a terminal's Ctrl-C, which reaches all, does not."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)


@contextmanager
def waiting() -> Iterator[None]:
    """A signal waits until the block has ended: what is begun in it is noted before it can be ended."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def kill_group(program: Popen[Any]) -> None:
    """Ends a program of ``programs`` and all that it started."""
    with suppress(ProcessLookupError):  # it has ended by itself
        os.killpg(program.pid, signal.SIGKILL)


def _end(number: int, frame: object) -> NoReturn:
    del frame
    for other in SIGNALS:
        signal.signal(other, signal.SIG_IGN)
    starting.acquire()
    for worker in multiprocessing.active_children():
        worker.kill()
    for program in programs:
        kill_group(program)
    cursor = "\r\x1b[K\x1b[?25h" if sys.stderr is not None and sys.stderr.isatty() else ""
    with suppress(OSError):  # nobody listens any more
        os.write(2, f"{cursor}interrupted\n".encode())
    os._exit(128 + number)
