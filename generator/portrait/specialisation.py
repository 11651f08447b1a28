"""Specialisation: products with a larger share of a territory's exports than of France's; similar territories."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from generator.portrait.ranking import distinct
from generator.reference.names import ELECTRICITY
from generator.reference.territories import Territory

MIN_QUOTIENT = 2
"""The smallest multiple of the national share that makes a speciality."""
MIN_SHARE = Fraction(1, 100)
"""The smallest share of the territory's total that counts."""
MIN_VALUE = 1_000_000
"""The smallest amount that counts, in euros."""


@dataclass(frozen=True, slots=True)
class Weight:
    """One code's (product or country) part of the territory's totals, which may be zero, and of France's, in euros."""

    code: str
    value_eur: int
    total_eur: int
    national_eur: int
    national_total_eur: int

    @property
    def share(self) -> Fraction:
        """The code's share in the territory, a fraction of 1."""
        return Fraction(self.value_eur, self.total_eur)

    @property
    def national_share(self) -> Fraction:
        """The code's share in France, a fraction of 1."""
        return Fraction(self.national_eur, self.national_total_eur)

    @property
    def quotient(self) -> Fraction:
        """The location quotient: share here / national share."""
        return self.share / self.national_share

    @property
    def excess(self) -> Fraction:
        """The share here minus the national share, a fraction of 1."""
        return self.share - self.national_share


def is_sizeable(value: int, total: int) -> bool:
    """Whether an amount is at least ``MIN_SHARE`` of the total and ``MIN_VALUE`` euros."""
    # integers, as fractions would take most of the time of the whole analysis
    return value >= MIN_VALUE and value * MIN_SHARE.denominator >= MIN_SHARE.numerator * total


def specialities(values: Mapping[str, int], national: Mapping[str, int]) -> tuple[Weight, ...]:
    """The sizeable codes whose quotient is at least ``MIN_QUOTIENT``, largest excess first, ties by code.

    ``values``: euros by code, of which ``national`` are France's. Definition: ``(x_pt / x_t) / (x_p / x)``, for
    territory t and product p. Limits: a share can be large because the others are small; the quotient does not show
    where goods are made, and is high for products that France hardly exports, hence the order by excess. Electricity,
    recorded in Paris by convention, is excluded.
    """
    total, national_total = sum(values.values()), sum(national.values())
    weights = [
        Weight(code, value, total, national[code], national_total)
        for code, value in values.items()
        if is_sizeable(value, total) and code != ELECTRICITY
    ]
    found = (weight for weight in weights if weight.quotient >= MIN_QUOTIENT)
    return tuple(sorted(found, key=lambda weight: (-weight.excess, weight.code)))


NEAREST = 5
UNIT = 10**9
"""Shares are integers, in billionths: sums are exact, so the order is the same on any machine."""


@dataclass(frozen=True, slots=True)
class Similar:
    """Another territory and the overlap of both export structures, in billionths (``UNIT``: identical)."""

    territory: Territory
    overlap: int


def most_similar(exports: Mapping[Territory, Mapping[str, int]]) -> dict[Territory, tuple[Similar, ...]]:
    """The ``NEAREST`` most similar territories of each, all of one kind; ties in the order of ``exports``.

    ``exports[territory][product]`` in euros. Measure (Finger-Kreinin): the sum over products of the smaller of both
    shares, from 0 (nothing in common) to 1 (identical shares). Territories that the customs publish as one are not
    similar to each other; a territory without exports is left out. Limits: it compares A129 products by value, whatever
    the size of the territories and their markets.
    """
    selling = [t for t, values in exports.items() if sum(values.values())]
    products = sorted({code for t in selling for code in exports[t]})
    shares = np.array([_shares(exports[t], products) for t in selling], dtype=np.int64)
    candidates = distinct(selling)
    positions = [selling.index(t) for t in candidates]
    found = {}
    for territory, own in zip(selling, shares, strict=True):
        overlaps = np.minimum(own, shares[positions]).sum(axis=1).tolist()
        others = [
            Similar(t, overlap)
            for t, overlap in zip(candidates, overlaps, strict=True)
            if t.customs_codes != territory.customs_codes
        ]
        found[territory] = tuple(sorted(others, key=lambda other: -other.overlap)[:NEAREST])
    return found


def _shares(values: Mapping[str, int], products: list[str]) -> list[int]:
    total = sum(values.values())
    return [values.get(code, 0) * UNIT // total for code in products]
