"""Which pages of a site are printed, and under what names."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.pages.links import SHEET
from generator.reference.industry import industry_spreads
from generator.reference.territories import Kind, Territory, territories


@dataclass(frozen=True, slots=True)
class Printable:
    """A page to print: ``slug`` names its PDF, ``data`` is the file that its figures come from."""

    slug: str
    html: Path
    data: Path


def printable(site: Path, pages: Collection[Territory]) -> Iterator[Printable]:
    """The portraits of ``pages``, each with its sheet, then the sheets of the Territoires d'industrie in them.

    Where they would lie in ``site``; a site of some portraits lacks some.
    """
    for territory in territories():
        if territory in pages:
            home = site / territory.path
            data = home / "portrait.json"
            yield Printable(territory.slug, home / "index.html", data)
            yield Printable(f"{territory.slug}-{SHEET}", home / SHEET / "index.html", data)
    codes = {t.code for t in pages if t.kind is Kind.DEPARTEMENT}
    for industry in industry_spreads():
        if not codes.isdisjoint(industry.communes):
            sheet = site / industry.path / SHEET / "index.html"
            yield Printable(f"{industry.path.rpartition('/')[2]}-{SHEET}", sheet, sheet)
