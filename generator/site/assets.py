"""What the hand-written style sheets and scripts become in the site: few files, without comments.

A phone far away waits once a file, and has no use for comments: three kilobytes of 68 before a figure is tapped.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Final

SHEETS: Final = {
    "portraits": ("colours", "site", "figures", "finder", "measures", "print", "portrait"),
    "pages": ("map", "lists", "compare", "duties"),
}
"""What stands in each file, in the order in which it is to be read. A portrait reads the first alone: it is what is
opened on telephones, and holds neither map nor list. All other pages read the second after it."""
_ALONE: Final = ("colours",)
"""Those that embed pages read by themselves."""
_CSS_COMMENT: Final = re.compile(r"/\*.*?\*/\n?", re.DOTALL)
_JS_COMMENT: Final = re.compile(r"^ *//.*\n", re.MULTILINE)
"""A line of its own: what comes after code could be part of a string."""


def copy_assets(written: Path, folder: Path) -> None:
    """Copies ``assets`` of ``written`` (the hand-written ``docs``) into ``folder`` (its copy or a site)."""
    shutil.copytree(written / "assets", folder / "assets", dirs_exist_ok=True)
    for script in (written / "assets" / "javascripts").glob("*.js"):
        text = _JS_COMMENT.sub("", script.read_text(encoding="utf-8"))
        (folder / script.relative_to(written)).write_text(text, encoding="utf-8")
    place = folder / "assets" / "stylesheets"
    for name, sheets in SHEETS.items():
        files = [place / f"{sheet}.css" for sheet in sheets]
        joined = "".join(file.read_text(encoding="utf-8") for file in files)
        (place / f"{name}.css").write_text(_CSS_COMMENT.sub("", joined), encoding="utf-8")
        for file in files:
            if file.stem not in _ALONE:
                file.unlink()
