"""The output folder: how files are written, and how a finished folder takes the place of the previous one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from generator.site.files import Group
from generator.system import parallel
from generator.system.folders import check_place, replacing

MARKER: Final = ".portraits"
"""A file that says an earlier build made the folder, so that a new one may take its place."""


@contextmanager
def staged(output: Path) -> Iterator[Path]:
    """Gives an empty folder to work in; its ``site`` subfolder becomes ``output`` when the block ends well.

    When it ends badly, ``output`` stays as it was. Raises ``SiteError`` when ``output`` is not a folder of ours, and on
    a full disk.
    """
    check_place(output, _foreign)
    with replacing(output, "building", made="site") as work:
        yield work
        (work / "site" / MARKER).touch()


def _foreign(folder: Path) -> str | None:
    if any(folder.iterdir()) and not (folder / MARKER).is_file():
        return "the folder is not empty and no earlier build made it; name another --output"
    return None


def write_files(root: Path, groups: Iterable[Group]) -> list[str]:
    """Writes the groups' files below ``root`` and returns their paths; text becomes UTF-8, line ends unchanged."""

    def write(group: Group) -> list[str]:
        paths = []
        for path, content in group():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.encode() if isinstance(content, str) else content)
            paths.append(path)
        return paths

    return [path for paths in parallel.each(write, list(groups)) for path in paths]
