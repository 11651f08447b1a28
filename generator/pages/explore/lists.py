"""The lists of départements and régions: totals, balance and ranks, as the hand-written pages' macros show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.pages.links import Links
from generator.portrait.model import Portrait
from generator.portrait.standing import Standing, standings
from generator.reference.territories import Kind, Territory, territories


@dataclass(frozen=True, slots=True)
class Listed:
    """A territory's line; amounts in euros. ``href`` leads from the home page, ``from_list`` from its list.

    ``ranks``: by exports, imports and balance, largest first, ``None`` without trade and for France.
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
    balance_rank: int | None


def listed(
    portraits: Mapping[Territory, Portrait],
    links: Links,
    *,
    corsica_is_one: bool,
) -> dict[Territory, Listed]:
    """The lines of all territories, ranked among those of their kind."""
    found = {}
    for kind in Kind:
        totals = {t: portraits[t].totals for t in territories() if t.kind is kind}
        ranked = kind is not Kind.FRANCE
        exports = standings(
            {t: each.export_eur for t, each in totals.items() if ranked}, corsica_is_one=corsica_is_one
        )
        imports = standings(
            {t: each.import_eur for t, each in totals.items() if ranked}, corsica_is_one=corsica_is_one
        )
        balances = standings(
            {t: each.balance_eur for t, each in totals.items() if ranked}, corsica_is_one=corsica_is_one
        )
        for territory, each in totals.items():
            found[territory] = Listed(
                code=territory.code,
                name=territory.name,
                page=territory in links.pages,
                href=territory.path + links.suffix,
                from_list=territory.slug + links.suffix,
                region=territory.region_code,
                export_eur=each.export_eur,
                import_eur=each.import_eur,
                balance_eur=each.balance_eur,
                export_rank=_rank(exports.get(territory)),
                import_rank=_rank(imports.get(territory)),
                balance_rank=_rank(balances.get(territory)),
            )
    return found


def _rank(standing: Standing | None) -> int | None:
    return standing.rank if standing else None
