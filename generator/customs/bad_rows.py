"""Every bad row of an edition's data files as one table, on request."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.customs.archive import printable
from generator.customs.data_file import bad_rows
from generator.customs.sources import find_sources
from generator.french.spreadsheet import write_csv
from generator.system.folders import working_folder

HEADER = ("file", "row", "column", "value", "expected", "message")


def write_bad_rows(paths: Sequence[Path], target: Path) -> int:
    """Writes a CSV of all rows that cannot be read under ``paths`` into ``target``; returns how many.

    ``row`` is counted from 1; a cell is empty where no one column is at fault. Without a bad row the table
    has its header only. Raises ``SiteError`` when the files cannot be told apart, ``OSError`` when ``target`` cannot
    be written.
    """
    sources = find_sources(paths)
    count = 0

    def rows() -> Iterator[tuple[str | int, ...]]:
        nonlocal count
        for raw, layout in sources.data:
            for fault in bad_rows(raw, layout):
                count += 1
                cells = (fault.column, fault.value, fault.expected)
                yield (raw.name, fault.row, *(printable(cell or "") for cell in cells), fault.message)

    with working_folder(target.parent, target.name) as folder:
        work = folder / target.name
        with work.open("w", encoding="utf-8", newline="") as stream:
            write_csv(stream, HEADER, rows())
        os.replace(work, target)  # noqa: PTH105
    return count
