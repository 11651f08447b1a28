"""Other outlets and other suppliers: countries that weigh more in France's trade of a product than in a territory's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from generator.portrait.ranking import FIRST, ranked
from generator.portrait.sourcing import Sourcing
from generator.reference.countries import other_members

PRODUCTS = 5
"""How many of a territory's first exported products are looked at."""
OUTLETS = 3
"""How many outlets a product are named at most."""
ORIGINS = 3
"""How many members of the Union a product are named."""
PROSE_FROM = 1_000_000
"""No sentence is about a product, a country and a territory together below this, in euros: two consignments make it."""
FEWER = Fraction(1, 2)
"""A country is an outlet where its share here is below this part of its share of France's exports."""

ByProduct = Mapping[str, Mapping[str, int]]
"""Euros of each product by country."""


@dataclass(frozen=True, slots=True)
class CountryShare:
    """What a country weighs in a product's exports or imports, here and in France. Amounts in euros.

    ``total_eur`` and ``national_total_eur``: the product's, not zero.
    """

    product_code: str
    country_code: str
    value_eur: int
    total_eur: int
    national_eur: int
    national_total_eur: int

    @property
    def share(self) -> Fraction:
        """The country's share here, in fractions of 1."""
        return Fraction(self.value_eur, self.total_eur)

    @property
    def national_share(self) -> Fraction:
        """The country's share in France, in fractions of 1."""
        return Fraction(self.national_eur, self.national_total_eur)


def destinations(national: ByProduct) -> dict[str, tuple[str, ...]]:
    """France's ten first destinations of each product, ``FR`` and codes ``Q…`` aside, largest first, ties by code."""
    return {
        product: ranked({c: v for c, v in values.items() if c != "FR" and not c.startswith("Q")})[:FIRST]
        for product, values in national.items()
    }


def outlets(
    exports: ByProduct, national: ByProduct, first: Mapping[str, Iterable[str]]
) -> tuple[CountryShare, ...]:
    """For each of the first exported products, in their order: where France sells it, and the territory less.

    Among the product's ``destinations``, ``first``, the first whose share of the territory's exports of it is below
    half of their share of France's. Limits: an A129 product gathers goods that are no substitutes; nothing is known of
    prices, capacities or firms.
    """
    totals = {product: sum(values.values()) for product, values in exports.items()}
    found: list[CountryShare] = []
    for product in ranked(totals)[:PRODUCTS]:
        shares = _shares(product, first[product], exports, national)
        found += [each for each in shares if each.share < FEWER * each.national_share][:OUTLETS]
    return tuple(found)


def union_origins(
    sourcing: Iterable[Sourcing], imports: ByProduct, national: ByProduct, year: int
) -> tuple[CountryShare, ...]:
    """For each watched product, in the order of ``sourcing``: the first members of the Union that supply France.

    By France's imports of it, ties by code; ``year`` says who is a member. Limits: as for ``outlets``.
    """
    members = other_members(year)
    found: list[CountryShare] = []
    for product in (each.product_code for each in sourcing if each.is_watched):
        from_members = {code: value for code, value in national[product].items() if code in members}
        found += _shares(product, ranked(from_members)[:ORIGINS], imports, national)
    return tuple(found)


def _shares(
    product: str, countries: Iterable[str], own: ByProduct, national: ByProduct
) -> list[CountryShare]:
    here, there = own[product], national[product]
    total, national_total = sum(here.values()), sum(there.values())
    return [
        CountryShare(product, code, here.get(code, 0), total, there[code], national_total)
        for code in countries
    ]
