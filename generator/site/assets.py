"""Joins the hand-written style sheets and scripts into few files, without comments and indentation.

Each request costs a slow phone a round trip, and comments and indentation are four of 68 kilobytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from generator.figures.theme import page_colours

SHEETS: Final[dict[str, tuple[str, ...]]] = {
    "portraits": ("colours", "frame", "site", "figures", "finder", "measures", "print", "portrait"),
    "pages": ("home", "map", "lists", "compare", "duties"),
}
"""What stands in each file, in the order in which it is to be read. A portrait reads the first alone: it is what is
opened on telephones, and holds neither map nor list. All other pages read the second after it."""
SCRIPTS: Final[dict[str, tuple[str, ...]]] = {"figures": ("figures", "share", "portrait")}
"""The same for the scripts of a page with figures."""
_ALONE: Final = ("colours",)
"""Those that embed pages read by themselves."""
_SPARE: Final = {
    ".css": (re.compile(r"/\*.*?\*/", re.DOTALL), re.compile(r"\s+(?=[{}])|(?<=[{};])\s+")),
    ".js": (re.compile(r"^ *//.*\n", re.MULTILINE), re.compile(r"^ +", re.MULTILINE)),
}
"""What goes: comments that are lines of their own (what comes after code could be part of a string), and space that
means nothing, as no string goes over lines."""


def asset_files(written: Path) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """The files of ``assets`` by path from the site's root, with what gives their content."""
    scripts, sheets = (f"assets/{kind}" for kind in ("javascripts", "stylesheets"))
    joined = {f"{part}.js" for parts in SCRIPTS.values() for part in parts}
    wanted = {f"{scripts}/{name}.js": (parts, ".js") for name, parts in SCRIPTS.items()}
    wanted |= {f"{sheets}/{name}.css": (parts, ".css") for name, parts in SHEETS.items()}
    for path, (parts, ending) in wanted.items():
        folder = (written / path).parent
        yield path, partial(_joined, [folder / f"{part}{ending}" for part in parts])
    joined |= {f"{part}.css" for parts in SHEETS.values() for part in parts} - {
        f"{part}.css" for part in _ALONE
    }
    for file in sorted((written / "assets").rglob("*")):
        path = file.relative_to(written).as_posix()
        if path in wanted or not file.is_file() or file.name in joined:
            continue
        is_ours = path.startswith(f"{scripts}/{file.name}") or file.stem in _ALONE
        yield path, partial(_joined, [file]) if is_ours else file.read_bytes


def _joined(files: Sequence[Path]) -> bytes:
    joined = "".join(file.read_text(encoding="utf-8") for file in files)
    if files[0].name == "colours.css":
        joined = page_colours() + joined
    for spare in _SPARE[files[0].suffix]:
        joined = spare.sub("", joined)
    return joined.encode()
