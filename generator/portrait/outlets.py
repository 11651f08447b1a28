"""Possible outlets and suppliers: countries with a larger share of a product's trade in France than here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from generator.portrait.ranking import FIRST, ranked
from generator.portrait.sourcing import Sourcing
from generator.reference.countries import other_eu_members

PRODUCTS = 5
"""How many of a territory's largest exported products are examined."""
OUTLETS = 3
"""The maximum number of outlets per product."""
ORIGINS = 3
"""The maximum number of EU members per product."""
PROSE_FROM = 1_000_000
"""The smallest amount, in euros, for a sentence on one product and one country: two consignments can reach less."""
FEWER = Fraction(1, 2)
"""A country is an outlet if its share here is below this fraction of its share of France's exports."""

ByProduct = Mapping[str, Mapping[str, int]]
"""Euros by product, then country."""


@dataclass(frozen=True, slots=True)
class CountryShare:
    """A country's share of a product's exports or imports, in the territory and in France, in euros.

    ``total_eur`` and ``national_total_eur``: the product's totals, not zero.
    """

    product_code: str
    country_code: str
    value_eur: int
    total_eur: int
    national_eur: int
    national_total_eur: int

    @property
    def share(self) -> Fraction:
        """The country's share in the territory, a fraction of 1."""
        return Fraction(self.value_eur, self.total_eur)

    @property
    def national_share(self) -> Fraction:
        """The country's share in France, a fraction of 1."""
        return Fraction(self.national_eur, self.national_total_eur)


def outlets(exports: ByProduct, national: ByProduct) -> tuple[CountryShare, ...]:
    """For each of the largest exported products: the countries where France sells it and the territory sells less.

    Of France's ten largest destinations (``FR`` and codes ``Q…`` excluded), the largest whose share of the territory's
    exports of the product is below half its share of France's. Limits: an A129 product covers goods that are no
    substitutes for each other; nothing is known of prices, capacities or firms.
    """
    totals = {product: sum(values.values()) for product, values in exports.items()}
    found: list[CountryShare] = []
    for product in ranked(totals)[:PRODUCTS]:
        sold = {c: v for c, v in national[product].items() if c != "FR" and not c.startswith("Q")}
        shares = _shares(product, ranked(sold)[:FIRST], exports, national)
        found += [each for each in shares if each.share < FEWER * each.national_share][:OUTLETS]
    return tuple(found)


def eu_origins(
    sourcing: Iterable[Sourcing], imports: ByProduct, national: ByProduct, year: int
) -> tuple[CountryShare, ...]:
    """For each watched product of ``sourcing``: the EU members that supply France most, ties by code.

    ``year``: the edition's, which determines EU membership. Limits: those of ``outlets``.
    """
    members = other_eu_members(year)
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
