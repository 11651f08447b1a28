"""Says what a file is, to a person: by its first bytes and its first rows, never by its name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from generator.customs.archive import RawFile, printable, raw_files
from generator.customs.columns import COLUMNS
from generator.customs.form import Form, form_of
from generator.customs.labels import kind_of
from generator.customs.text import SEPARATORS, encoding_of, sample_of
from generator.errors import SiteError


class Kind(NamedTuple):
    """``words`` tell a person; ``may_be_regional``: whether it is one, or may be one that is written oddly."""

    words: str
    may_be_regional: bool = False


EXPECTED = (
    "expected: rows of ten fields (flux E or I; trimestre; année; département; région; A129; CPF4; pays; valeur in "
    "euros; masse) in this order, or a header that names these columns; separated by semicolons, tabs, commas or bars, "
    "in UTF-8 or UTF-16, in a zip, in gzip or plain"
)
NATIONAL = Kind("a national file, by NC8 product and month, without départements")
REGIONAL = Kind("a regional file, by département", may_be_regional=True)
_STARTS = (
    (re.compile(rb"\s*<(!doctype html|html|head|body)", re.IGNORECASE), Kind("a web page")),
    (re.compile(rb"\s*<"), Kind("an XML document")),
    (re.compile(rb"\s*[{\[]"), Kind("a JSON document")),
    (re.compile(rb"%PDF"), Kind("a PDF document")),
    (re.compile(rb"\xd0\xcf\x11\xe0"), Kind("a spreadsheet (Excel)")),
    (re.compile(rb"(\x89PNG|\xff\xd8\xff|GIF8)"), Kind("a picture")),
    (re.compile(rb"(7z\xbc\xaf|Rar!|BZh|\xfd7zXZ)"), Kind("an archive of a kind that is not read")),
    (re.compile(rb".{257}ustar", re.DOTALL), Kind("a tar archive, which is not read: unpack it")),
)
_SPREADSHEET = Kind("a spreadsheet (Excel or LibreOffice)")
_OFFICE_MEMBERS = {"[Content_Types].xml", "mimetype"}
"""Spreadsheets of Excel and LibreOffice are zips that hold one of these."""
_ENCODINGS = {"utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}


def kinds_in(path: Path) -> dict[str, Kind]:
    """What each file under ``path`` (a file, an archive, a folder) is, by its name as shown to people."""
    if path.is_file():
        with path.open("rb") as stream:
            known = _kind_of_start(stream.read(1 << 12))
        if known:
            return {path.name: known}
    try:
        files = raw_files(path)
    except SiteError as error:
        if path.is_dir():
            inside = sorted(file for file in path.rglob("*") if file.is_file() and not file.is_symlink())
            return {name: kind for file in inside for name, kind in kinds_in(file).items()}
        return {path.name: _unreadable(path.name, error)}
    if {raw.path.as_posix() for raw in files} & _OFFICE_MEMBERS:
        return {path.name: _SPREADSHEET}
    return {raw.name: kind_of_file(raw) for raw in files}


def listed(kinds: dict[str, Kind]) -> str:
    """What each file is, a line each."""
    return "".join(f"\n  - {printable(name)}: {kind.words}" for name, kind in kinds.items())


def told(files: Iterable[RawFile]) -> str:
    """What each of the files is, a line each, and what was expected."""
    return f"{listed({raw.name: kind_of_file(raw) for raw in files})}\n  {EXPECTED}"


def kind_of_file(raw: RawFile) -> Kind:
    """What one file is."""
    try:
        head = raw.head()
    except SiteError as error:
        return _unreadable(raw.name, error)
    if head.startswith(b"PK"):
        return _SPREADSHEET if raw.path.suffix.lower() != ".zip" else Kind("an archive within an archive")
    known = _kind_of_start(head)
    if known:
        return known
    return _kind_of_text(raw)


def _kind_of_text(raw: RawFile) -> Kind:
    form, lines = form_of(raw), sample_of(raw)
    if not lines:
        return Kind("empty")
    if form.is_data or form.is_national:
        return REGIONAL if form.is_data else NATIONAL
    if kind_of(raw) is not None:
        return Kind(f"a label file, {_written(raw, form)}")
    return Kind(f"{_written(raw, form)}: not read because {_reason(form, lines)}", may_be_regional=True)


def _written(raw: RawFile, form: Form) -> str:
    """``separated by commas, UTF-8, not compressed, 9 fields``."""
    head = raw.head()
    encoding = _ENCODINGS.get(encoding_of(head)) or (
        "UTF-8" if _is_utf8(head) else "neither UTF-8 nor UTF-16"
    )
    compression = "gzip" if raw.is_gzip else "in a zip" if raw.is_member else "not compressed"
    if form.width < 2:
        return f"no separator, {encoding}, {compression}, 1 field"
    return f"separated by {SEPARATORS[form.separator]}, {encoding}, {compression}, {form.width} fields"


def _is_utf8(head: bytes) -> bool:
    """The last character may be cut."""
    for cut in range(4):
        try:
            head[: len(head) - cut].decode()
        except UnicodeDecodeError:
            continue
        return True
    return False


def _reason(form: Form, lines: Sequence[str]) -> str:
    if form.header_fault is not None:
        return form.header_fault
    first = printable(lines[0][:60])
    if form.width != form.layout.width:
        return (
            f"its rows have not {len(COLUMNS)} fields, and no header names them; its first row is {first!r}"
        )
    return f"its rows do not begin with a flux (E or I), a trimestre and an année; its first row is {first!r}"


def _kind_of_start(head: bytes) -> Kind | None:
    start = head.removeprefix(b"\xef\xbb\xbf")
    return next((kind for pattern, kind in _STARTS if pattern.match(start)), None)


def _unreadable(name: str, error: SiteError) -> Kind:
    return Kind(str(error).removeprefix(f"{name}: "))
