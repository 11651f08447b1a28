"""The font of what is drawn or printed rather than shown by the reader's browser: Source Sans 3 (OFL), from npm."""

from __future__ import annotations

from pathlib import Path

from generator.errors import SiteError
from generator.reference.tables import PROJECT

FAMILY = "Source Sans 3"
_FILES = PROJECT / "node_modules" / "@fontsource" / "source-sans-3" / "files"


def font_file(weight: int) -> Path:
    """The file of the upright Latin letters in that weight. Raises ``SiteError`` where it is not installed."""
    file = _FILES / f"source-sans-3-latin-{weight}-normal.woff"
    if not file.is_file():
        raise SiteError(f"{file.name} is missing: run `make site`, which installs it")
    return file
