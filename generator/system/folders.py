"""Puts a finished folder in the place of another in one step, so that a kill leaves the old one or the new one.

Made for Linux (``renameat2`` exchanges two folders at once); elsewhere the exchange is two renames.
"""

from __future__ import annotations

import ctypes
import errno
import os
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def put(new: Path, place: Path) -> None:
    """``new`` takes the place of ``place``; what stood there, if anything, is left beside or where ``new`` was.

    Both lie on one file system, in folders that hold nothing else of value: the caller clears them away.
    """
    if not place.exists() or not any(place.iterdir()):
        new.rename(place)
    elif not _exchange(new, place):
        old = new.with_name(f"{new.name}.replaced")
        place.rename(old)
        new.rename(place)


def _exchange(new: Path, place: Path) -> bool:
    """Swaps two folders at once; ``False`` where the system or the file system cannot."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    if rename(_AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(place), _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
        return False
    raise OSError(code, os.strerror(code), str(place))
