"""Where a territory stands among those of its kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from generator.reference.territories import Territory


@dataclass(frozen=True, slots=True)
class Standing:
    """``rank`` 1 is the largest; ``among`` those that have a value, the two Corsicas as one if so published."""

    rank: int
    among: int


def standings(
    values: Mapping[Territory, int | Fraction], *, corsica_is_one: bool
) -> dict[Territory, Standing]:
    """The standing of each territory of non-zero value: one more than the number of larger ones, so ties share it.

    The Corse-du-Sud and the Haute-Corse hold one place together where the customs publish them as one.
    """
    places = {t.codes_in(corsica_is_one): value for t, value in values.items() if value}
    larger = {
        value: rank for rank, value in reversed(list(enumerate(sorted(places.values(), reverse=True), 1)))
    }
    return {t: Standing(larger[value], len(places)) for t, value in values.items() if value}


def distinct(territories: Iterable[Territory], *, corsica_is_one: bool) -> tuple[Territory, ...]:
    """The territories, each of the customs' units once (the first that shows it)."""
    return tuple({t.codes_in(corsica_is_one): t for t in reversed(list(territories))}.values())[::-1]
