"""Flows of one direction: ten first products and « AUTRES » against ten first countries and « AUTRES »."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from generator.portrait.model import Flow, Flows
from generator.portrait.ranking import leading, ranked
from generator.portrait.trade import Scope
from generator.reference.direction import Direction
from generator.reference.names import OTHERS

MAIN_FLOWS = 5


def flows(scope: Scope, direction: Direction) -> Flows:
    """Non-zero pairs by value descending; ties by product then country (exports), country then product (imports).

    The first five of which neither end is ``AUTRES`` are main. The sum of all is the territory's total, in euros.
    """
    by_product, by_country = scope.by_product(direction), scope.by_country(direction)
    products, countries = leading(by_product), leading(by_country)
    product_of = dict.fromkeys(by_product, OTHERS) | {code: code for code in products}
    country_of = dict.fromkeys(by_country, OTHERS) | {code: code for code in countries}
    pairs: defaultdict[tuple[str, str], int] = defaultdict(int)
    for (product, country), value in scope.cells[direction].items():
        pairs[product_of[product], country_of[country]] += value
    return Flows(
        direction=direction,
        total_eur=sum(pairs.values()),
        rows=_rows(pairs, direction),
        products=products,
        countries=countries,
        other_products=len(ranked(by_product)) - len(products),
        other_countries=len(ranked(by_country)) - len(countries),
    )


def _rows(pairs: Mapping[tuple[str, str], int], direction: Direction) -> tuple[Flow, ...]:
    def order(pair: tuple[str, str]) -> tuple[int, str, str]:
        first, second = pair if direction == Direction.EXPORT else pair[::-1]
        return (-pairs[pair], first, second)

    ordered = sorted((pair for pair, value in pairs.items() if value), key=order)
    main = set([pair for pair in ordered if OTHERS not in pair][:MAIN_FLOWS])
    return tuple(Flow(*pair, pairs[pair], pair in main) for pair in ordered)
