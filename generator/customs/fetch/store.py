"""Where an edition's files lie: ``data/raw/<edition>/``, replaced whole, with ``sources.lock`` that says what they are.

All is prepared in the hidden folder ``.<edition>.fetching`` beside it, which is gone when the fetch ends; what a
killed one left is cleared by the next.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from generator.errors import SiteError
from generator.system.folders import put

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

    When it ends badly ``target`` stays as it was. Raises ``SiteError`` when it cannot be written or another fetch is
    at work.
    """
    target = target.resolve()
    work = target.with_name(f".{target.name}.fetching")
    new = work / "new"
    try:
        work.mkdir(parents=True, exist_ok=True)
        with _locked(work):
            try:
                shutil.rmtree(new, ignore_errors=True)
                new.mkdir()
                yield new
                put(new, target)
            finally:
                shutil.rmtree(work)
    except OSError as error:
        raise SiteError(
            f"{error.filename or target}: {error.strerror or error}; nothing was replaced"
        ) from error


def refuse_foreign(target: Path) -> None:
    """Raises ``SiteError`` when the place is taken by what no fetch brought."""
    if target.exists() and not target.is_dir():
        raise SiteError(f"{target}: is a file, a folder is needed")
    if target.is_dir() and any(target.iterdir()) and not (target / LOCK).is_file():
        raise SiteError(
            f"{target}: holds files that no fetch brought (no {LOCK}); move them away, or record them with "
            f"`fetch --from {target}`"
        )


def write_lock(folder: Path, edition: str, records: Iterable[Record]) -> None:
    """Writes ``sources.lock``: JSON, the files in order of their names."""
    files = [asdict(record) for record in sorted(records, key=lambda record: record.file)]
    text = json.dumps({"schema": 1, "edition": edition, "files": files}, indent=2, ensure_ascii=False)
    (folder / LOCK).write_text(text + "\n", encoding="utf-8")


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise SiteError(f"{folder}: another fetch of this edition is at work") from None
    try:
        yield
    finally:
        os.close(handle)
