"""The site's style sheets as one file: a phone far away waits once, not once a sheet."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

SHEETS = ("colours", "site", "figures", "finder", "map", "measures", "duties", "print", "portrait")
"""In the order in which they are to be read."""
_ALONE = ("colours",)
"""Those that embed pages read by themselves."""


_COMMENT: Final = re.compile(r"/\*.*?\*/\n?", re.DOTALL)


def join_sheets(folder: Path) -> None:
    """Writes ``portraits.css``, without comments, beside the sheets in ``folder`` (``docs`` or a site).

    The sheets that stand in it are removed.
    """
    place = folder / "assets" / "stylesheets"
    files = [place / f"{name}.css" for name in SHEETS]
    # two kilobytes of comments, compressed, that a browser has no use for
    joined = _COMMENT.sub("", "".join(file.read_text(encoding="utf-8") for file in files))
    (place / "portraits.css").write_text(joined, encoding="utf-8")
    for file in files:
        if file.stem not in _ALONE:
            file.unlink()
