"""Concentration of partners and products (Herfindahl-Hirschman index), and dependence on partners over the years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from generator.edition import QUARTERS
from generator.french.formatting import nearest
from generator.portrait.ranking import largest
from generator.portrait.series import Quarterly
from generator.portrait.trade import eu_part
from generator.reference.direction import Direction
from generator.reference.territories import Territory

MODERATE_FROM = Fraction(15, 100)
HIGH_FROM = Fraction(25, 100)
"""The usual thresholds of the index (1 500 and 2 500 points out of 10 000)."""


class Level(StrEnum):
    """How concentrated an index is."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Concentration:
    """``index``: the sum of the squared shares, from 1 / ``count`` (equal shares) to 1 (a single one)."""

    index: Fraction
    count: int

    @property
    def equivalent(self) -> Fraction:
        """The number of equal shares with the same index: 1 / index."""
        return 1 / self.index

    @property
    def points(self) -> int:
        """The index in points out of 10 000, rounded."""
        return nearest(10_000 * self.index)

    @property
    def level(self) -> Level:
        """Low below 0.15, high from 0.25 on."""
        if self.index >= HIGH_FROM:
            return Level.HIGH
        return Level.MODERATE if self.index >= MODERATE_FROM else Level.LOW


def concentration(values: Mapping[str, int]) -> Concentration | None:
    """The index of amounts in euros by code; ``None`` if they add up to zero.

    Limits: it depends on how finely products and countries are divided, and does not say which ones are largest.
    """
    total = sum(values.values())
    if not total:
        return None
    squares = sum(value * value for value in values.values())
    return Concentration(Fraction(squares, total * total), sum(1 for value in values.values() if value))


FIRST_PARTNERS = 3


@dataclass(frozen=True, slots=True)
class Dependence:
    """One direction of a year, in euros. ``equivalent``: the number of equal partners with the same concentration."""

    total_eur: int
    eu_eur: int
    first_partners_eur: int
    equivalent: Fraction


@dataclass(frozen=True, slots=True)
class YearOfTrade:
    """A complete year; a direction without trade is absent."""

    year: int
    dependence: Mapping[Direction, Dependence]


def history(editions: Sequence[Quarterly], territory: Territory) -> tuple[YearOfTrade, ...]:
    """The complete years of ``editions`` (oldest first), each from its own edition, with the EU members of that year.

    A year that publishes Corsica differently from the newest edition is omitted for 2A and 2B. Limits: since 2022,
    trade within the EU has been collected by another survey.
    """
    return tuple(
        YearOfTrade(edition.year, _dependence(edition, territory))
        for edition in editions
        if edition.quarters == QUARTERS and edition.has_same_scope(territory, editions[-1])
    )


def _dependence(edition: Quarterly, territory: Territory) -> dict[Direction, Dependence]:
    sums = edition.sums(territory, edition.quarters)
    return {
        direction: Dependence(
            total_eur=values.total(),
            eu_eur=eu_part(values, edition.year),
            first_partners_eur=sum(value for _, value in largest(values, FIRST_PARTNERS)),
            equivalent=index.equivalent,
        )
        for direction in Direction
        if (index := concentration(values := sums.countries[direction]))
    }
