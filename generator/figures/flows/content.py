"""What a flows figure says, before it is arranged: two sides of nodes, the flows between them, all texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from generator.figures.figure import FigureContext
from generator.french.formatting import block, share
from generator.french.words import others, word
from generator.portrait.model import Flow, Flows
from generator.reference.direction import Direction
from generator.reference.names import OTHERS, Names


class Amount(NamedTuple):
    """An amount as it is written, with its share of the total."""

    value_eur: int
    amount: str
    bare: str
    share: str

    @property
    def line(self) -> str:
        """``34,5 M€ · 5,9 %``."""
        return f"{self.amount} · {self.share}"

    @property
    def bare_line(self) -> str:
        """Where the unit is written elsewhere: ``34,5 · 5,9 %``."""
        return f"{self.bare} · {self.share}"


class Node(NamedTuple):
    """A product, a country or what is gathered beyond the ten first (``is_rest``)."""

    name: str
    total: Amount
    is_rest: bool


class Link(NamedTuple):
    """A flow between nodes, by their positions on their sides; ``rank`` counts the main flows from 1.

    ``may_be_one_off``: whether one quarter makes it, or most of it.

    ``name``: ``Aéronefs → Allemagne``, from left to right as drawn.
    """

    left: int
    right: int
    name: str
    flow: Amount
    rank: int | None
    may_be_one_off: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One side, in rank order, the rest last; ``unit``: the symbol of its amounts."""

    heading: str
    nodes: tuple[Node, ...]
    unit: str


@dataclass(frozen=True, slots=True)
class Content:
    """Everything said; ``links`` by value descending, as the rows of the portrait."""

    title: str
    direction: Direction
    total_eur: int
    left: Side
    right: Side
    links: tuple[Link, ...]

    @property
    def main(self) -> tuple[Link, ...]:
        """The main flows, in rank order."""
        return tuple(link for link in self.links if link.rank is not None)


def flows_content(
    flows: Flows, names: Names, context: FigureContext, one_offs: Collection[tuple[str, str]] = ()
) -> Content:
    """The content of a direction that has flows; ``one_offs``: product and country of flows to be marked."""
    exports = flows.direction is Direction.EXPORT
    unit = block(flows.total_eur).unit.symbol
    products = Side(
        word("flux", "produits_exportes" if exports else "produits_importes"),
        _nodes(
            flows,
            flows.products,
            attrgetter("product_code"),
            names.short_product,
            others("produits", flows.other_products),
        ),
        unit,
    )
    countries = Side(
        word("flux", "pays_de_destination" if exports else "pays_d_origine"),
        _nodes(
            flows,
            flows.countries,
            attrgetter("country_code"),
            names.short_country,
            others("pays", flows.other_countries),
        ),
        unit,
    )
    return Content(
        title=word("flux", f"titre_{flows.direction}", place=context.place, period=context.period),
        direction=flows.direction,
        total_eur=flows.total_eur,
        left=products if exports else countries,
        right=countries if exports else products,
        links=_links(flows, products.nodes, countries.nodes, one_offs),
    )


def _nodes(
    flows: Flows,
    codes: tuple[str, ...],
    code_of: Callable[[Flow], str],
    name_of: Callable[[str], str],
    rest_name: str,
) -> tuple[Node, ...]:
    values: Counter[str] = Counter()
    for flow in flows.rows:
        values[code_of(flow)] += flow.value_eur
    nodes = [Node(name_of(code), _amount(values[code], flows), is_rest=False) for code in codes]
    if values[OTHERS]:
        nodes.append(Node(rest_name, _amount(values[OTHERS], flows), is_rest=True))
    return tuple(nodes)


def _links(
    flows: Flows,
    products: tuple[Node, ...],
    countries: tuple[Node, ...],
    one_offs: Collection[tuple[str, str]],
) -> tuple[Link, ...]:
    product_place = {code: place for place, code in enumerate((*flows.products, OTHERS))}
    country_place = {code: place for place, code in enumerate((*flows.countries, OTHERS))}
    exports = flows.direction is Direction.EXPORT
    rank = 0
    links = []
    for flow in flows.rows:
        rank += flow.is_main
        product, country = product_place[flow.product_code], country_place[flow.country_code]
        product_name, country_name = products[product].name, countries[country].name
        left, right = (product, country) if exports else (country, product)
        name = f"{product_name} → {country_name}" if exports else f"{country_name} → {product_name}"
        amount = _amount(flow.value_eur, flows)
        one_off = flow.is_main and (flow.product_code, flow.country_code) in one_offs
        links.append(Link(left, right, name, amount, rank if flow.is_main else None, one_off))
    return tuple(links)


def _amount(value: int, flows: Flows) -> Amount:
    total = flows.total_eur
    written = block(total)
    return Amount(value, written(value), written.bare(value), share(value, total) or "")
