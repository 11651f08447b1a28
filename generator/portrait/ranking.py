"""Who comes first, by value descending, ties by code ascending (REFERENCE.md, « Figures »); ranks; classes of a map."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from generator.reference.territories import Territory

FIRST = 10
"""How many partners and products are named in the balance and the flows. Sentences take the number from here."""


def ranked(values: Mapping[str, int]) -> tuple[str, ...]:
    """Codes of non-zero value, largest first, ties by code."""
    return tuple(sorted((code for code, value in values.items() if value), key=lambda c: (-values[c], c)))


def leading(values: Mapping[str, int]) -> tuple[str, ...]:
    """The ``FIRST`` largest codes at most; one without value is never among them."""
    return ranked(values)[:FIRST]


@dataclass(frozen=True, slots=True)
class Standing:
    """``rank`` 1 is the largest; ``among`` those that have a value, the two Corsicas as one if so published."""

    rank: int
    among: int


def standings(values: Mapping[Territory, int | Fraction]) -> dict[Territory, Standing]:
    """The standing of each territory of non-zero value: one more than the number of larger ones, so ties share it.

    The Corse-du-Sud and the Haute-Corse hold one place together where the customs publish them as one.
    """
    places = {t.customs_codes: value for t, value in values.items() if value}
    larger = {
        value: rank for rank, value in reversed(list(enumerate(sorted(places.values(), reverse=True), 1)))
    }
    return {t: Standing(larger[value], len(places)) for t, value in values.items() if value}


def distinct(territories: Iterable[Territory]) -> tuple[Territory, ...]:
    """The territories, each of the customs' units once (the first that shows it)."""
    return tuple({t.customs_codes: t for t in reversed(list(territories))}.values())[::-1]


Key = TypeVar("Key")


def quantile_classes(values: Mapping[Key, int | Fraction], count: int) -> dict[Key, int]:
    """The class of each key, 1 for the smallest values to ``count``; equal values are in the same class.

    With fewer different values than ``count``, the last classes are used and the first are left empty.
    """
    order = sorted(values.values())
    spread = len(set(order))
    if spread < count:
        steps = sorted(set(order))
        return {key: count - spread + 1 + steps.index(value) for key, value in values.items()}
    first = {value: place for place, value in reversed(list(enumerate(order)))}
    return {key: 1 + first[value] * count // len(order) for key, value in values.items()}


def signed_classes(values: Mapping[Key, int], count: int) -> dict[Key, int]:
    """Classes on both sides of zero: ``-count`` (largest deficits) to ``count`` (largest surpluses), 0 for zero."""
    above = quantile_classes({key: value for key, value in values.items() if value > 0}, count)
    below = quantile_classes({key: -value for key, value in values.items() if value < 0}, count)
    return {
        key: above[key] if value > 0 else -below[key] if value < 0 else 0 for key, value in values.items()
    }
