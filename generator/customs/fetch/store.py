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

from generator.errors import SiteError
from generator.system import folders

LOCK = "sources.lock"


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


def write_lock(folder: Path, edition: str, records: Iterable[Record]) -> None:
    """Writes ``sources.lock``: JSON, the files in order of their names."""
    files = [asdict(record) for record in sorted(records, key=lambda record: record.file)]
    text = json.dumps({"schema": 1, "edition": edition, "files": files}, indent=2, ensure_ascii=False)
    (folder / LOCK).write_text(text + "\n", encoding="utf-8")
