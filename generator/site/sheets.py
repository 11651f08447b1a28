"""Writes the sheets of one side of A4 beside the pages they are of."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from generator.compute import EditionData
from generator.figures.looks import told_once
from generator.pages.explore.pages import spreads_of
from generator.pages.links import SHEET, Links
from generator.pages.portrait.page import Site
from generator.pages.sheet.dossier import dossier, dossier_sheet
from generator.pages.sheet.portrait import portrait_sheet
from generator.portrait.model import Portrait
from generator.reference.industry import IndustrySpread
from generator.site.mkdocs.typography import finished
from generator.site.shared_files import Work, write_text


def write_sheet(site: Site, portrait: Portrait, folder: Path) -> None:
    """Writes the sheet of the portrait whose files are in ``folder``."""
    html, drawing = portrait_sheet(site, portrait)
    place = folder / SHEET
    place.mkdir(parents=True, exist_ok=True)
    (place / "index.html").write_bytes(finished(html).encode())
    if drawing:
        (place / "balance.svg").write_bytes(told_once(drawing.svg).encode())


def dossier_works(prepared: EditionData, docs: Path, links: Links) -> list[Work]:
    """Returns the works that write the sheets of the Territoires d'industrie in the pages' territories."""

    def write(spread: IndustrySpread) -> None:
        found = dossier(spread, prepared.portraits, prepared.analyses)
        html = dossier_sheet(spread, found, prepared.names, prepared.context, links)
        write_text(docs / spread.path / SHEET / "index.html", lambda: finished(html))

    return [partial(write, each) for each in spreads_of(prepared.pages)]
