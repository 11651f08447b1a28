"""Folders that appear complete: work is done beside the target and moved there in one step.

A kill leaves the old folder or the new one. Made for Linux (``renameat2`` exchanges two folders at once); elsewhere
the exchange is two renames.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from generator.errors import SiteError
from generator.system import process

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_FULL = (errno.ENOSPC, errno.EDQUOT)


@contextmanager
def working_folder(parent: Path, name: str) -> Iterator[Path]:
    """An empty hidden folder in ``parent``, removed when the block ends; ``parent`` is created if it is missing.

    ``name`` says whose it is: remains of killed runs of the same name are cleared away first. Raises ``SiteError`` when
    the disk is full.
    """
    try:
        parent.mkdir(parents=True, exist_ok=True)
        _clear_remains(parent, f".{name}-")
        work, lock = _locked_folder(parent, f".{name}-")
        try:
            yield work
        finally:
            shutil.rmtree(work, ignore_errors=True)
            os.close(lock)
    except OSError as error:
        if error.errno not in _FULL:
            raise
        raise SiteError(f"{parent}: no space is left on the disk that holds it") from error


@contextmanager
def replacing(place: Path, purpose: str, made: str = "new") -> Iterator[Path]:
    """A working folder; its subfolder ``made`` takes the place of ``place`` when the block ends well.

    When it ends badly ``place`` stays as it was. ``purpose``: part of the working folder's name.
    """
    place = check_folder(place)
    parent = next(parent for parent in place.parents if parent.is_dir())
    with working_folder(parent, f"{place.name}.{purpose}") as work:
        yield work
        place.parent.mkdir(parents=True, exist_ok=True)
        put(work / made, place)


def check_place(place: Path, foreign: Callable[[Path], str | None]) -> None:
    """Raises ``SiteError`` when ``place`` cannot become a folder of ours, or is one that we may not replace.

    ``foreign``: what is wrong with a folder that is there, ``None`` when it may be replaced.
    """
    place = check_folder(place)
    if place.is_mount():
        raise SiteError(f"{place}: a disk is mounted there, which cannot be replaced; name a folder in it")
    if place.is_dir() and (wrong := foreign(place)):
        raise SiteError(f"{place}: {wrong}")


def check_folder(place: Path) -> Path:
    """``place`` without links. Raises ``SiteError`` when it is not a folder and cannot become one."""
    try:
        real = place.resolve()
    except (RuntimeError, OSError):
        real = None
    # Python 3.13 no longer raises, and leaves the link in the path
    if real is None or any(path.is_symlink() for path in (real, *real.parents)):
        raise SiteError(f"{place}: is a link that leads to itself")
    file = next((path for path in (real, *real.parents) if path.exists() and not path.is_dir()), None)
    if file is not None:
        raise SiteError(f"{place}: {file} is a file, a folder is needed")
    return real


def put(new: Path, place: Path) -> None:
    """``new`` takes the place of ``place``; what stood there, if anything, is left beside or where ``new`` was.

    Both are on one file system, in folders with nothing else of value: the caller clears them away.
    """
    if not place.exists() or not any(place.iterdir()):
        new.rename(place)
    elif not _exchange(new, place):
        with process.waiting():
            place.rename(new.with_name(f"{new.name}.replaced"))
            new.rename(place)


def _exchange(new: Path, place: Path) -> bool:
    """Swaps two folders atomically; ``False`` if the system or the file system cannot."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    if rename(_AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(place), _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
        return False
    raise OSError(code, os.strerror(code), str(place))


def _locked_folder(parent: Path, prefix: str) -> tuple[Path, int]:
    """A new folder, and the open lock that marks it as in use."""
    while True:
        work = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
        lock = os.open(work, os.O_RDONLY)
        fcntl.flock(lock, fcntl.LOCK_EX)
        if work.is_dir():
            return work, lock
        # another run removed it as a leftover before it was locked
        os.close(lock)


def _clear_remains(parent: Path, prefix: str) -> None:
    """Removes the folders that ``_locked_folder`` created for runs that were killed."""
    ours = re.compile(re.escape(prefix) + "[a-z0-9_]{8}")
    for remains in [path for path in parent.iterdir() if ours.fullmatch(path.name)]:
        try:
            handle = os.open(remains, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        except OSError:
            continue  # another run has just cleared it, or it is none of ours
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            continue  # another run is at work in it
        else:
            shutil.rmtree(remains, ignore_errors=True)
        finally:
            os.close(handle)


_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest date of the format."""


def zip_member(name: str, *, packed: bool = True) -> zipfile.ZipInfo:
    """A member without a date, an owner or a system of its own; ``packed``: whether its bytes are compressed."""
    member = zipfile.ZipInfo(name, _TIME)
    member.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    member.create_system = 3  # Unix, whatever the machine
    member.external_attr = 0o644 << 16
    return member


def write_zip(
    target: Path | BytesIO,
    files: Iterable[tuple[str, bytes]],
    *,
    stored: tuple[str, ...] = (),
) -> None:
    """Writes ``files`` (name, contents) into ``target``, in their order.

    ``stored``: endings of the names that are left uncompressed.
    """
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files:
            member = zip_member(name, packed=not name.endswith(stored))
            archive.writestr(member, content, compresslevel=6)
