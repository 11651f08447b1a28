"""Replaces folders atomically: the new one is made beside its target and moved there in one step.

A killed process leaves the old folder or the new one. Linux exchanges two folders in one call (``renameat2``);
elsewhere it takes two renames.
"""

import ctypes
import errno
import fcntl
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path

from generator.errors import SiteError
from generator.system import process

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_FULL = (errno.ENOSPC, errno.EDQUOT)


@contextmanager
def working_folder(parent: Path, name: str) -> Iterator[Path]:
    """An empty hidden folder in ``parent``, which is created if missing; removed when the block ends.

    First removes what killed runs left under the same ``name``. Raises ``SiteError`` when the disk is full.
    """
    try:
        parent.mkdir(parents=True, exist_ok=True)
        _remove_leftovers(parent, f".{name}-")
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
def replacing(target: Path, purpose: str, made: str = "new") -> Iterator[Path]:
    """A working folder, ``purpose`` in its name, whose subfolder ``made`` replaces ``target`` if the block succeeds."""
    target = resolve_folder(target)
    parent = next(parent for parent in target.parents if parent.is_dir())
    with working_folder(parent, f"{target.name}.{purpose}") as work:
        yield work
        target.parent.mkdir(parents=True, exist_ok=True)
        replace_folder(target, work / made)


@contextmanager
def new_folder(target: Path, purpose: str) -> Iterator[Path]:
    """An empty folder that replaces ``target`` if the block succeeds."""
    with replacing(target, purpose) as work:
        new = work / "new"
        new.mkdir()
        yield new


def check_target(target: Path, objection: Callable[[Path], str | None]) -> None:
    """Raises ``SiteError`` unless ``target`` can be created or replaced; ``objection`` gives a reason to keep it."""
    target = resolve_folder(target)
    if target.is_mount():
        raise SiteError(f"{target}: a disk is mounted there, which cannot be replaced; name a folder in it")
    if target.is_dir() and (reason := objection(target)):
        raise SiteError(f"{target}: {reason}")


def resolve_folder(folder: Path) -> Path:
    """``folder`` with its links resolved. Raises ``SiteError`` unless it is a folder or can become one."""
    # unlike Path.resolve(), it leaves such a link in the path in every version of Python
    real = Path(os.path.realpath(folder))
    if any(path.is_symlink() for path in (real, *real.parents)):
        raise SiteError(f"{folder}: is a link that leads to itself")
    file = next((path for path in (real, *real.parents) if path.exists() and not path.is_dir()), None)
    if file is not None:
        raise SiteError(f"{folder}: {file} is a file, a folder is needed")
    return real


def replace_folder(target: Path, new: Path) -> None:
    """Moves ``new`` to ``target`` on the same file system; the old folder is left beside ``new`` or in its place."""
    if not target.exists() or not any(target.iterdir()):
        new.rename(target)
    elif not _exchange(new, target):
        with process.deferred_signals():
            target.rename(new.with_name(f"{new.name}.replaced"))
            new.rename(target)


def _exchange(new: Path, target: Path) -> bool:
    """Swaps two folders atomically; ``False`` if the system or the file system cannot."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    if rename(_AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(target), _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
        return False
    raise OSError(code, os.strerror(code), str(target))


def _locked_folder(parent: Path, prefix: str) -> tuple[Path, int]:
    """A new folder, and the open lock that says that it is in use."""
    while True:
        work = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
        lock = os.open(work, os.O_RDONLY)
        fcntl.flock(lock, fcntl.LOCK_EX)
        if work.is_dir():
            return work, lock
        # another run removed it as a leftover before it was locked
        os.close(lock)


def _remove_leftovers(parent: Path, prefix: str) -> None:
    """Removes the folders that ``_locked_folder`` created for runs that were killed."""
    ours = re.compile(re.escape(prefix) + "[a-z0-9_]{8}")
    for leftover in [path for path in parent.iterdir() if ours.fullmatch(path.name)]:
        with suppress(OSError):  # another run is using it or has just removed it, or it is not ours
            handle = os.open(leftover, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(leftover, ignore_errors=True)
            finally:
                os.close(handle)


_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest of the format


def write_zip(target: Path | BytesIO, files: Iterable[tuple[str, bytes]], *, stored: tuple[str, ...] = ()) -> None:
    """Writes ``files`` (name, contents) in their order, the same on any day and machine.

    ``stored``: endings of the names that are left uncompressed.
    """
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files:
            member = zipfile.ZipInfo(name, _TIME)
            member.create_system = 3  # Unix, whatever the machine
            member.external_attr = 0o644 << 16
            method = zipfile.ZIP_STORED if name.endswith(stored) else zipfile.ZIP_DEFLATED
            archive.writestr(member, content, method, compresslevel=6)
