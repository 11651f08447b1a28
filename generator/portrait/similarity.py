"""Similar territories: those whose exports are made up most alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from generator.portrait.standing import distinct
from generator.reference.territories import Territory

NEAREST = 5
UNIT = 10**9
"""Shares are counted in billionths, as integers: sums are exact, so the order is the same on any machine."""


@dataclass(frozen=True, slots=True)
class Similar:
    """Another territory and the part of exports that overlaps with it, in billionths (``UNIT`` is the same make-up)."""

    territory: Territory
    overlap: int


def nearest(
    exports: Mapping[Territory, Mapping[str, int]], *, corsica_is_one: bool
) -> dict[Territory, tuple[Similar, ...]]:
    """The ``NEAREST`` most similar territories of each, among those of one kind; ties in the order of ``exports``.

    ``exports[territory][product]`` in euros. Measure (Finger and Kreinin): the sum over products of the smaller of
    both shares, 0 with nothing in common, 1 with the same shares; 1 less half the sum of the gaps. Territories that the
    customs publish as one are not each other's neighbours; one without exports has none. Limits: it compares A129
    products by value, whatever the size of the territories and the countries they sell to.
    """
    selling = [t for t, values in exports.items() if sum(values.values())]
    products = sorted({code for t in selling for code in exports[t]})
    shares = np.array([_shares(exports[t], products) for t in selling], dtype=np.int64)
    candidates = distinct(selling, corsica_is_one=corsica_is_one)
    positions = [selling.index(t) for t in candidates]
    found = {}
    for territory, own in zip(selling, shares, strict=True):
        overlaps = np.minimum(own, shares[positions]).sum(axis=1).tolist()
        others = [
            Similar(t, overlap)
            for t, overlap in zip(candidates, overlaps, strict=True)
            if t.codes_in(corsica_is_one) != territory.codes_in(corsica_is_one)
        ]
        found[territory] = tuple(sorted(others, key=lambda other: -other.overlap)[:NEAREST])
    return found


def _shares(values: Mapping[str, int], products: list[str]) -> list[int]:
    total = sum(values.values())
    return [int(Fraction(values.get(code, 0) * UNIT, total)) for code in products]
