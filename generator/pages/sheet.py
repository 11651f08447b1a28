"""Sheets: a portrait, or a Territoire d'industrie with its départements, on one A4 side."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import segno
from markupsafe import Markup

from generator.context import EditionContext
from generator.figures.balance.kind import small_balance
from generator.figures.figure import Drawing, FigureContext
from generator.figures.kind import Evolved
from generator.french.formatting import Block, block
from generator.pages.environment import render
from generator.pages.explore.map import locator
from generator.pages.links import SHEET, Links
from generator.pages.portrait.diversify import Diversify, diversify, is_small
from generator.pages.portrait.page import Site
from generator.portrait.analysis import Analysis, First
from generator.portrait.model import Portrait
from generator.portrait.ranking import ranked
from generator.portrait.specialisation import Weight
from generator.reference.direction import Direction
from generator.reference.industry import IndustrySpread
from generator.reference.names import Names
from generator.reference.territories import Territory, departements, france, region

LEADING = 5


@dataclass(frozen=True, slots=True)
class Part:
    """A sheet about a territory. ``countries`` and ``products``: the first of each direction, largest first."""

    territory: Territory
    portrait: Portrait
    analysis: Analysis
    countries: dict[Direction, tuple[First, ...]]
    products: dict[Direction, tuple[First, ...]]


def part(portrait: Portrait, analysis: Analysis) -> Part:
    """One territory's part of a sheet."""
    flows = {d: portrait.flows(d) for d in Direction}
    return Part(
        portrait.territory,
        portrait,
        analysis,
        {
            d: _firsts(own.countries, ((f.country_code, f.value_eur) for f in own.rows))
            for d, own in flows.items()
        },
        {
            d: _firsts(own.products, ((f.product_code, f.value_eur) for f in own.rows))
            for d, own in flows.items()
        },
    )


def _firsts(codes: Collection[str], values: Iterable[tuple[str, int]]) -> tuple[First, ...]:
    sums: Counter[str] = Counter()
    for code, value in values:
        sums[code] += value
    return tuple(First(code, sums[code]) for code in ranked(sums) if code in codes)[:LEADING]


def qr_code(address: str) -> Markup:
    """The address as a QR code: an inline SVG without a size of its own, with the margin that readers need.

    The mask is given: looking for the best of eight takes four fifths of the time (0.3 s an edition), and a reader
    (OpenCV's) reads 100 of 100 addresses either way.
    """
    stream = io.BytesIO()
    code = segno.make_qr(address, error="m", mask=4)
    code.save(
        stream, kind="svg", xmldecl=False, svgns=False, nl=False, omitsize=True, border=4, light="white"
    )
    return Markup(stream.getvalue().decode())  # noqa: S704 (the library writes numbers only)


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


def departements_of(spread: IndustrySpread) -> list[Territory]:
    """The départements of a Territoire d'industrie, most communes first, ties by code."""
    places = [t for t in departements() if t.code in spread.communes]
    return sorted(places, key=lambda t: (-spread.communes[t.code], t.code))


def dossier(
    spread: IndustrySpread, portraits: Mapping[Territory, Portrait], analyses: Mapping[Territory, Analysis]
) -> Dossier:
    """A sheet about a Territoire d'industrie; ``portraits`` and ``analyses`` are those of its départements."""
    parts = [part(portraits[t], analyses[t]) for t in departements_of(spread)]
    special = [{weight.code for weight in each.analysis.specialities} for each in parts]
    shared = _shared(parts, "products") if len(parts) > 1 else ()
    members = tuple(
        Member(
            each,
            region(each.territory.region_code or ""),
            spread.communes[each.territory.code],
            next(
                (
                    weight
                    for weight in each.analysis.specialities
                    if weight.code not in shared
                    and not any(weight.code in codes for at, codes in enumerate(special) if at != place)
                ),
                None,
            ),
        )
        for place, each in enumerate(parts)
    )
    return Dossier(members, shared, _shared(parts, "countries"))


def _shared(parts: list[Part], kind: str) -> tuple[str, ...]:
    firsts = [[first.code for first in getattr(each, kind)[Direction.EXPORT]] for each in parts]
    return tuple(code for code in firsts[0] if all(code in codes for codes in firsts[1:]))


@dataclass(frozen=True)
class Sheet:
    """What every sheet is given, by the names that its template has. ``root``, ``back``: to the site's and its page."""

    edition: EditionContext
    names: Names
    root: str
    back: str
    is_hosted: bool
    address: str
    own_address: str
    qr_code: Markup


@dataclass(frozen=True)
class DossierSheet(Sheet):
    """The sheet of a Territoire d'industrie."""

    industry: IndustrySpread
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
    eur: Block
    drawing: Drawing | None
    partners: int
    diversify: Diversify
    evolved: Evolved | None


def _sheet(edition: EditionContext, names: Names, links: Links, path: str) -> Sheet:
    address = links.absolute(path)
    return Sheet(
        edition=edition,
        names=names,
        root="../" * ((links.folder + path).count("/") + 2),
        back=links.back_from_sheet(path),
        is_hosted=not links.flat,
        address=address,
        own_address=f"{address}{SHEET}/",
        qr_code=qr_code(address),
    )


def dossier_sheet(
    spread: IndustrySpread, found: Dossier, names: Names, edition: EditionContext, links: Links
) -> str:
    """The HTML of its sheet of one side of A4."""
    shared = vars(_sheet(edition, names, links, spread.path))
    small_map = locator(member.part.territory for member in found.members)
    return render(
        "fiche_territoire.html.j2",
        vars(DossierSheet(**shared, industry=spread, dossier=found, locator=small_map)),
    )


PARTNERS = 5
"""Partners of the small figure: as many as the paper has room for."""


def portrait_sheet(site: Site, portrait: Portrait) -> tuple[str, Drawing | None]:
    """The HTML of the sheet, and the figure written beside it as ``balance.svg`` (``None`` without any trade)."""
    territory, data, edition = portrait.territory, site.data, site.data.context
    context = FigureContext(territory.shown.name, edition.period, edition.source_line, edition.demonstration)
    drawing = small_balance(portrait, data.names, context, PARTNERS)
    view = PortraitSheet(
        **vars(_sheet(edition, data.names, site.links, territory.path)),
        part=part(portrait, data.analyses[territory]),
        nation=data.portraits[france()],
        national=data.analyses[france()],
        region=region(territory.region_code) if territory.region_code else None,
        is_small=is_small(data.analyses[territory], territory),
        eur=block(portrait.totals.export_eur, portrait.totals.import_eur),
        drawing=drawing,
        partners=min(PARTNERS, len(portrait.balance)),
        diversify=diversify(data, territory),
        evolved=data.evolutions.get(territory),
    )
    return render("fiche_portrait.html.j2", vars(view)), drawing
