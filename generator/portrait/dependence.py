"""Dependence: imported products that come for more than half from one country."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from generator.portrait.ranking import ranked
from generator.portrait.specialisation import is_sizeable


@dataclass(frozen=True, slots=True)
class Dependence:
    """An imported product, its value, the country that more than half of it comes from, and that part; in euros."""

    product_code: str
    value_eur: int
    country_code: str
    from_country_eur: int


def dependences(imports: Mapping[tuple[str, str], int]) -> tuple[Dependence, ...]:
    """The sizeable products of ``imports[product, country]`` that come for more than half from one country.

    Largest imports first, ties by code. Limits: a product of the nomenclature gathers many goods, and the country of
    origin is not always that of the seller; what could replace it is not known.
    """
    by_product: Counter[str] = Counter()
    for (product, _), value in imports.items():
        by_product[product] += value
    total = by_product.total()
    first = {
        product: (country, value)
        for (product, country), value in imports.items()
        if 2 * value > by_product[product]
    }
    return tuple(
        Dependence(product, by_product[product], *first[product])
        for product in ranked(by_product)
        if product in first and is_sizeable(by_product[product], total)
    )
