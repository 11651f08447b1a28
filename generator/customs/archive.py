"""The files under a path, in zips or not, compressed with gzip or not, read as streams and never unpacked.

What leads out of the path, cannot be read or holds more than the customs could honestly have put there is refused.
Hidden files and folders are left alone.
"""

from __future__ import annotations

import gzip
import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from generator.errors import DataError, SiteError

MAX_FILES = 1000
MAX_BYTES = 1 << 30
"""What one archive may hold unpacked: a year of the customs' files is 0.15 GB."""
MAX_RATIO = 200
"""Customs' text shrinks by 5 to 20; the ratio is looked at above ``_SMALL`` bytes only."""
_SMALL = 64 << 20
_COMPRESSIONS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""Others can ask for any amount of memory before they give a byte."""
_ENCRYPTED = 0x1 | 0x40
_GZIP_START = b"\x1f\x8b"
_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
# Office files are zips too, but none of ours.
_OFFICE = {".xlsx", ".xlsm", ".docx", ".pptx", ".ods", ".odt"}
# All that zipfile raises on damaged bytes, found by fuzzing; OSError is the disk's.
_DAMAGE = (
    gzip.BadGzipFile,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    struct.error,
    RuntimeError,
    ValueError,
    OverflowError,
)


@dataclass(frozen=True, slots=True)
class RawFile:
    """One file: ``name`` as shown to people (``archive ▸ member``), ``path`` within the archive or folder."""

    name: str
    path: PurePosixPath
    size: int
    _disk: Path
    _member: zipfile.ZipInfo | None = None

    def blocks(self, size: int) -> Generator[bytes, None, None]:
        """Its bytes, out of gzip, ``size`` at a time. Raises ``DataError`` when it is damaged or cannot be read."""
        with self._opened() as stream:
            yield from self._unpacked(stream, size)

    @contextmanager
    def _opened(self) -> Iterator[IO[bytes]]:
        with _refusing_damage(self.name):
            if self._member is None:
                with self._disk.open("rb") as stream:
                    yield stream
            else:
                with zipfile.ZipFile(self._disk) as archive, archive.open(self._member) as member:
                    yield member

    def _unpacked(self, stream: IO[bytes], size: int) -> Iterator[bytes]:
        if not self.is_gzip:
            yield from iter(lambda: stream.read(size), b"")
            return
        most, done = min(MAX_BYTES, max(_SMALL, MAX_RATIO * self.size)), 0
        with gzip.GzipFile(fileobj=stream) as unpacked:
            for block in iter(lambda: unpacked.read(size), b""):
                done += len(block)
                if done > most:
                    raise DataError(
                        f"{self.size} bytes of gzip would unpack to more than {most}", file=self.name
                    )
                yield block

    def head(self, size: int = 1 << 16) -> bytes:
        """Its first bytes."""
        with closing(self.blocks(size)) as blocks:
            return next(blocks, b"")

    def packed_head(self, size: int) -> bytes:
        """Its first bytes as stored, gzip or not."""
        with self._opened() as stream:
            return stream.read(size)

    @property
    def is_member(self) -> bool:
        """Whether it is in a zip."""
        return self._member is not None

    @property
    def is_gzip(self) -> bool:
        """Whether it is compressed with gzip."""
        return self.packed_head(2) == _GZIP_START


def raw_files(path: Path) -> list[RawFile]:
    """All files under ``path`` (a zip, a folder, a plain file), in the order of their names.

    Raises ``SiteError`` when it is missing, empty or cannot be read, ``DataError`` for a file or an archive
    that is refused.
    """
    try:
        if path.is_dir():
            files = [raw for disk in _disk_files(path) for raw in _opened(disk, disk.relative_to(path))]
        elif path.is_file():
            files = _opened(path, Path(path.name))
        else:
            what = "neither a file nor a folder" if path.exists() else "no such file or folder"
            raise SiteError(f"{path}: {what}")
    except OSError as error:
        raise SiteError(f"{path}: cannot be read ({error})") from error
    if not files:
        raise SiteError(f"{path}: holds no file")
    return files


def _disk_files(folder: Path) -> list[Path]:
    found: list[Path] = []
    for parent, folders, names in os.walk(folder, onerror=_raise):
        folders[:] = [name for name in folders if not name.startswith(".")]
        shown_names = [name for name in names if not name.startswith(".")]
        for entry in (Path(parent, name) for name in sorted(folders + shown_names)):
            shown = printable(entry.relative_to(folder).as_posix())
            if entry.is_symlink():
                raise DataError("is a link; give the file itself", file=shown)
            if entry.is_file():
                found.append(entry)
            elif not entry.is_dir():
                raise DataError("is not a regular file", file=shown)
        if len(found) > MAX_FILES:
            raise SiteError(f"{folder}: more than {MAX_FILES} files; give the folder of the customs' files")
    return sorted(found, key=lambda entry: entry.relative_to(folder).as_posix())


def _raise(error: OSError) -> None:
    """A folder that cannot be listed must not pass for an empty one."""
    raise error


def _opened(disk: Path, shown: Path) -> list[RawFile]:
    name = printable(shown.as_posix())
    size = disk.stat().st_size
    if size > MAX_BYTES:
        raise DataError(f"{size} bytes, more than a year of customs' files ({MAX_BYTES} at most)", file=name)
    plain = RawFile(name, PurePosixPath(shown.as_posix()), size, disk)
    is_zip = disk.suffix.lower() == ".zip" or plain.packed_head(4) in _ZIP_STARTS
    return _members(disk, name) if is_zip and disk.suffix.lower() not in _OFFICE else [plain]


def _members(disk: Path, name: str) -> list[RawFile]:
    with _refusing_damage(name), zipfile.ZipFile(disk) as archive:
        members = archive.infolist()
    if len(members) > MAX_FILES:
        raise DataError(f"{len(members)} files, {MAX_FILES} at most", file=name)
    total = sum(member.file_size for member in members)
    if total > MAX_BYTES:
        raise DataError(f"would unpack to {total} bytes, {MAX_BYTES} at most", file=name)
    if not all(member.filename for member in members):
        raise DataError("is damaged (a file in it has no name)", file=name)
    files = [_member(disk, name, member) for member in members if not member.is_dir()]
    shown = [raw for raw in files if not any(part.startswith(".") for part in raw.path.parts)]
    return sorted(shown, key=lambda raw: raw.path)


def _member(disk: Path, archive: str, member: zipfile.ZipInfo) -> RawFile:
    # Some Windows tools write backslashes.
    path = PurePosixPath(member.filename.replace("\\", "/"))
    name = f"{archive} ▸ {printable(str(path))}"
    if path.is_absolute() or ".." in path.parts or re.match(r"[A-Za-z]:", str(path)):
        raise DataError("its path leads out of the archive", file=name)
    if stat.S_ISLNK(member.external_attr >> 16):
        raise DataError("is a link", file=name)
    if member.flag_bits & _ENCRYPTED:
        raise DataError("is encrypted", file=name)
    if member.compress_type not in _COMPRESSIONS:
        raise DataError("is compressed in a way that is not read", file=name)
    if member.file_size > max(_SMALL, MAX_RATIO * member.compress_size):
        sizes = f"{member.compress_size} bytes would unpack to {member.file_size}"
        raise DataError(f"{sizes}, which no customs' file does", file=name)
    return RawFile(name, path, member.file_size, disk, member)


@contextmanager
def _refusing_damage(name: str) -> Iterator[None]:
    try:
        yield
    except _DAMAGE as error:
        raise DataError(f"is damaged ({error or type(error).__name__})", file=name) from error
    except OSError as error:
        raise DataError(f"cannot be read ({error.strerror or error})", file=name) from error


def printable(name: str) -> str:
    """A file's name as it can be shown: whatever would move the cursor or break the line is a ``?``."""
    return "".join(c if c.isprintable() else "?" for c in name)
