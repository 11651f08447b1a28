"""What the hand-written style sheets and scripts become in the site: few files, without comments and indents.

A phone far away waits once a file, and has no use for either: four kilobytes of 68 before a figure is tapped.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Final

SHEETS: Final[dict[str, tuple[str, ...]]] = {
    "portraits": ("colours", "frame", "site", "figures", "finder", "measures", "print", "portrait"),
    "pages": ("home", "map", "lists", "compare", "duties"),
}
"""What stands in each file, in the order in which it is to be read. A portrait reads the first alone: it is what is
opened on telephones, and holds neither map nor list. All other pages read the second after it."""
SCRIPTS: Final[dict[str, tuple[str, ...]]] = {"figures": ("figures", "share", "portrait")}
"""The same for scripts: what a page with figures runs."""
_ALONE: Final = ("colours",)
"""Those that embed pages read by themselves."""
_SPARE: Final = {
    ".css": (re.compile(r"/\*.*?\*/", re.DOTALL), re.compile(r"\s+(?=[{}])|(?<=[{};])\s+")),
    ".js": (re.compile(r"^ *//.*\n", re.MULTILINE), re.compile(r"^ +", re.MULTILINE)),
}
"""What goes: comments that are lines of their own (what comes after code could be part of a string), and space that
means nothing, as no string goes over lines."""


def copy_assets(written: Path, folder: Path) -> None:
    """Copies ``assets`` of ``written`` (the hand-written ``docs``) into ``folder`` (its copy or a site)."""
    shutil.copytree(written / "assets", folder / "assets", dirs_exist_ok=True)
    joined = {part for parts in SCRIPTS.values() for part in parts}
    names = {script.stem for script in (written / "assets" / "javascripts").glob("*.js")} - joined
    for name, parts in ({name: (name,) for name in names} | SCRIPTS).items():
        _join(folder / "assets" / "javascripts", name, parts, ".js")
    for name, parts in SHEETS.items():
        _join(folder / "assets" / "stylesheets", name, parts, ".css")


def _join(place: Path, name: str, parts: Sequence[str], ending: str) -> None:
    """Writes the parts, without what is spare, as one file; those that are not read by themselves are removed."""
    files = [place / f"{part}{ending}" for part in parts]
    joined = "".join(file.read_text(encoding="utf-8") for file in files)
    for spare in _SPARE[ending]:
        joined = spare.sub("", joined)
    for file in files:
        if file.stem not in _ALONE:
            file.unlink()
    (place / f"{name}{ending}").write_text(joined, encoding="utf-8")
