"""The command as a process: it ends on Ctrl-C or SIGTERM at any moment, and no program that it runs outlives it.

An exception raised by a signal's handler gets lost: at a fork, in a library that catches all, in a destructor. So the
handler itself ends the command's processes and exits; the next run clears its working folders (``folders.py``).
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
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

    While Python ends, handlers are no longer called, and a finished build would exit as if it had been killed.
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
    with suppress(OSError):  # stderr's reader is gone
        os.write(2, f"{cursor}interrupted\n".encode())
    os._exit(128 + number)


_GUARDED = 'exec 3<&0 </dev/null; (read -r _ <&3; kill -9 0) >/dev/null 2>&1 & exec 3<&-; exec "$@"'
"""Kills the program's process group at end of input, which comes when the process at the pipe's other end exits."""


def run(command: Sequence[str], seconds: float) -> subprocess.CompletedProcess[str]:
    """``subprocess.run`` of ``command``, its output captured as text; it ends with all that it started.

    Raises ``OSError`` and ``subprocess.TimeoutExpired``.
    """
    read_end, write_end = os.pipe()
    try:
        with starting:
            program = subprocess.Popen(  # noqa: S603
                ["/bin/sh", "-c", _GUARDED, "sh", *command],
                stdin=read_end,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                errors="replace",
                start_new_session=True,
            )
            programs.add(program)
        try:
            output, errors = program.communicate(timeout=seconds)
        finally:
            kill_group(program)
            program.wait()
            programs.discard(program)
    finally:
        os.close(read_end)
        os.close(write_end)
    return subprocess.CompletedProcess(command, program.returncode, output, errors)


def open_closed() -> None:
    """Opens each closed stream on the null device: the next file opened would otherwise take its descriptor."""
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115
            os.set_inheritable(number, True)


def give_up_output() -> None:
    """Avoids a second BrokenPipeError when Python flushes at exit: stdout's reader is gone."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
    os.close(nothing)
