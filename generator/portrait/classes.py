"""Classes of a map: few groups of about the same number of places, from the smallest values to the largest."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TypeVar

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
