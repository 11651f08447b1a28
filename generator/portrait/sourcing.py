"""Concentrated sourcing: imported products with few origins, flagged if they come mostly from outside the EU."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from generator.portrait.concentration import HIGH_FROM, Concentration, concentration
from generator.portrait.ranking import ranked
from generator.portrait.specialisation import is_sizeable
from generator.portrait.trade import Pair, nested
from generator.reference.countries import is_outside_eu, other_eu_members

MAJORITY = Fraction(1, 2)
"""One origin, or all those outside the EU, must supply more than this share of a product."""


@dataclass(frozen=True, slots=True)
class Sourcing:
    """An imported product (A129 or CPF4), in euros: the total, the largest origin's part, the part from outside the EU.

    ``country_code``: the largest origin; ``is_inside``: whether it is another EU member. ``origins``,
    ``outside_origins``: the concentration of all origins, and of those outside the EU (``None`` without any).
    """

    product_code: str
    value_eur: int
    country_code: str
    from_country_eur: int
    is_inside: bool
    outside_eur: int
    origins: Concentration
    outside_origins: Concentration | None

    @property
    def is_watched(self) -> bool:
        """Whether origins outside the EU supply more than half, with an index of their own above 0.25."""
        return (
            self.outside_origins is not None
            and self.outside_eur > MAJORITY * self.value_eur
            and self.outside_origins.index > HIGH_FROM
        )


def concentrated_sourcing(imports: Mapping[Pair, int], year: int) -> tuple[Sourcing, ...]:
    """The sizeable products of ``imports[product, country]`` (euros) with a majority origin, or that are watched.

    Largest imports first, ties by code. ``year``: the edition's, which determines EU membership. Limits: an A129
    product covers many goods; the country of origin is not always the seller's; possible substitutes, above all the
    EU's own production, are unknown. The criteria of ``is_watched`` are those of the French Treasury's study, with our
    own thresholds (docs/methode.md).
    """
    members = other_eu_members(year)
    by_product = nested(imports)
    sums = {product: sum(origins.values()) for product, origins in by_product.items()}
    total = sum(sums.values())
    found = []
    for product in ranked(sums):
        origins, value = by_product[product], sums[product]
        # skipping the others, the vast majority, saves most of the time
        index = concentration(origins) if is_sizeable(value, total) else None
        if not index:
            continue
        first = ranked(origins)[0]
        outside = {code: part for code, part in origins.items() if is_outside_eu(code, year)}
        each = Sourcing(
            product_code=product,
            value_eur=value,
            country_code=first,
            from_country_eur=origins[first],
            is_inside=first in members,
            outside_eur=sum(outside.values()),
            origins=index,
            outside_origins=concentration(outside),
        )
        if origins[first] > MAJORITY * value or each.is_watched:
            found.append(each)
    return tuple(found)
