"""The content of a flows figure, before its layout: two sides of nodes, the flows between them, all texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from generator.figures.figure import Amount
from generator.french.formatting import unit_for
from generator.french.templates import lower_initial, upper_initial
from generator.french.words import others_label, word
from generator.portrait.model import Flow, Flows
from generator.reference.direction import Direction
from generator.reference.names import OTHERS, Names
from generator.reference.territories import Grammar


class Node(NamedTuple):
    """A product, a country or, under ``OTHERS``, the rest beyond the first ten.

    ``start`` and ``inner``: its name as a sentence starts with it (``Vers l'Italie``), and inside one.
    """

    code: str
    name: str
    total: Amount
    start: str
    inner: str


class Link(NamedTuple):
    """A flow between nodes, by their positions on their sides. ``name``: ``Aéronefs → Allemagne``, as drawn.

    ``rank``: of a main flow, from 1. ``may_be_one_off``: whether it may be a single transaction.
    """

    left: int
    right: int
    name: str
    flow: Amount
    rank: int | None
    may_be_one_off: bool


class Side(NamedTuple):
    """The nodes of one side in rank order, the rest last."""

    heading: str
    nodes: tuple[Node, ...]

    def place(self, code: str) -> int:
        """The position of a node."""
        return [node.code for node in self.nodes].index(code)


@dataclass(frozen=True, slots=True)
class Content:
    """All texts of the figure; ``links`` by value descending, as the rows of the portrait."""

    direction: Direction
    total_eur: int
    left: Side
    right: Side
    links: tuple[Link, ...]

    @property
    def main(self) -> tuple[Link, ...]:
        """The main flows, in rank order."""
        return tuple(link for link in self.links if link.rank is not None)

    @property
    def said(self) -> tuple[str, ...]:
        """What is said of each node, the left ones first: its total and its largest flows, the rest last."""
        left: list[list[tuple[Node, Link]]] = [[] for _ in self.left.nodes]
        right: list[list[tuple[Node, Link]]] = [[] for _ in self.right.nodes]
        for link in self.links:
            left[link.left].append((self.right.nodes[link.right], link))
            right[link.right].append((self.left.nodes[link.left], link))
        return tuple(map(_said, (*self.left.nodes, *self.right.nodes), (*left, *right)))


_NAMED = 3
"""How many flows are named in what is said of a node."""


def _said(node: Node, flows: Iterable[tuple[Node, Link]]) -> str:
    """``Vers l'Italie, 719,7 M€ · 17,2 % : acier 166,0, outillage 66,2, textiles 50,1… ; autres (47 produits) 236,4``.

    ``flows``: with the node at the other end, largest first.
    """
    rest, named = list[str](), list[str]()
    for other, link in flows:
        (rest if other.code == OTHERS else named).append(f"{other.inner} {link.flow.number}")
    largest = ", ".join(named[:_NAMED]) + ("…" if len(named) > _NAMED else "")
    return f"{node.start}, {node.total.line} : {' ; '.join(filter(None, (largest, *rest)))}"


def flows_content(flows: Flows, names: Names, one_offs: Collection[tuple[str, str]] = ()) -> Content:
    """The content for a direction that has flows: exports go from products to countries, imports the other way.

    ``one_offs``: product and country of the flows to be marked as such.
    """
    is_export = flows.direction is Direction.EXPORT
    product_names = {code: names.products.short(code) for code in flows.products}
    product_names[OTHERS] = others_label("produits", flows.other_products)
    country_names = {code: names.countries.short(code) for code in flows.countries}
    country_names[OTHERS] = others_label("pays", flows.other_countries)
    starts = {code: _from_or_to(names.countries.forms(code), flows.direction) for code in flows.countries}
    product_inner = {code: lower_initial(name) for code, name in product_names.items()}
    country_inner = {**country_names, OTHERS: lower_initial(country_names[OTHERS])}
    products = Side(
        word("flux", "produits_exportes" if is_export else "produits_importes"),
        _nodes(flows, product_names, product_names, product_inner, attrgetter("product_code")),
    )
    countries = Side(
        word("flux", "pays_de_destination" if is_export else "pays_d_origine"),
        _nodes(flows, country_names, country_names | starts, country_inner, attrgetter("country_code")),
    )
    left, right = (products, countries) if is_export else (countries, products)
    unit = unit_for(flows.total_eur)
    links, rank = list[Link](), 0
    for flow in flows.rows:
        rank += flow.is_main
        codes = (flow.product_code, flow.country_code)
        places = products.place(flow.product_code), countries.place(flow.country_code)
        start, end = places if is_export else places[::-1]
        name = f"{left.nodes[start].name} → {right.nodes[end].name}"
        amount = Amount.of(flow.value_eur, flows.total_eur, unit)
        one_off = flow.is_main and codes in one_offs
        links.append(Link(start, end, name, amount, rank if flow.is_main else None, one_off))
    return Content(flows.direction, flows.total_eur, left, right, tuple(links))


def _from_or_to(country: Grammar, direction: Direction) -> str:
    """``Vers l'Italie`` of exports, ``D'Italie`` of imports."""
    if direction is Direction.EXPORT:
        return word("flux", "vers", pays=country.subject)
    return upper_initial(country.of)


def _nodes(
    flows: Flows, names: dict[str, str], starts: dict[str, str], inner: dict[str, str], code_of: Callable[[Flow], str]
) -> tuple[Node, ...]:
    """The nodes of one side in the order of ``names``, without those of no value."""
    values: Counter[str] = Counter()
    for flow in flows.rows:
        values[code_of(flow)] += flow.value_eur
    total, unit = flows.total_eur, unit_for(flows.total_eur)
    return tuple(
        Node(code, name, Amount.of(values[code], total, unit), starts[code], inner[code])
        for code, name in names.items()
        if values[code]
    )
