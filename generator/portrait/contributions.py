"""Contributions: what each product, each country and each customs unit adds to a territory's change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from generator.portrait.evolution import Change, Evolution
from generator.portrait.model import Totals
from generator.portrait.series import QUARTERS, Quarterly
from generator.reference.direction import Direction
from generator.reference.territories import CustomsUnit


@dataclass(frozen=True, slots=True)
class Contribution:
    """One code's value in both periods, in euros; ``total_eur``: the territory's total before, of this direction."""

    code: str
    before_eur: int
    after_eur: int
    total_eur: int

    @property
    def change_eur(self) -> int:
        """After less before."""
        return self.after_eur - self.before_eur

    @property
    def points(self) -> Fraction | None:
        """The change over the territory's total before, in fractions of 1; ``None`` where that is zero."""
        return Fraction(self.change_eur, self.total_eur) if self.total_eur else None


@dataclass(frozen=True, slots=True)
class Contributions:
    """Of one direction: every code of value in either period, the largest change (up or down) first, ties by code.

    The changes of either list add up to the territory's change.
    """

    products: tuple[Contribution, ...]
    countries: tuple[Contribution, ...]


def contributions(evolution: Evolution) -> dict[Direction, Contributions]:
    """The contributions to an evolution, by direction.

    Limits: they are arithmetic. A product that rises is not the cause of a total that rises, and one consignment can
    make a point of a small territory's change.
    """
    return {
        direction: Contributions(
            products=_ordered(evolution.products[direction].all, evolution.before.of(direction)),
            countries=_ordered(evolution.countries[direction].all, evolution.before.of(direction)),
        )
        for direction in Direction
    }


def _ordered(changes: Iterable[Change], total: int) -> tuple[Contribution, ...]:
    order = sorted(changes, key=lambda change: (-abs(change.change_eur), change.code))
    return tuple(Contribution(change.code, change.before_eur, change.after_eur, total) for change in order)


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
