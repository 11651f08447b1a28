"""Concentrated sourcing: imported products of few origins; those mostly from outside the Union are flagged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from generator.portrait.concentration import HIGH_FROM, Concentration, concentration
from generator.portrait.ranking import ranked
from generator.portrait.specialisation import is_sizeable
from generator.portrait.trade import Pair, nested
from generator.reference.countries import is_outside_eu, other_eu_members

MOST = Fraction(1, 2)
"""From more than this part on, one origin (or those outside the Union together) is most of a product."""


@dataclass(frozen=True, slots=True)
class Sourcing:
    """An imported product, in euros: all of it, its first origin's part, the part of origins outside the Union.

    ``product_code``: A129, or CPF4 where the finer level is asked for.
    ``is_inside``: whether the first origin is another member; ``origins``: how concentrated all of them are;
    ``outside_origins``: how concentrated those outside the Union are, ``None`` where there is none.
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
        """Origins outside the Union make more than half, and their own index exceeds 0.25 (2 500 points)."""
        return (
            self.outside_origins is not None
            and self.outside_eur > MOST * self.value_eur
            and self.outside_origins.index > HIGH_FROM
        )


def concentrated(imports: Mapping[Pair, int], year: int) -> tuple[Sourcing, ...]:
    """The sizeable products of ``imports[product, country]`` (euros) of which one origin is most, or that are watched.

    Largest imports first, ties by code; ``year`` says who is a member. Limits: an A129 product gathers many goods; the
    country of origin is not always that of the seller; what could replace it, above all the Union's own production, is
    not known. The criteria of ``is_watched`` are those of the French Treasury's study, their thresholds ours (see the
    method).
    """
    members = other_eu_members(year)
    by_product = nested(imports)
    sums = {product: sum(origins.values()) for product, origins in by_product.items()}
    total = sum(sums.values())
    found = []
    for product in ranked(sums):
        origins, value = by_product[product], sums[product]
        # most products are not: the index of each would take most of the time
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
        if origins[first] > MOST * value or each.is_watched:
            found.append(each)
    return tuple(found)
