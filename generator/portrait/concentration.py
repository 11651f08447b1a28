"""Concentration of partners and products (the Herfindahl-Hirschman index), and dependence over the editions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from generator.french.formatting import nearest
from generator.portrait.ranking import ranked
from generator.portrait.series import Quarterly
from generator.reference.countries import other_eu_members
from generator.reference.direction import Direction
from generator.reference.territories import Territory

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
        return nearest(10_000 * self.index)

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


FIRST_PARTNERS = 3


@dataclass(frozen=True, slots=True)
class Dependence:
    """One direction of a year; ``equivalent``: the number of partners of equal shares with the same concentration."""

    total_eur: int
    union_eur: int
    first_partners_eur: int
    equivalent: Fraction


@dataclass(frozen=True, slots=True)
class YearOfTrade:
    """A complete year; a direction without trade is absent."""

    year: int
    dependence: Mapping[Direction, Dependence]


def history(editions: Sequence[Quarterly], territory: Territory) -> tuple[YearOfTrade, ...]:
    """The complete years of ``editions``, in their order (the oldest first), each from its own edition.

    The Union is that of each year. Where the newest edition publishes Corsica otherwise than an earlier one, that one
    holds nothing of either half. Limits: from 2022 on, trade within the Union is collected by another survey.
    """
    return tuple(
        YearOfTrade(edition.year, _dependence(edition, territory))
        for edition in editions
        if edition.is_complete and edition.has_same(editions[-1].own(territory))
    )


def _dependence(edition: Quarterly, territory: Territory) -> dict[Direction, Dependence]:
    members, part = other_eu_members(edition.year), edition.part(territory, edition.quarters)
    return {
        direction: Dependence(
            total_eur=values.total(),
            union_eur=sum(value for code, value in values.items() if code in members),
            first_partners_eur=sum(values[code] for code in ranked(values)[:FIRST_PARTNERS]),
            equivalent=index.equivalent,
        )
        for direction in Direction
        if (index := concentration(values := part.countries[direction]))
    }
