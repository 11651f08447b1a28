"""Reads the files under a path as streams, in folders or zips, gzipped or not, hidden ones aside.

Nothing is unpacked to disk; paths that lead outside an archive and sizes implausible for customs' data are refused.
"""

from __future__ import annotations

import gzip
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import IO

from generator.errors import DataError, SiteError

MAX_FILES = 1000
MAX_BYTES = 1 << 30
"""Maximum unpacked size of one archive; a year of the customs' files is 0.15 GB."""
_MAX_RATIO = 200  # of compression, above ``_SMALL`` unpacked bytes; the customs' text has 5 to 20
_SMALL = 64 << 20
# Other methods may allocate any amount of memory before the first byte comes out.
_COMPRESSIONS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED = 0x1 | 0x40
_GZIP_START = b"\x1f\x8b"
_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
# Office files are zips too.
_OFFICE = {".xlsx", ".xlsm", ".docx", ".pptx", ".ods", ".odt"}
# What zipfile and gzip raise for damaged bytes, as found by fuzzing; other OSErrors come from the disk.
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
    """One file: ``name`` for messages (``archive ▸ member``), ``path`` in the archive or folder, stored ``size``."""

    name: str
    path: PurePosixPath
    size: int
    _disk: Path
    _member: zipfile.ZipInfo | None = None

    def blocks(self, size: int) -> Generator[bytes, None, None]:
        """The content, decompressed, ``size`` bytes at a time. Raises ``DataError`` if it is damaged or unreadable."""
        limit, done = min(MAX_BYTES, max(_SMALL, _MAX_RATIO * self.size)), 0
        with self._open() as stored:
            stream = gzip.GzipFile(fileobj=stored) if self.is_gzip else stored
            for block in iter(lambda: stream.read(size), b""):
                done += len(block)
                if done > limit:
                    raise DataError(f"{self.size} bytes of gzip would unpack to more than {limit}", file=self.name)
                yield block

    @contextmanager
    def _open(self) -> Iterator[IO[bytes]]:
        with _refusing_damage(self.name):
            if self._member is None:
                with self._disk.open("rb") as stream:
                    yield stream
            else:
                with zipfile.ZipFile(self._disk) as archive, archive.open(self._member) as member:
                    yield member

    def head(self, size: int = 1 << 16) -> bytes:
        """The first bytes of the content."""
        with closing(self.blocks(size)) as blocks:
            return next(blocks, b"")

    def packed_head(self, size: int) -> bytes:
        """The first bytes as stored, compressed or not."""
        with self._open() as stream:
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
    """All files under ``path`` (a zip, a folder, a regular file), sorted by name.

    Raises ``SiteError`` when it is missing, empty or unreadable, ``DataError`` when a file or archive is refused.
    """
    try:
        if path.is_dir():
            found = list(islice(_disk_files(path, path), MAX_FILES + 1))
            if len(found) > MAX_FILES:
                raise SiteError(f"{path}: more than {MAX_FILES} files; give the folder of the customs' files")
            found.sort(key=lambda disk: disk.relative_to(path).as_posix())
            files = [raw for disk in found for raw in _files_of(disk, disk.relative_to(path))]
        elif path.is_file():
            files = _files_of(path, Path(path.name))
        else:
            what = "neither a file nor a folder" if path.exists() else "no such file or folder"
            raise SiteError(f"{path}: {what}")
    except OSError as error:
        raise SiteError(f"{path}: cannot be read ({error})") from error
    if not files:
        raise SiteError(f"{path}: contains no file")
    return files


def _disk_files(folder: Path, root: Path) -> Iterator[Path]:
    for entry in folder.iterdir():
        if entry.name.startswith("."):
            continue
        shown = printable(entry.relative_to(root).as_posix())
        if entry.is_symlink():
            raise DataError("is a link; give the file itself", file=shown)
        if entry.is_dir():
            yield from _disk_files(entry, root)
        elif entry.is_file():
            yield entry
        else:
            raise DataError("is not a regular file", file=shown)


def _files_of(disk: Path, shown: Path) -> list[RawFile]:
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
    shown = (raw for raw in files if not any(part.startswith(".") for part in raw.path.parts))
    return sorted(shown, key=lambda raw: raw.path)


def _member(disk: Path, archive: str, member: zipfile.ZipInfo) -> RawFile:
    # Some Windows tools write backslashes.
    path = PurePosixPath(member.filename.replace("\\", "/"))
    name = f"{archive} ▸ {printable(str(path))}"
    if path.is_absolute() or ".." in path.parts or re.match(r"[A-Za-z]:", str(path)):
        raise DataError("its path leads outside the archive", file=name)
    if stat.S_ISLNK(member.external_attr >> 16):
        raise DataError("is a link", file=name)
    if member.flag_bits & _ENCRYPTED:
        raise DataError("is encrypted", file=name)
    if member.compress_type not in _COMPRESSIONS:
        raise DataError("is compressed by a method that is not supported", file=name)
    if member.file_size > max(_SMALL, _MAX_RATIO * member.compress_size):
        sizes = f"{member.compress_size} bytes would unpack to {member.file_size}"
        raise DataError(f"{sizes}, which is implausible for customs' data", file=name)
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
    """A file's name with a ``?`` for every character that would move the cursor or break the line."""
    return "".join(c if c.isprintable() else "?" for c in name)
