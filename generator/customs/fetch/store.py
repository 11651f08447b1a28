"""The folder of an edition's files, ``data/raw/<edition>/``, replaced whole, and ``sources.lock``, their list.

All is prepared in a hidden folder ``.<edition>.fetching-…`` beside it, which is gone when the fetch ends; what a killed
one left is cleared by the next.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from generator.customs.archive import RawFile, raw_files
from generator.customs.columns import NAMES, Layout
from generator.customs.fetch.http import digest
from generator.customs.reader import read_file
from generator.customs.recognise import EXPECTED, kinds_in, list_kinds
from generator.customs.sources import LOCK, MissingDirectionError, find_sources, first_row_of, refuse_missing
from generator.customs.text import text_blocks
from generator.edition import Edition
from generator.errors import DataError, SiteError
from generator.system import folders

_INDUSTRY_COLUMNS = (b"insee_com", b"lib_com", b"id_ti", b"lib_ti")


def require_trade(file: Path, title: str) -> None:
    """Raises ``SiteError`` that says what one download is when it holds nothing that may be a regional file.

    Rows that are written oddly may still be regional: ``check_files`` decides once all files are there.
    """
    kinds = kinds_in(file)
    if not any(kind.may_be_regional for kind in kinds.values()):
        raise SiteError(
            f"{title}: this is not a regional file, by département; what came is:{list_kinds(kinds)}\n  {EXPECTED}"
        )


def require_industry(file: Path) -> None:
    """Raises ``DataError`` unless this is the Territoires d'industrie list, which the reader leaves alone."""
    first_row = first_row_of(raw_files(file)[0])
    if not all(column in first_row for column in _INDUSTRY_COLUMNS):
        expected = b", ".join(_INDUSTRY_COLUMNS).decode()
        value = first_row.decode(errors="replace")
        raise DataError(
            "not the Territoires d'industrie list", file=file.name, row=1, value=value, expected=expected
        )


def check_files(folder: Path, year: int) -> None:
    """Opens every file and reads archives to their end.

    Raises ``SiteError`` that lists what each file is when the folder does not hold one regional file a direction with
    rows of ``year``, or when an archive is damaged.
    """
    try:
        sources = find_sources([folder])
        layouts = {raw.name: layout for raw, layout in sources.data}
        for raw in raw_files(folder):
            layout = layouts.get(raw.name)
            has_year = _reads_year(raw, layout or Layout(), year)
            if layout and not has_year:
                raise DataError(f"has no row of {year}", file=raw.name)
        if len(layouts) == 1:
            # Only its rows say whether it holds both directions.
            refuse_missing(sources, set(read_file(*sources.data[0], year)[1].directions))
    except SiteError as error:
        message = f"what was brought cannot be used, and nothing was replaced: {error}"
        if isinstance(error, MissingDirectionError):
            raise SiteError(message) from error
        raise SiteError(f"{message}. What there is:{list_kinds(kinds_in(folder))}") from error


def _reads_year(raw: RawFile, layout: Layout, year: int) -> bool:
    """Reads a file to its end; whether the year stands where it should, in any field where labels stand between."""
    separator = re.escape(layout.separator).encode()
    place = layout.positions[NAMES.index("année")] or 0
    before = (
        rb"(?:^|%s)" % separator if layout.unused else rb"^(?:[^%s\n]*%s){%d}" % (separator, separator, place)
    )
    pattern = re.compile(before + rb'[" \t]*%d\b' % year, re.MULTILINE)
    found = False
    for block in text_blocks(raw):
        found = found or pattern.search(block) is not None
    return found


