"""The command as a process: it ends on Ctrl-C or SIGTERM at any moment, and no program that it runs outlives it.

An exception raised by a signal handler can get lost: at a fork, in a destructor, in a library that catches all. So the
handler itself kills the workers and exits; the next run removes its working folders (``folders.py``).
"""

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import NoReturn

_SIGNALS = (signal.SIGTERM, signal.SIGINT)


def handle_signals() -> None:
    """Makes both signals end this process: exit code 143 after SIGTERM, 130 after Ctrl-C."""
    for number in _SIGNALS:
        signal.signal(number, _exit_on_signal)


def ignore_signals() -> None:
    """Ignores both signals, in every thread, once the command is done: they must not change its exit code."""
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def reset_signals() -> None:
    """Restores the signals in a fork: SIGTERM kills it, Ctrl-C (sent to all by a terminal) does not."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)


@contextmanager
def deferred_signals() -> Iterator[None]:
    """Defers both signals to the end of the block: what starts in it is registered before it can be killed."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _exit_on_signal(number: int, frame: object) -> NoReturn:
    del frame
    ignore_signals()
    for worker in multiprocessing.active_children():
        worker.kill()
    cursor = "\r\x1b[K\x1b[?25h" if sys.stderr is not None and sys.stderr.isatty() else ""
    with suppress(OSError):  # stderr may be closed at the other end
        os.write(2, f"{cursor}interrupted\n".encode())
    os._exit(128 + number)


_GUARDED = 'exec 3<&0 </dev/null; (read -r _ <&3; kill -9 0) >/dev/null 2>&1 & exec 3<&-; exec "$@"'
"""Kills the program's process group at end of input, which comes when this process exits, however it does."""


def run(command: Sequence[str], seconds: float) -> subprocess.CompletedProcess[str]:
    """Runs ``command``, its output captured as text, and ends all that it started. Raises as ``subprocess.run``."""
    read_end, write_end = os.pipe()
    try:
        with subprocess.Popen(  # noqa: S603
            ["/bin/sh", "-c", _GUARDED, "sh", *command],
            stdin=read_end,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            start_new_session=True,
        ) as program:
            try:
                output, errors = program.communicate(timeout=seconds)
            finally:
                with suppress(ProcessLookupError):  # all of its group have exited
                    os.killpg(program.pid, signal.SIGKILL)
    finally:
        os.close(read_end)
        os.close(write_end)
    return subprocess.CompletedProcess(command, program.returncode, output, errors)


def open_closed_streams() -> None:
    """Opens each closed standard stream on the null device, else the next file opened would get its descriptor."""
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115
            os.set_inheritable(number, True)


def discard_output() -> None:
    """Points stdout at the null device: flushing a broken pipe at exit would raise BrokenPipeError again."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    os.close(null)
