"""The files in ``data/raw/<edition>/``: their checks, and ``sources.lock``, which records them."""

import json
import re
import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from generator.customs.columns import NAMES, Layout
from generator.customs.fetch.http import digest
from generator.customs.files import RawFile, raw_files, sample_of, text_blocks
from generator.customs.reader import read_file
from generator.customs.sources import LOCK, MissingDirectionError, find_sources, kinds_in, list_kinds, refuse_missing
from generator.edition import Edition
from generator.errors import DataError, SiteError

_INDUSTRY_COLUMNS = ("insee_com", "lib_com", "id_ti", "lib_ti")


def require_industry(file: Path) -> None:
    """Raises ``DataError`` unless ``file`` is the Territoires d'industrie list."""
    first_row = next(iter(sample_of(raw_files(file)[0])), "")
    if not all(column in first_row for column in _INDUSTRY_COLUMNS):
        expected = ", ".join(_INDUSTRY_COLUMNS)
        raise DataError(
            "not the Territoires d'industrie list", file=file.name, row=1, value=first_row, expected=expected
        )


def check_files(folder: Path, year: int) -> None:
    """Reads every file to its end.

    Raises ``SiteError`` that describes each unless both directions have rows of ``year`` and no archive is damaged.
    """
    try:
        sources = find_sources([folder])
        layouts = {raw.name: layout for raw, layout in sources.data}
        for raw in raw_files(folder):
            has_year = _has_year(raw, layouts.get(raw.name, Layout()), year)
            if raw.name in layouts and not has_year:
                raise DataError(f"has no row for {year}", file=raw.name)
        if len(layouts) == 1:
            # only its rows tell whether it holds both directions
            refuse_missing(sources, set(read_file(*sources.data[0], year)[1].directions))
    except SiteError as error:
        message = f"the files cannot be used, and nothing was replaced: {error}"
        if isinstance(error, MissingDirectionError):
            raise SiteError(message) from error
        raise SiteError(f"{message}. The files are:{list_kinds(kinds_in(folder))}") from error


def _has_year(raw: RawFile, layout: Layout, year: int) -> bool:
    """Whether the column of the year holds ``year``, or any column if there are unused ones. Reads all of the file."""
    separator = re.escape(layout.separator).encode()
    place = layout.positions[NAMES.index("année")] or 0
    before = rb"(?:^|%s)" % separator if layout.unused else rb"^(?:[^%s\n]*%s){%d}" % (separator, separator, place)
    pattern = re.compile(before + rb'[" \t]*%d\b' % year, re.MULTILINE)
    found = False
    for block in text_blocks(raw):
        found = found or pattern.search(block) is not None
    return found


def check_closed(edition: Edition, folder: Path | None = None) -> None:
    """Raises ``SiteError`` unless ``folder``, or the edition's inputs, hold the files that the edition was closed with.

    They are known by the digests in ``[sha256]`` of the edition's file, whatever their names.
    """
    paths = (folder,) if folder else edition.inputs
    if not edition.sha256 or not any(path.exists() for path in paths):
        return
    inside = (file for path in paths for file in (path, *sorted(path.rglob("*"))))
    found = {digest(file): file.name for file in inside if file.is_file()}
    for name, expected in edition.sha256.items():
        if expected.lower() not in found:
            same_name = next((value for value, file in found.items() if file == name), "that of no file there")
            raise SiteError(
                f"{name}: SHA-256 is {same_name}, expected {expected}, with which data/editions/{edition.name}.toml "
                "closed the edition; the customs may have revised the file: restore the kept one with `fetch --from`, "
                "or close the edition again"
            )


REPLACED = "replaced"
"""The folder of superseded files, beside those of the editions: ``replaced/2024-<day of retrieval>``."""


@dataclass(frozen=True, slots=True)
class Record:
    """A file of an edition. ``title``, ``url`` and ``last_modified`` are ``None`` for a file taken with ``--from``."""

    file: str
    title: str | None
    url: str | None
    bytes: int
    sha256: str
    last_modified: str | None
    retrieved_on: str


def foreign_files(folder: Path) -> str | None:
    """Why ``fetch`` may not replace ``folder``; ``None`` when it may."""
    if any(folder.iterdir()) and not (folder / LOCK).is_file():
        return (
            f"contains files that `fetch` did not record (no {LOCK}); move them away, or record them with "
            f"`fetch --from {folder}`"
        )
    return None


def read_lock(folder: Path) -> list[Record]:
    """The records of ``sources.lock``; none when it is missing or cannot be read."""
    try:
        content = json.loads((folder / LOCK).read_text(encoding="utf-8"))
        return [Record(**entry) for entry in content["files"]]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def write_lock(folder: Path, edition: str, records: Iterable[Record]) -> None:
    """Writes ``sources.lock``: JSON, sorted by file name."""
    files = [asdict(record) for record in sorted(records, key=lambda record: record.file)]
    text = json.dumps({"schema": 1, "edition": edition, "files": files}, indent=2, ensure_ascii=False)
    (folder / LOCK).write_text(text + "\n", encoding="utf-8")


def is_complete(folder: Path) -> bool:
    """Whether ``folder`` holds every file of its ``sources.lock``, unchanged."""
    records = read_lock(folder)
    return bool(records) and all(
        (folder / record.file).is_file() and digest(folder / record.file) == record.sha256 for record in records
    )


def keep_replaced(folder: Path, records: Iterable[Record]) -> list[str]:
    """Copies ``folder`` to ``REPLACED`` if ``records``, its new files, differ; returns the differences as lines."""
    old = {record.file: record for record in read_lock(folder)}
    new = {record.file: record for record in records}
    differences = [
        f"{name}: {_described(old.get(name))} before, {_described(new.get(name))} now"
        for name in sorted(old.keys() | new.keys())
        if name not in old or name not in new or old[name].sha256 != new[name].sha256
    ]
    if not old or not differences:
        return []
    day = max(record.retrieved_on for record in old.values())
    copy = folder.parent / REPLACED / f"{folder.name}-{day}"
    number = 2
    while copy.exists():
        copy = copy.with_name(f"{folder.name}-{day}-{number}")
        number += 1
    copy.parent.mkdir(exist_ok=True)
    shutil.copytree(folder, copy)
    return [*differences, f"the files of {day} are kept in {copy}"]


def _described(record: Record | None) -> str:
    return f"{record.bytes} bytes ({record.sha256[:12]}…)" if record else "no such file"
