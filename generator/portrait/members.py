"""Members: the customs units that a région or France is made of, each with its trade now and a year before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.portrait.model import Totals
from generator.portrait.series import QUARTERS, Quarterly
from generator.reference.direction import Direction
from generator.reference.territories import CustomsUnit


@dataclass(frozen=True, slots=True)
class YearBefore:
    """The edition of the year before; ``quarters``: those that each direction's file of the newer edition holds."""

    quarterly: Quarterly
    quarters: Mapping[Direction, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Member:
    """A customs unit's trade in the edition; ``before``: in the same quarters of the year before, or ``None``."""

    unit: CustomsUnit
    totals: Totals
    before: Totals | None


def members(units: Iterable[CustomsUnit], now: Quarterly, before: YearBefore | None) -> tuple[Member, ...]:
    """The units in their order. They add up to the territory's total, and those before to its total then.

    ``before``: ``None`` where no change is given. A half of Corsica has no amount before where that year publishes
    Corsica as one.
    """
    whole = dict.fromkeys(Direction, QUARTERS)
    return tuple(
        Member(
            unit,
            _totals(now, unit, whole),
            _totals(before.quarterly, unit, before.quarters)
            if before and before.quarterly.tells_apart(unit.customs_codes)
            else None,
        )
        for unit in units
    )


def _totals(edition: Quarterly, unit: CustomsUnit, quarters: Mapping[Direction, tuple[int, ...]]) -> Totals:
    return Totals(*(edition.total(unit.customs_codes, d, quarters[d]) for d in Direction))
