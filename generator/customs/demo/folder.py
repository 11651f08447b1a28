"""The folder of a demonstration edition: it appears whole or not at all, and takes nobody else's place."""

from __future__ import annotations

import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.customs.mark import DEMO_MARK_LABEL
from generator.errors import SiteError
from generator.system.folders import put

_ARCHIVE = re.compile(r"Regional-\d{4}-(?:export|import)\.zip")
_MARKED = "Libelle_A129.txt"


@contextmanager
def replaced_folder(output: Path) -> Iterator[Path]:
    """A folder to write into, which takes the place of ``output`` once the block ends without an error.

    Raises ``SiteError`` when ``output`` is a file, is not empty and was not made by ``demo``, or cannot be written.
    """
    output = output.resolve()
    _refuse_foreign(output)
    output.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{output.name}.demo-", dir=output.parent))
    try:
        new = work / "new"
        new.mkdir()
        yield new
        put(new, output)
    except OSError as error:
        raise SiteError(f"{output}: cannot be written: {error.strerror or error}") from error
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _refuse_foreign(output: Path) -> None:
    if not output.exists():
        return
    if not output.is_dir():
        raise SiteError(f"{output}: is a file, a folder is wanted")
    # Hidden files (a stamp, what a file browser leaves) say nothing of who made the folder.
    for path in sorted(output.iterdir()):
        if not path.name.startswith(".") and not _is_demo_archive(path):
            raise SiteError(f"{output}: holds {path.name}, which no demonstration made: not replaced")


def _is_demo_archive(path: Path) -> bool:
    if not path.is_file() or not _ARCHIVE.fullmatch(path.name):
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            labels = archive.read(f"{path.stem}/{_MARKED}")
    except (zipfile.BadZipFile, KeyError):
        return False
    return DEMO_MARK_LABEL in labels.decode("utf-8-sig", errors="replace")
