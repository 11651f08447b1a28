"""The site's folder is always whole: work is done beside it and put in its place in one step."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.system.folders import check_place, replacing

MARKER = ".portraits"
"""A file that says an earlier build made the folder, so that a new one may take its place."""


@contextmanager
def staged(output: Path) -> Iterator[Path]:
    """Gives an empty folder to work in; its ``site`` subfolder becomes ``output`` when the block ends well.

    When it ends badly, ``output`` stays as it was. Raises ``SiteError`` as ``check_output`` does, and on a full disk.
    """
    check_output(output)
    with replacing(output, "building", made="site") as work:
        yield work
        (work / "site" / MARKER).touch()


@contextmanager
def replacing_ours(output: Path, purpose: str) -> Iterator[Path]:
    """An empty folder that becomes ``output`` as a whole, marked as ours, when the block ends well; see ``staged``."""
    check_output(output)
    with replacing(output, purpose, made="made") as work:
        made = work / "made"
        made.mkdir()
        yield made
        (made / MARKER).touch()


def check_output(output: Path) -> None:
    """Raises ``SiteError`` when a build may not put its result there."""
    check_place(output, _foreign)


def _foreign(folder: Path) -> str | None:
    if any(folder.iterdir()) and not (folder / MARKER).is_file():
        return "the folder is not empty and no earlier build made it; name another --output"
    return None
