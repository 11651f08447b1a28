"""Reads the files under a path, in folders or zips, gzipped or not, hidden ones aside: as bytes, lines and fields.

Nothing is unpacked to disk; paths that lead outside an archive and sizes implausible for customs' data are refused.
Lines are UTF-8 and fields unquoted, whatever the encoding and the separator.
"""

import codecs
import csv
import gzip
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Generator, Iterable, Iterator
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

BOM = codecs.BOM_UTF8
BYTE_ORDER_MARKS = (BOM, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
SEPARATORS = {";": "semicolons", "\t": "tabs", ",": "commas", "|": "bars"}
"""The field separators, and their names in messages."""
_MAX_LINE = 1 << 20
_PLAIN_FIELD = re.compile(r'\s*"[^"]*"\s*|[^"]*')
_SAMPLE = 1 << 16

# A control character, so that the row is set aside as one that is not text.
codecs.register_error("not_text", lambda error: ("\0", getattr(error, "end", 0)))


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
        return self.packed_head(2) == b"\x1f\x8b"


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


def encoding_of(head: bytes) -> str:
    """``utf-8``, ``utf-16-le`` or ``utf-16-be``, by the byte order mark or else by the position of zero bytes."""
    if head.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le"
    if head.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be"
    sample = head[: 1 << 12]
    pairs = max(len(sample) // 2, 1)
    first, second = sample[0::2].count(0) / pairs, sample[1::2].count(0) / pairs
    if second > 0.5 and first < 0.1:
        return "utf-16-le"
    return "utf-16-be" if first > 0.5 and second < 0.1 else "utf-8"


def text_blocks(raw: RawFile, size: int = 8 << 20) -> Iterator[bytes]:
    """The bytes of a file without byte order mark; UTF-16 becomes UTF-8, with a zero byte for each error."""
    encoding, blocks = encoding_of(raw.head(1 << 12)), raw.blocks(size)
    if encoding != "utf-8":
        blocks = (text.encode() for text in codecs.iterdecode(blocks, encoding, "not_text"))
    yield next(blocks, b"").removeprefix(BOM)
    yield from blocks


def whole_lines(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in blocks of whole lines, the last one with a line end added if it lacks one."""
    rest = b""
    for block in blocks:
        lines, end, rest = (rest + block).rpartition(b"\n")
        if end:
            yield lines + end
        if len(rest) > _MAX_LINE:
            # no row is that long: it will be set aside, and the rest of the file need not be read
            break
    if rest:
        yield rest + b"\n"


def text_of(raw: RawFile, size: int) -> tuple[str, bool]:
    """The first ``size`` bytes of a file as text, and whether there are more."""
    blocks = text_blocks(raw, size)
    return utf8_or_cp1252(next(blocks, b"")), next(blocks, b"") != b""


def sample_of(raw: RawFile) -> list[str]:
    """The first lines of a file, without blank lines and without a line cut by the end of the sample."""
    text, is_cut = text_of(raw, _SAMPLE)
    lines = text.replace("\0", "").split("\n")
    if is_cut and len(lines) > 1:
        lines.pop()
    return [line for line in (line.strip("\r\x1a ") for line in lines) if line]


def utf8_or_cp1252(data: bytes) -> str:
    """The bytes decoded as UTF-8 where possible, else as Windows' cp1252, line by line."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        # one label in another encoding, or a character cut by the end of a sample, does not change the other lines
        if b"\n" in data:
            return "\n".join(map(utf8_or_cp1252, data.split(b"\n")))
        return data.decode("cp1252", errors="replace")


def split_fields(text: str, separator: str, width: int, oddities: list[str]) -> list[str]:
    """The fields of a line, unquoted, without an empty one after the last of ``width``. Adds to ``oddities``."""
    fields = text.split(separator)
    if '"' in text:
        unquoted = _unquoted(text, fields, separator)
        if unquoted is not None:
            fields = unquoted
            oddities.append("quotes")
    if len(fields) == width + 1 and not fields[-1].strip():
        fields.pop()
        oddities.append("trailing")
    return fields


def _unquoted(text: str, fields: list[str], separator: str) -> list[str] | None:
    """The fields without their quotes, ``None`` when the quotes do not match."""
    # csv accepts no space between a closing quote and the separator
    if all(map(_PLAIN_FIELD.fullmatch, fields)):
        return [f.strip().strip('"') for f in fields]
    try:
        return next(csv.reader([text], delimiter=separator, strict=True, skipinitialspace=True), None)
    except csv.Error:
        return None
