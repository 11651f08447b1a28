"""Recognises what a file is by its first bytes, never by its name: regional data, national data by NC8, or neither."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.customs.archive import RawFile, printable, raw_files
from generator.customs.columns import A129, COLUMNS, CPF4, FLUX, Layout, is_swapped, read_header
from generator.customs.labels import label_kind_of
from generator.customs.oddities import normalise_field
from generator.customs.text import BOM, SEPARATORS, encoding_of, sample_of, split_fields
from generator.errors import SiteError
from generator.reference.direction import Direction

_A129 = re.compile("[A-Z][0-9]{2}[A-Z]")
_CPF6, _NC8 = re.compile("[0-9]{5,6}"), re.compile("[0-9]{7,8}")
_HEADER_LINES = 10
"""A header is looked for in this many lines that are not blank."""


@dataclass(frozen=True, slots=True)
class FileFormat:
    """What the first lines of a file show, blank lines aside.

    ``national``, ``directions``: number of national rows, of regional ones by direction. ``width``: number of fields in
    most lines. ``header_fault``: why the header cannot be followed.
    """

    lines: int
    national: int
    directions: Counter[Direction]
    width: int
    layout: Layout
    has_header: bool = False
    header_fault: str | None = None

    @property
    def is_data(self) -> bool:
        """Whether at least half of the lines are regional rows."""
        return self.header_fault is None and 2 * self.directions.total() >= max(self.lines, 1)

    @property
    def is_national(self) -> bool:
        """Whether at least half of the lines are national rows."""
        return 2 * self.national >= max(self.lines, 1)


def detect_format(raw: RawFile) -> FileFormat:
    """The format of a file, read with the separator that gives the most rows."""
    lines = sample_of(raw)
    used = [separator for separator in SEPARATORS if any(separator in line for line in lines)]
    return max((_format(lines, separator) for separator in used or SEPARATORS), key=_rank)


def _rank(found: FileFormat) -> tuple[int, bool, int]:
    rows = found.directions.total() + found.national
    return rows, found.has_header, 0 if rows else found.width


def _format(lines: Sequence[str], separator: str) -> FileFormat:
    header, layout, fault = None, Layout(separator=separator), None
    for number, line in enumerate(lines[:_HEADER_LINES]):
        header = read_header(split_fields(line, separator, len(COLUMNS), []), separator)
        if header is not None:
            layout, fault = header
            lines = [*lines[:number], *lines[number + 1 :]]
            break
    rows = [split_fields(line, separator, layout.width, []) for line in lines]
    directions: Counter[Direction] = Counter()
    national = swapped = 0
    for row in rows:
        if len(row) != layout.width:
            continue
        fields = [row[i].strip().upper() if i is not None else "" for i in layout.positions]
        letter, _ = normalise_field("flux", fields[0])
        if letter not in FLUX or not re.search(r"\d{4}", fields[2]):
            continue
        if not layout.is_named and _is_national(fields):
            national += 1
        else:
            directions[FLUX[letter]] += 1
            swapped += is_swapped(fields[A129], fields[CPF4])
    if 2 * swapped > directions.total():
        layout = layout.swapped()
    width = Counter(map(len, rows)).most_common(1)[0][0] if rows else 0
    return FileFormat(len(lines), national, directions, width, layout, header is not None, fault)


def _is_national(fields: list[str]) -> bool:
    """flux, mois, année, CPF6, A129, NC8, pays, valeur, masse, unités: no département, codes one field earlier."""
    return bool(_CPF6.fullmatch(fields[3]) or _A129.fullmatch(fields[4]) or any(map(_NC8.fullmatch, fields[3:6])))


_EXPECTED = (
    "expected: rows of ten fields (flux E or I; trimestre; année; département; région; A129; CPF4; pays; valeur in "
    "euros; masse) in this order, or a header that names these columns; separated by semicolons, tabs, commas or bars, "
    "in UTF-8 or UTF-16, in a zip, in gzip or plain"
)
NATIONAL = "a national file, by NC8 product and month, without départements"
REGIONAL = "a regional file, by département"
_SIGNATURES = (
    (re.compile(rb"\s*<(!doctype html|html|head|body)", re.IGNORECASE), "a web page"),
    (re.compile(rb"\s*<"), "an XML document"),
    (re.compile(rb"\s*[{\[]"), "a JSON document"),
    (re.compile(rb"%PDF"), "a PDF document"),
    (re.compile(rb"\xd0\xcf\x11\xe0"), "a spreadsheet (Excel)"),
    (re.compile(rb"(\x89PNG|\xff\xd8\xff|GIF8)"), "a picture"),
    (re.compile(rb"(7z\xbc\xaf|Rar!|BZh|\xfd7zXZ)"), "an archive of a type that is not supported"),
    (re.compile(rb".{257}ustar", re.DOTALL), "a tar archive, which is not supported: unpack it"),
)
_OFFICE_MEMBERS = {"[Content_Types].xml", "mimetype"}  # spreadsheets are zips with one of these files


def kinds_in(path: Path) -> dict[str, str]:
    """What each file is under ``path`` (a file, an archive, a folder), by its name in messages."""
    try:
        files = raw_files(path)
    except SiteError as error:
        if path.is_dir():
            inside = sorted(file for file in path.rglob("*") if file.is_file() and not file.is_symlink())
            return {name: kind for file in inside for name, kind in kinds_in(file).items()}
        with path.open("rb") as stream:
            # what is called a zip may be a web page
            return {path.name: _kind_of_start(stream.read(1 << 12)) or str(error).removeprefix(f"{path.name}: ")}
    return {raw.name: kind_of(raw) for raw in files}


def list_kinds(kinds: dict[str, str]) -> str:
    """What each file is, one per line, then what was expected."""
    return "".join(f"\n  - {printable(name)}: {kind}" for name, kind in kinds.items()) + f"\n  {_EXPECTED}"


def kind_of(raw: RawFile) -> str:
    """What one file is, by its first bytes."""
    try:
        head = raw.head()
    except SiteError as error:
        return str(error).removeprefix(f"{raw.name}: ")
    if head.startswith(b"PK") and raw.path.suffix.lower() == ".zip":
        return "an archive inside an archive"
    if head.startswith(b"PK") or raw.path.as_posix() in _OFFICE_MEMBERS:
        return "a spreadsheet (Excel or LibreOffice)"
    return _kind_of_start(head) or _kind_of_text(raw)


def _kind_of_text(raw: RawFile) -> str:
    found, lines = detect_format(raw), sample_of(raw)
    if not lines:
        return "empty"
    if found.is_data or found.is_national:
        return REGIONAL if found.is_data else NATIONAL
    if label_kind_of(raw) is not None:
        return f"a label file, {_described(raw, found)}"
    first = printable(lines[0][:60])
    if found.header_fault is not None:
        reason = found.header_fault
    elif found.width != found.layout.width:
        reason = f"its rows do not have {len(COLUMNS)} fields and no header names them; its first row is {first!r}"
    else:
        reason = f"its rows do not begin with a flux (E or I), a trimestre and an année; its first row is {first!r}"
    return f"{_described(raw, found)}: not read because {reason}"


def _described(raw: RawFile, found: FileFormat) -> str:
    """``separated by commas, UTF-8, not compressed, 9 fields``."""
    head, encoding = raw.head(), "UTF-8"
    try:
        # the last character may be cut
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        encoding = "neither UTF-8 nor UTF-16"
    if encoding_of(head) != "utf-8":
        encoding = "UTF-16"
    compression = "gzip" if raw.is_gzip else "in a zip" if raw.is_member else "not compressed"
    if found.width < 2:
        return f"no separator, {encoding}, {compression}, 1 field"
    separator = SEPARATORS[found.layout.separator]
    return f"separated by {separator}, {encoding}, {compression}, {found.width} fields"


def _kind_of_start(head: bytes) -> str | None:
    start = head.removeprefix(BOM)
    return next((kind for pattern, kind in _SIGNATURES if pattern.match(start)), None)
