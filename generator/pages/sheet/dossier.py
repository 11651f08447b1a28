"""A Territoire d'industrie: its départements side by side, never added up, what they share and where they differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from generator.context import EditionContext
from generator.pages.environment import environment
from generator.pages.links import SHEET, Links
from generator.pages.sheet.common import Part, part, qr_code
from generator.portrait.analysis import Analysis
from generator.portrait.model import Portrait
from generator.portrait.specialisation import Weight
from generator.reference.countries import country_grammar
from generator.reference.direction import Direction
from generator.reference.geography import tiles
from generator.reference.industry import IndustrySpread
from generator.reference.names import Names
from generator.reference.territories import Territory, departements, region

_CELL = 10
"""Units of a tile's side in the small map, its gap of one included."""


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
    """What is said of a Territoire d'industrie. ``portraits`` and ``analyses`` hold its départements."""
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


def small_map(found: Dossier) -> Markup:
    """The map of tiles without its letters, those of the members filled: two paths of an inline SVG."""
    own = {member.part.territory.code for member in found.members}
    inside: list[str] = []
    outside: list[str] = []
    for code, tile in tiles().items():
        square = f"M{_CELL * (tile.column - 1)} {_CELL * (tile.row - 1)}h9v9h-9z"
        (inside if code in own else outside).append(square)
    width, height = (
        _CELL * max(getattr(tile, side) for tile in tiles().values()) for side in ("column", "row")
    )
    return Markup(  # noqa: S704 (numbers only)
        f'<svg class="pce-small-map" viewBox="0 0 {width} {height}" aria-hidden="true">'
        f'<path class="pce-small-map__rest" d="{"".join(outside)}"/><path d="{"".join(inside)}"/></svg>'
    )


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
            small_map=small_map(found),
            root="../../../",
            back=links.back_from_sheet(spread.path),
            is_hosted=not links.flat,
            address=address,
            own_address=f"{address}{SHEET}/",
            qr_code=qr_code(address),
        )
    )
