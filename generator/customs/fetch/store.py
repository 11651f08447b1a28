"""Where an edition's files lie: ``data/raw/<edition>/``, replaced whole, with ``sources.lock`` that says what they are.

All is prepared in a hidden folder ``.<edition>.fetching-…`` beside it, which is gone when the fetch ends; what a killed
one left is cleared by the next.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from generator.customs.fetch.transfer import digest
from generator.errors import SiteError
from generator.system import folders

LOCK = "sources.lock"
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
    folders.check_place(target, _foreign)


def _foreign(target: Path) -> str | None:
    if any(target.iterdir()) and not (target / LOCK).is_file():
        return (
            f"holds files that no fetch brought (no {LOCK}); move them away, or record them with "
            f"`fetch --from {target}`"
        )
    return None


def read_lock(folder: Path) -> list[Record]:
    """What ``sources.lock`` says of ``folder``; empty where there is none, or one that nobody can read."""
    try:
        content = json.loads((folder / LOCK).read_text(encoding="utf-8"))
        return [Record(**entry) for entry in content["files"]]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def is_whole(folder: Path) -> bool:
    """Whether ``folder`` holds every file of its ``sources.lock``, with the very bytes that were fetched."""
    records = read_lock(folder)
    return bool(records) and all(
        (folder / record.file).is_file() and digest(folder / record.file) == record.sha256
        for record in records
    )


def keep_replaced(target: Path, records: Iterable[Record]) -> list[str]:
    """Keeps the files of ``target`` where ``records``, which replace them, are of other bytes; tells what differs."""
    old = {record.file: record for record in read_lock(target)}
    new = {record.file: record for record in records}
    told = [
        f"{name}: {_size(old.get(name))} before, {_size(new.get(name))} now"
        for name in sorted(old.keys() | new.keys())
        if name not in old or name not in new or old[name].sha256 != new[name].sha256
    ]
    if not old or not told:
        return []
    day = max(record.retrieved_on for record in old.values())
    place = target.parent / REPLACED / f"{target.name}-{day}"
    number = 2
    while place.exists():
        place = place.with_name(f"{target.name}-{day}-{number}")
        number += 1
    place.parent.mkdir(exist_ok=True)
    folders.share(target, place)
    return [*told, f"the files of {day} are kept in {place}"]


def _size(record: Record | None) -> str:
    return f"{record.bytes} bytes ({record.sha256[:12]}…)" if record else "no such file"


def write_lock(folder: Path, edition: str, records: Iterable[Record]) -> None:
    """Writes ``sources.lock``: JSON, the files in order of their names."""
    files = [asdict(record) for record in sorted(records, key=lambda record: record.file)]
    text = json.dumps({"schema": 1, "edition": edition, "files": files}, indent=2, ensure_ascii=False)
    (folder / LOCK).write_text(text + "\n", encoding="utf-8")
