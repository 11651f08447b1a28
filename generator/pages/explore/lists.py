"""The lists of départements and régions: totals, balance and ranks, as the hand-written pages' macros show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.pages.links import Links
from generator.portrait.analysis import Analysis
from generator.portrait.model import Portrait
from generator.portrait.standing import Standing
from generator.reference.direction import Direction
from generator.reference.territories import Territory, territories


@dataclass(frozen=True, slots=True)
class Listed:
    """A territory's line; amounts in euros. ``href`` leads from the home page, ``from_list`` from its list.

    ``ranks``: by exports and imports, largest first, ``None`` without trade and for France. ``coverage``: exports over
    imports, to sort by, 0 without imports.
    """

    code: str
    name: str
    page: bool
    href: str
    from_list: str
    region: str | None
    export_eur: int
    import_eur: int
    balance_eur: int
    export_rank: int | None
    import_rank: int | None
    coverage: float


def listed(
    portraits: Mapping[Territory, Portrait], analyses: Mapping[Territory, Analysis], links: Links
) -> dict[Territory, Listed]:
    """The lines of all territories, ranked among those of their kind."""
    found = {}
    for territory in territories():
        totals, said = portraits[territory].totals, analyses[territory].highlights
        found[territory] = Listed(
            code=territory.code,
            name=territory.name,
            page=territory in links.pages,
            href=territory.path + links.suffix,
            from_list=territory.slug + links.suffix,
            region=territory.region_code,
            export_eur=totals.export_eur,
            import_eur=totals.import_eur,
            balance_eur=totals.balance_eur,
            export_rank=_rank(said.standing.get(Direction.EXPORT)),
            import_rank=_rank(said.standing.get(Direction.IMPORT)),
            coverage=totals.export_eur / totals.import_eur if totals.import_eur else 0,
        )
    return found


def _rank(standing: Standing | None) -> int | None:
    return standing.rank if standing else None
