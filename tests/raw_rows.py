"""The customs' rows as a stranger reads them: with the standard library alone, no code of ours."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path


def raw_rows(folder: Path) -> Iterator[list[str]]:
    """The ten columns of each regional row of 2024 in the zips of ``folder``."""
    for archive in folder.glob("*.zip"):
        with zipfile.ZipFile(archive) as opened:
            for name in opened.namelist():
                if not re.search(r"Region_\d{4}_", name):
                    continue
                for line in io.TextIOWrapper(opened.open(name), "utf-8"):
                    row = line.rstrip("\r\n").split(";")
                    if row[2] == "2024":
                        yield row
