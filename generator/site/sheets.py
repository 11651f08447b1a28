"""Writes the sheets of one side of A4 beside the pages they are of."""

from __future__ import annotations

from pathlib import Path

from generator.pages.portrait.page import Site
from generator.pages.sheet.common import FOLDER
from generator.pages.sheet.portrait import portrait_sheet
from generator.portrait.model import Portrait
from generator.site.mkdocs.typography import unbroken


def write_sheet(site: Site, portrait: Portrait, folder: Path) -> None:
    """The sheet of the portrait whose files are in ``folder``."""
    html, drawing = portrait_sheet(site, portrait)
    place = folder / FOLDER
    place.mkdir(parents=True, exist_ok=True)
    (place / "index.html").write_bytes(unbroken(html).encode())
    if drawing:
        (place / "balance.svg").write_bytes(drawing.svg.encode())
