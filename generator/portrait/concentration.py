"""Concentration of partners and products: the Herfindahl-Hirschman index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from generator.french.formatting import rounded

MODERATE_FROM = Fraction(15, 100)
HIGH_FROM = Fraction(25, 100)
"""Usual marks of the index (1 500 and 2 500 when it is counted up to 10 000)."""


class Level(StrEnum):
    """How an index reads."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Concentration:
    """``index``: sum of the squares of the shares, from 1 / ``count`` (equal shares) to 1 (all in one); no unit."""

    index: Fraction
    count: int

    @property
    def equivalent(self) -> Fraction:
        """The number of equal shares that would give the same index: 1 / index."""
        return 1 / self.index

    @property
    def points(self) -> int:
        """The index counted up to 10 000, rounded."""
        return rounded(10_000 * self.index.numerator, self.index.denominator)

    @property
    def level(self) -> Level:
        """Low below 0.15, high from 0.25 on."""
        if self.index >= HIGH_FROM:
            return Level.HIGH
        return Level.MODERATE if self.index >= MODERATE_FROM else Level.LOW


def concentration(values: Mapping[str, int]) -> Concentration | None:
    """The index of amounts in euros by code; ``None`` when they sum to zero.

    Limits: it depends on how finely products and countries are cut, and does not say who the first ones are.
    """
    total = sum(values.values())
    if not total:
        return None
    squares = sum(value * value for value in values.values())
    return Concentration(Fraction(squares, total * total), sum(1 for value in values.values() if value))
