"""Sheets: a portrait, or a Territoire d'industrie with the départements it lies in, on one A4 side."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import segno
from markupsafe import Markup

from generator.context import EditionContext
from generator.figures.balance.kind import small_balance
from generator.figures.figure import Drawing, FigureContext
from generator.french.formatting import block
from generator.pages.environment import environment
from generator.pages.explore.map import locator
from generator.pages.links import SHEET, Links
from generator.pages.portrait.page import Site, diversified
from generator.portrait.analysis import SMALL_EXPORTS, Analysis
from generator.portrait.model import Flows, Portrait
from generator.portrait.ranking import ranked
from generator.portrait.specialisation import Weight
from generator.reference.countries import country_grammar
from generator.reference.direction import Direction
from generator.reference.industry import IndustrySpread
from generator.reference.names import Names, product_grammar
from generator.reference.territories import Kind, Territory, departements, france, region

LEADING = 5


@dataclass(frozen=True, slots=True)
class First:
    """A partner or a product among the first, with its value in euros; its name is the reader's, untrusted."""

    code: str
    value_eur: int


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
        {d: _firsts(flows[d], [(f.country_code, f.value_eur) for f in flows[d].rows]) for d in Direction},
        {d: _firsts(flows[d], [(f.product_code, f.value_eur) for f in flows[d].rows]) for d in Direction},
    )


def _firsts(flows: Flows, values: list[tuple[str, int]]) -> tuple[First, ...]:
    held = {*flows.countries, *flows.products}
    sums: Counter[str] = Counter()
    for code, value in values:
        if code in held:
            sums[code] += value
    return tuple(First(code, sums[code]) for code in ranked(sums)[:LEADING])


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
    """A département the Territoire d'industrie lies in; ``communes``: of it there, of it elsewhere left out."""

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


def dossier(
    spread: IndustrySpread, portraits: Mapping[Territory, Portrait], analyses: Mapping[Territory, Analysis]
) -> Dossier:
    """A sheet about a Territoire d'industrie; ``portraits`` and ``analyses`` are those of its départements."""
    by_code = {t.code: t for t in departements()}
    order = sorted(spread.communes, key=lambda code: (-spread.communes[code], code))
    parts = [part(portraits[by_code[code]], analyses[by_code[code]]) for code in order]
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


def dossier_sheet(
    spread: IndustrySpread, found: Dossier, names: Names, edition: EditionContext, links: Links
) -> str:
    """The HTML of its sheet of one side of A4."""
    address = links.absolute(spread.path)
    return (
        environment()
        .get_template("fiche_territoire.html.j2")
        .render(
            industry=spread,
            dossier=found,
            edition=edition,
            names=names,
            forms=lambda code: country_grammar(code, names.short_country(code)),
            locator=locator(member.part.territory for member in found.members),
            goods=lambda code: product_grammar(code, names.short_product(code)),
            root="../../../",
            back=links.back_from_sheet(spread.path),
            is_hosted=not links.flat,
            address=address,
            own_address=f"{address}{SHEET}/",
            qr_code=qr_code(address),
        )
    )


PARTNERS = 5
"""Partners of the small figure: as many as the paper has room for."""


def portrait_sheet(site: Site, portrait: Portrait) -> tuple[str, Drawing | None]:
    """The HTML of the sheet, and the figure written beside it as ``balance.svg`` (``None`` without any trade)."""
    territory, found = portrait.territory, site.findings
    edition, names = found.context, found.names
    place = territory.shown.name
    said = FigureContext(place, edition.period, edition.source_line, edition.demonstration)
    drawing = small_balance(portrait, names, said, PARTNERS)
    address = site.links.absolute(territory.path)
    html = (
        environment()
        .get_template("fiche_portrait.html.j2")
        .render(
            part=part(portrait, found.analyses[territory]),
            nation=found.portraits[france()],
            national=found.analyses[france()],
            region=region(territory.region_code) if territory.region_code else None,
            place=place,
            g=territory.shown.grammar,
            eur=block(portrait.totals.export_eur, portrait.totals.import_eur),
            is_corsica=territory.is_corsica,
            is_small=found.analyses[territory].is_small and territory.kind is not Kind.FRANCE,
            small_millions=SMALL_EXPORTS // 10**6,
            edition=edition,
            names=names,
            drawing=drawing,
            partners=min(PARTNERS, len(portrait.balance)),
            forms=lambda code: country_grammar(code, names.short_country(code)),
            goods=lambda code: product_grammar(code, names.short_product(code)),
            diversify=diversified(site, portrait, site.links.at(territory.path)),
            evolved=found.evolutions.get(territory),
            root="../" * ((site.links.folder + territory.path).count("/") + 2),
            back=site.links.back_from_sheet(territory.path),
            is_hosted=not site.links.flat,
            address=address,
            own_address=f"{address}{SHEET}/",
            qr_code=qr_code(address),
        )
    )
    return html, drawing
