"""Turns what went wrong into one message and an exit code (1 input, build or machine; 2 usage)."""

from __future__ import annotations

import errno
import os
import subprocess
import traceback
from typing import Final

from rich.console import Console

from generator.errors import SiteError, UsageError
from generator.reference.tables import PROJECT

_MEMORY: Final = (
    "the machine has no memory left for this; close other programs, or build fewer pages with --only"
)
_FAULT: Final = (
    "this is a fault of the generator: please report it among the issues of the repository that it came from, with the "
    "command and what it prints with --debug"
)
_OWN_CHANGE: Final = (
    "the code differs from its commit, so the fault may be in the change: --debug shows where it is"
)
_CODE: Final = ("generator", "docs", "overrides", "data")
_SHORT: Final = ("can't start new thread", "failed to map segment")
"""What Python and the system's loader say when memory is short."""


def tell(failure: Exception, console: Console, *, debug: bool) -> int:
    """Says on ``console`` what went wrong, in one message; gives the exit code. ``debug``: with the traceback."""
    if _is_memory(failure):
        # as it is: to make it red would take memory
        os.write(2, f"error: {_MEMORY}\n".encode())
        return 1
    if debug:
        console.print("".join(traceback.format_exception(failure)))
    console.print(f"error: {_message(failure)}", style="red")
    return 2 if isinstance(failure, UsageError) else 1


def _message(failure: Exception) -> str:
    if isinstance(failure, SiteError):
        return str(failure)
    if isinstance(failure, OSError):
        return _system_message(failure)
    return f"{type(failure).__name__}: {failure}\n{_OWN_CHANGE if _is_changed() else _FAULT}"


def _is_changed() -> bool:
    """Whether the code is being changed: git reports modifications."""
    try:
        command = ["git", "-C", str(PROJECT), "status", "--porcelain", "--", *_CODE]
        return bool(subprocess.run(command, capture_output=True, check=True, timeout=10).stdout)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return False  # no git, or no clone


def _is_memory(failure: Exception) -> bool:
    if isinstance(failure, MemoryError) or (isinstance(failure, OSError) and failure.errno == errno.ENOMEM):
        return True
    return not isinstance(failure, SiteError) and any(sign in str(failure) for sign in _SHORT)


def _system_message(failure: OSError) -> str:
    """Where two files are named, what fails is most often the writing of the second."""
    is_written = failure.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG)
    place = failure.filename2 if is_written and failure.filename2 else failure.filename
    if isinstance(place, bytes):
        place = place.decode(errors="replace")
    return f"{place or 'system'}: {failure.strerror or failure}"
