"""A folder that is always whole: work is done beside it and put in its place in one step.

Made for Linux (``renameat2`` exchanges two folders at once); elsewhere the exchange is two renames.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.errors import SiteError

MARKER = ".portraits"
"""A file that says an earlier build made the folder, so that a new one may take its place."""

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@contextmanager
def staged(output: Path) -> Iterator[Path]:
    """Gives an empty folder to work in; its ``site`` subfolder becomes ``output`` when the block ends well.

    When it ends badly, ``output`` stays as it was. Remains of killed builds are cleared away on the next call.
    Raises ``SiteError`` for an output that is a file, or a folder with contents that no build made.
    """
    output = output.resolve()
    check_output(output)
    ancestor = next(parent for parent in output.parents if parent.is_dir())
    prefix = f".{output.name}.building-"
    _clear_remains(ancestor, prefix)
    work = Path(tempfile.mkdtemp(prefix=prefix, dir=ancestor))
    lock = os.open(work, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield work
        (work / "site" / MARKER).touch()
        output.parent.mkdir(parents=True, exist_ok=True)
        _put(work / "site", output)
    finally:
        shutil.rmtree(work, ignore_errors=True)
        os.close(lock)


def check_output(output: Path) -> None:
    """Raises ``SiteError`` when a build may not put its result there."""
    if not output.exists():
        return
    if not output.is_dir():
        raise SiteError(f"{output}: the output is a file, a folder is needed")
    if any(output.iterdir()) and not (output / MARKER).is_file():
        raise SiteError(
            f"{output}: the folder is not empty and no earlier build made it; name another --output"
        )


def _clear_remains(folder: Path, prefix: str) -> None:
    for remains in folder.glob(f"{prefix}*"):
        handle = os.open(remains, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            continue  # another build is at work in it
        else:
            shutil.rmtree(remains, ignore_errors=True)
        finally:
            os.close(handle)


def _put(new: Path, place: Path) -> None:
    if not place.exists() or not any(place.iterdir()):
        new.rename(place)
    elif not _exchange(new, place):
        old = new.with_name("replaced")
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