def require_closed(edition: Edition, place: Path | None = None) -> None:
    """Raises ``SiteError`` unless ``place`` holds each file that ``[sha256]`` of the edition's file names, by its sum.

    ``place``: a file or a folder, the edition's own by default. What a file is called does not count.
    """
    place = place or edition.input
    if not edition.sha256 or not place.exists():
        return
    files = [place] if place.is_file() else sorted(path for path in place.rglob("*") if path.is_file())
    found = {digest(file): file.name for file in files}
    for name, wanted in edition.sha256.items():
        if wanted.lower() not in found:
            same_name = next((sum_ for sum_, file in found.items() if file == name), "that of no file there")
            raise SiteError(
                f"{name}: SHA-256 is {same_name}, expected {wanted}, as data/editions/{edition.name}.toml closed the "
                "edition; the customs may have revised it: bring the kept files with `fetch --from`, or close it again"
            )


REPLACED = "replaced"
"""Beside the editions' folders: what later fetches brought other bytes for, ``replaced/2024-<day it was fetched>``."""


@dataclass(frozen=True, slots=True)
class Record:
    """One file of an edition; ``title``, ``url`` and ``last_modified`` are ``None`` of a file taken by hand."""

    file: str
    title: str | None
    url: str | None
    bytes: int
    sha256: str
    last_modified: str | None
    retrieved_on: str


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """An empty folder to fill, which takes the place of ``target`` when the block ends well.

    When it ends badly ``target`` stays as it was. Raises ``SiteError`` when it cannot be written.
    """
    try:
        with folders.replacing(target, "fetching") as work:
            new = work / "new"
            new.mkdir()
            yield new
    except OSError as error:
        raise SiteError(
            f"{error.filename or target}: {error.strerror or error}; nothing was replaced"
        ) from error


def refuse_foreign(target: Path) -> None:
    """Raises ``SiteError`` when the place is taken by what no fetch brought."""
    folders.check_target(target, _foreign)


def _foreign(target: Path) -> str | None:
    if any(target.iterdir()) and not (target / LOCK).is_file():
        return (
            f"holds files that no fetch brought (no {LOCK}); move them away, or record them with "
            f"`fetch --from {target}`"
        )
    return None


def read_lock(folder: Path) -> list[Record]:
    """What ``sources.lock`` says of ``folder``; empty where it is missing or cannot be read."""
    try:
        content = json.loads((folder / LOCK).read_text(encoding="utf-8"))
        return [Record(**entry) for entry in content["files"]]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def is_whole(folder: Path) -> bool:
    """Whether ``folder`` holds every file of its ``sources.lock``, byte for byte as they were fetched."""
    records = read_lock(folder)
    return bool(records) and all(
        (folder / record.file).is_file() and digest(folder / record.file) == record.sha256
        for record in records
    )


def keep_replaced(target: Path, records: Iterable[Record]) -> list[str]:
    """Keeps the files of ``target`` where ``records``, which replace them, are of other bytes; returns what differs."""
    old = {record.file: record for record in read_lock(target)}
    new = {record.file: record for record in records}
    differences = [
        f"{name}: {_size(old.get(name))} before, {_size(new.get(name))} now"
        for name in sorted(old.keys() | new.keys())
        if name not in old or name not in new or old[name].sha256 != new[name].sha256
    ]
    if not old or not differences:
        return []
    day = max(record.retrieved_on for record in old.values())
    place = target.parent / REPLACED / f"{target.name}-{day}"
    number = 2
    while place.exists():
        place = place.with_name(f"{target.name}-{day}-{number}")
        number += 1
    place.parent.mkdir(exist_ok=True)
    shutil.copytree(target, place)
    return [*differences, f"the files of {day} are kept in {place}"]


def _size(record: Record | None) -> str:
    return f"{record.bytes} bytes ({record.sha256[:12]}…)" if record else "no such file"


def write_lock(folder: Path, edition: str, records: Iterable[Record]) -> None:
    """Writes ``sources.lock``: JSON, the files in order of their names."""
    files = [asdict(record) for record in sorted(records, key=lambda record: record.file)]
    text = json.dumps({"schema": 1, "edition": edition, "files": files}, indent=2, ensure_ascii=False)
    (folder / LOCK).write_text(text + "\n", encoding="utf-8")
