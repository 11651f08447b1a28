"""Sheets: a portrait, or a Territoire d'industrie with its départements, on one A4 side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from generator.compute import EditionData
from generator.context import EditionContext
from generator.figures.balance.kind import BALANCE
from generator.figures.figure import Drawing
from generator.figures.kind import Evolved
from generator.french.formatting import Unit, unit_for
from generator.pages.environment import render
from generator.pages.explore.map import locator
from generator.pages.links import Links
from generator.pages.portrait.diversify import Diversify, diversify, is_small
from generator.pages.portrait.page import Site
from generator.portrait.analysis import Analysis, First
from generator.portrait.model import BothWays, Portrait
from generator.portrait.specialisation import Weight
from generator.reference.direction import Direction
from generator.reference.industry import IndustryTerritory
from generator.reference.names import Names
from generator.reference.territories import Territory, departements, france, region

LEADING = 5


@dataclass(frozen=True, slots=True)
class Part:
    """What a sheet says of a territory."""

    portrait: Portrait
    analysis: Analysis

    @property
    def territory(self) -> Territory:
        """Whose part it is."""
        return self.portrait.territory

    @property
    def countries(self) -> dict[Direction, list[First]]:
        """The first partners of each direction, largest first."""
        rows = {row.country_code: row for row in self.portrait.balance}
        return {d: _firsts(self.portrait.flows(d).countries, rows, d) for d in Direction}

    @property
    def products(self) -> dict[Direction, list[First]]:
        """The first products of each direction, largest first."""
        rows = {row.product_code: row for row in self.portrait.activities}
        return {d: _firsts(self.portrait.flows(d).products, rows, d) for d in Direction}


def _firsts(codes: Sequence[str], rows: Mapping[str, BothWays], direction: Direction) -> list[First]:
    return [First(code, rows[code].of(direction)) for code in codes[:LEADING]]


@dataclass(frozen=True, slots=True)
class Member:
    """A département of the Territoire d'industrie; ``communes``: how many of its communes are in it."""

    part: Part
    region: Territory
    communes: int
    own: Weight | None
    """Its first speciality that is none of the other members', nor among the shared products; ``None`` without any."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """The members, most communes first; the codes that are among the first of all of them, in the first's order."""

    members: tuple[Member, ...]
    shared_products: tuple[str, ...]
    shared_countries: tuple[str, ...]


def places_of(industry: IndustryTerritory) -> list[Territory]:
    """The départements of a Territoire d'industrie, most communes first, ties by code."""
    places = [t for t in departements() if t.code in industry.communes]
    return sorted(places, key=lambda t: (-industry.communes[t.code], t.code))


def dossier(
    industry: IndustryTerritory,
    portraits: Mapping[Territory, Portrait],
    analyses: Mapping[Territory, Analysis],
) -> Dossier:
    """A sheet about a Territoire d'industrie; ``portraits`` and ``analyses`` are those of its départements."""
    parts = [Part(portraits[t], analyses[t]) for t in places_of(industry)]
    shared = _shared(parts, "products") if len(parts) > 1 else ()
    special = Counter(weight.code for each in parts for weight in each.analysis.specialities)
    members = (
        Member(
            each,
            region(each.territory.region_code or ""),
            industry.communes[each.territory.code],
            next(
                (w for w in each.analysis.specialities if special[w.code] == 1 and w.code not in shared), None
            ),
        )
        for each in parts
    )
    return Dossier(tuple(members), shared, _shared(parts, "countries"))


def _shared(parts: list[Part], kind: str) -> tuple[str, ...]:
    firsts = [[first.code for first in getattr(each, kind)[Direction.EXPORT]] for each in parts]
    return tuple(code for code in firsts[0] if all(code in codes for codes in firsts[1:]))


@dataclass(frozen=True)
class Sheet:
    """What every sheet is given, by the names that its template has; ``path``: of its page in the edition."""

    edition: EditionContext
    names: Names
    links: Links
    path: str


@dataclass(frozen=True)
class DossierSheet(Sheet):
    """The sheet of a Territoire d'industrie."""

    industry: IndustryTerritory
    dossier: Dossier
    locator: Markup


@dataclass(frozen=True)
class PortraitSheet(Sheet):
    """The sheet of a portrait: ``part`` the territory's, ``nation`` and ``national`` France's; ``partners``: drawn."""

    part: Part
    nation: Portrait
    national: Analysis
    region: Territory | None
    is_small: bool
    eur: Unit
    drawing: Drawing | None
    partners: int
    diversify: Diversify
    evolved: Evolved | None


def dossier_sheet(data: EditionData, links: Links, industry: IndustryTerritory) -> str:
    """The HTML of the sheet of a Territoire d'industrie."""
    found = dossier(industry, data.portraits, data.analyses)
    small_map = locator(member.part.territory for member in found.members)
    view = DossierSheet(data.context, data.names, links, industry.path, industry, found, small_map)
    return render("fiche_territoire.html.j2", vars(view))


PARTNERS = 5
"""Partners of the small figure: as many as the paper has room for."""


def portrait_sheet(site: Site, portrait: Portrait) -> tuple[str, Drawing | None]:
    """The HTML of the sheet, and the figure written beside it as ``balance.svg`` (``None`` without any trade)."""
    territory, data = portrait.territory, site.data
    first_partners = replace(portrait, balance=portrait.balance[:PARTNERS])
    balance = BALANCE.draw(replace(data.inputs[territory], portrait=first_partners, live=False))
    drawing = balance.narrow if balance else None
    view = PortraitSheet(
        edition=data.context,
        names=data.names,
        links=site.links,
        path=territory.path,
        part=Part(portrait, data.analyses[territory]),
        nation=data.portraits[france()],
        national=data.analyses[france()],
        region=territory.own_region,
        is_small=is_small(data.analyses[territory], territory),
        eur=unit_for(portrait.totals.export_eur, portrait.totals.import_eur),
        drawing=drawing,
        partners=min(PARTNERS, len(portrait.balance)),
        diversify=diversify(data, territory),
        evolved=data.evolutions.get(territory),
    )
    return render("fiche_portrait.html.j2", vars(view)), drawing
