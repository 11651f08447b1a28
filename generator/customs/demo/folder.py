"""The folder of a demonstration edition: it appears whole or not at all, and takes nobody else's place."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.customs.mark import DEMO_MARK_LABEL
from generator.errors import SiteError
from generator.system.folders import check_place, replacing

_ARCHIVE = re.compile(r"Regional-\d{4}-(?:export|import)\.zip")
_MARKED = "Libelle_A129.txt"


@contextmanager
def replaced_folder(output: Path) -> Iterator[Path]:
    """A folder to write into, which takes the place of ``output`` once the block ends without an error.

    Raises ``SiteError`` when ``output`` is a file, is not empty and was not made by ``demo``, or cannot be written.
    """
    check_place(output, _foreign)
    try:
        with replacing(output, "demo") as work:
            new = work / "new"
            new.mkdir()
            yield new
    except OSError as error:
        raise SiteError(f"{output}: cannot be written: {error.strerror or error}") from error


def _foreign(folder: Path) -> str | None:
    # Hidden files (a stamp, what a file browser leaves) say nothing of who made the folder.
    for path in sorted(folder.iterdir()):
        if not path.name.startswith(".") and not _is_demo_archive(path):
            return f"holds {path.name}, which no demonstration made: not replaced"
    return None


def _is_demo_archive(path: Path) -> bool:
    if not path.is_file() or not _ARCHIVE.fullmatch(path.name):
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            labels = archive.read(f"{path.stem}/{_MARKED}")
    except (zipfile.BadZipFile, KeyError):
        return False
    return DEMO_MARK_LABEL in labels.decode("utf-8-sig", errors="replace")
