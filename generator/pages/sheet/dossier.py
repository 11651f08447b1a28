"""A Territoire d'industrie: its départements side by side, never added up, what they share and where they differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.context import EditionContext
from generator.pages.environment import environment
from generator.pages.explore.map import locator
from generator.pages.links import SHEET, Links
from generator.pages.sheet.common import Part, part, qr_code
from generator.portrait.analysis import Analysis
from generator.portrait.model import Portrait
from generator.portrait.specialisation import Weight
from generator.reference.countries import country_grammar
from generator.reference.direction import Direction
from generator.reference.industry import IndustrySpread
from generator.reference.names import Names, product_grammar
from generator.reference.territories import Territory, departements, region


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
