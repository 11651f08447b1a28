"""The European Union in a territory's trade: what it exchanges with the members other than France."""

from __future__ import annotations

from collections import Counter

from generator.portrait.model import Totals
from generator.portrait.trade import Scope
from generator.reference.countries import other_members
from generator.reference.direction import Direction


def union_totals(scope: Scope, year: int) -> Totals:
    """Exports to and imports from the other members in ``year``, in euros; see ``other_members`` for who they are.

    Limits: an import counts by its origin (what was made in China and bought in Germany counts as Chinese), an export
    by its last known destination.
    """
    members = other_members(year)
    own = {
        direction: sum(value for code, value in scope.by_country(direction).items() if code in members)
        for direction in Direction
    }
    return Totals(own[Direction.EXPORT], own[Direction.IMPORT])


def union_by_product(scope: Scope, year: int) -> dict[str, Totals]:
    """The same of each product of the scope, by its code, in euros."""
    members = other_members(year)
    sums: dict[Direction, Counter[str]] = {direction: Counter() for direction in Direction}
    for direction in Direction:
        for (product, country), value in scope.cells[direction].items():
            sums[direction][product] += value if country in members else 0
    exports, imports = sums[Direction.EXPORT], sums[Direction.IMPORT]
    return {code: Totals(exports[code], imports[code]) for code in exports.keys() | imports.keys()}
