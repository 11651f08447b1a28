"""Says what a file that was brought is: by its first bytes and its first rows, never by its name."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from generator.customs.archive import RawFile, printable, raw_files
from generator.customs.form import form_of, sample_of
from generator.customs.lines import BOM
from generator.errors import SiteError


class Kind(NamedTuple):
    """``words`` tell a person; ``may_be_regional``: whether it is one, or may be one that is written oddly."""

    words: str
    may_be_regional: bool = False


NATIONAL = Kind("a national file, by NC8 product and month, without départements")
REGIONAL = Kind("a regional file, by département", may_be_regional=True)
_STARTS = (
    (re.compile(rb"\s*<(!doctype html|html|head|body)", re.IGNORECASE), Kind("a web page")),
    (re.compile(rb"\s*<"), Kind("an XML document")),
    (re.compile(rb"\s*[{\[]"), Kind("a JSON document")),
    (re.compile(rb"%PDF"), Kind("a PDF document")),
    (re.compile(rb"\xd0\xcf\x11\xe0"), Kind("a spreadsheet (Excel)")),
)
_SPREADSHEET = Kind("a spreadsheet (Excel or LibreOffice)")
_OFFICE_MEMBERS = {"[Content_Types].xml", "mimetype"}
"""Spreadsheets of Excel and LibreOffice are zips that hold one of these."""


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
    return {raw.name: _kind(raw) for raw in files}


def listed(kinds: dict[str, Kind]) -> str:
    """What each file is, a line each."""
    return "".join(f"\n  - {printable(name)}: {kind.words}" for name, kind in kinds.items())


def _kind(raw: RawFile) -> Kind:
    try:
        head = raw.head()
    except SiteError as error:
        return _unreadable(raw.name, error)
    if head.startswith(b"PK"):
        return _SPREADSHEET if raw.path.suffix.lower() != ".zip" else Kind("an archive within an archive")
    known = _kind_of_start(head)
    if known:
        return known
    form = form_of(raw)
    if form.is_data:
        return REGIONAL
    if form.is_national:
        return NATIONAL
    lines = sample_of(raw)
    return (
        Kind(f"a text whose first row is {lines[0][:60]!r}", may_be_regional=True) if lines else Kind("empty")
    )


def _kind_of_start(head: bytes) -> Kind | None:
    start = head.removeprefix(BOM)
    return next((kind for pattern, kind in _STARTS if pattern.match(start)), None)


def _unreadable(name: str, error: SiteError) -> Kind:
    return Kind(str(error).removeprefix(f"{name}: "))
