"""Where a territory stands among those of its kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from generator.reference.territories import Territory


@dataclass(frozen=True, slots=True)
class Standing:
    """``rank`` 1 is the largest; ``among`` counts the territories that have a value, the two Corsicas as one."""

    rank: int
    among: int


def standings(values: Mapping[Territory, int | Fraction]) -> dict[Territory, Standing]:
    """The standing of each territory of non-zero value: one more than the number of larger ones, so ties share it.

    The Corse-du-Sud and the Haute-Corse, which the customs publish as one, hold one place together.
    """
    places = {t.customs_codes: value for t, value in values.items() if value}
    larger = {
        value: rank for rank, value in reversed(list(enumerate(sorted(places.values(), reverse=True), 1)))
    }
    return {t: Standing(larger[value], len(places)) for t, value in values.items() if value}


def distinct(territories: Iterable[Territory]) -> tuple[Territory, ...]:
    """The territories, each of the customs' units once (the first that shows it)."""
    return tuple({t.customs_codes: t for t in reversed(list(territories))}.values())[::-1]
