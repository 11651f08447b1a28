"""History: how dependent a territory was on its first partners in each edition whose year is complete."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.portrait.concentration import concentration
from generator.portrait.ranking import ranked
from generator.portrait.series import Quarterly
from generator.reference.countries import other_members
from generator.reference.direction import Direction
from generator.reference.territories import Territory

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
    codes = territory.codes_in(editions[-1].corsica_is_one) if editions else ()
    return tuple(
        YearOfTrade(edition.year, _dependence(edition, territory))
        for edition in editions
        if edition.is_complete and territory.codes_in(edition.corsica_is_one) == codes
    )


def _dependence(edition: Quarterly, territory: Territory) -> dict[Direction, Dependence]:
    members = other_members(edition.year)
    found = {}
    for direction, values in edition.countries(territory, edition.held).items():
        index = concentration(values)
        if index:
            found[direction] = Dependence(
                total_eur=values.total(),
                union_eur=sum(value for code, value in values.items() if code in members),
                first_partners_eur=sum(values[code] for code in ranked(values)[:FIRST_PARTNERS]),
                equivalent=index.equivalent,
            )
    return found
