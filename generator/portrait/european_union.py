"""The European Union in a territory's trade: what it exchanges with the members other than France."""

from __future__ import annotations

from generator.portrait.cube import Scope
from generator.portrait.model import Direction, Totals
from generator.reference.european_union import other_members


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
