"""Specialisation: products that weigh more in a territory's exports than in the country's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

MIN_QUOTIENT = 2
"""From this multiple of the national share on, a product is a speciality."""
MIN_SHARE = Fraction(1, 100)
"""Smallest share of the territory's total that counts: trifles stay out."""
MIN_VALUE = 1_000_000
"""Smallest amount that counts, in euros."""
BOOKED_TO_PARIS = frozenset({"D35A"})
"""Products that the customs book to Paris by convention, wherever they cross the border: nobody's speciality."""


@dataclass(frozen=True, slots=True)
class Weight:
    """What one code (product or country) weighs here and in the country. Amounts in euros, totals not zero."""

    code: str
    value_eur: int
    total_eur: int
    national_eur: int
    national_total_eur: int

    @property
    def quotient(self) -> Fraction | None:
        """Share here / national share (location quotient, no unit); ``None`` when the country has none of it."""
        if not self.national_eur:
            return None
        return Fraction(self.value_eur * self.national_total_eur, self.total_eur * self.national_eur)

    @property
    def excess(self) -> Fraction:
        """Share here less national share, in fractions of 1."""
        return Fraction(self.value_eur, self.total_eur) - Fraction(self.national_eur, self.national_total_eur)


def is_sizeable(value: int, total: int) -> bool:
    """Whether an amount is worth a sentence: ``MIN_SHARE`` of the total and ``MIN_VALUE`` euros at least."""
    # in whole numbers: fractions would take most of the time of the whole analysis
    return value >= MIN_VALUE and value * MIN_SHARE.denominator >= MIN_SHARE.numerator * total


def specialities(values: Mapping[str, int], national: Mapping[str, int]) -> tuple[Weight, ...]:
    """The sizeable codes whose quotient is at least ``MIN_QUOTIENT``, largest excess first, ties by code.

    Definition: ``(x_pt / x_t) / (x_p / x)``, t the territory, p the product, sums in euros. Limits: a share can be
    large because the others are small, the quotient says nothing of the place of production, and it is high for what
    the country hardly sells, hence the order by excess. ``BOOKED_TO_PARIS`` are left out.
    """
    total, national_total = sum(values.values()), sum(national.values())
    weights = [
        Weight(code, value, total, national.get(code, 0), national_total)
        for code, value in values.items()
        if is_sizeable(value, total) and code not in BOOKED_TO_PARIS
    ]
    found = [w for w in weights if w.quotient is not None and w.quotient >= MIN_QUOTIENT]
    return tuple(sorted(found, key=lambda w: (-w.excess, w.code)))
