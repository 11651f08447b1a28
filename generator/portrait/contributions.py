"""Contributions: what each product and each country adds to a territory's change, in fractions of its total before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from generator.portrait.evolution import Change, Evolution
from generator.reference.direction import Direction


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
