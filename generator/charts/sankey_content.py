"""What a flows figure says, before it is arranged: two sides of nodes, the flows between them, all texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from generator.charts.figure import FigureContext
from generator.charts.words import others, word
from generator.formatting import compact, share
from generator.portrait.model import Direction, Flow, Flows
from generator.reference.names import OTHERS, Names


@dataclass(frozen=True, slots=True)
class Node:
    """A product, a country or what is gathered beyond the ten first (``is_rest``)."""

    name: str
    value_eur: int
    share: str
    is_rest: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A flow between nodes, by their positions on their sides; ``rank`` counts the main flows from 1."""

    left: int
    right: int
    value_eur: int
    share: str
    rank: int | None


@dataclass(frozen=True, slots=True)
class Side:
    """One side, in rank order, the rest last."""

    heading: str
    nodes: tuple[Node, ...]


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

    def link_name(self, link: Link) -> str:
        """``Aéronefs → Allemagne``: from left to right, as drawn."""
        return f"{self.left.nodes[link.left].name} → {self.right.nodes[link.right].name}"


def amount_and_share(value_eur: int, part: str) -> str:
    """``34,5 M€ · 5,9 %``."""
    return f"{compact(value_eur)} · {part}"


def flows_content(flows: Flows, names: Names, context: FigureContext) -> Content:
    """The content of a direction that has flows."""
    products = (*flows.products, OTHERS)
    countries = (*flows.countries, OTHERS)
    product_nodes = _nodes(
        flows, products, lambda flow: flow.product_code, names.short_product,
        others("produits", flows.other_products),
    )  # fmt: skip
    country_nodes = _nodes(
        flows, countries, lambda flow: flow.country_code, names.short_country,
        others("pays", flows.other_countries),
    )  # fmt: skip
    exports = flows.direction is Direction.EXPORT
    if exports:
        left = Side(word("flux", "produits_exportes"), product_nodes)
        right = Side(word("flux", "pays_de_destination"), country_nodes)
    else:
        left = Side(word("flux", "pays_d_origine"), country_nodes)
        right = Side(word("flux", "produits_importes"), product_nodes)
    return Content(
        word("flux", f"titre_{flows.direction}", place=context.place, period=context.period),
        flows.direction,
        flows.total_eur,
        left,
        right,
        _links(flows, products, countries, products_left=exports),
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
    return tuple(
        Node(
            rest_name if code == OTHERS else name_of(code),
            values[code],
            _share(values[code], flows.total_eur),
            code == OTHERS,
        )
        for code in codes
        if values[code]
    )


def _links(
    flows: Flows, products: tuple[str, ...], countries: tuple[str, ...], *, products_left: bool
) -> tuple[Link, ...]:
    product_place = {code: place for place, code in enumerate(products)}
    country_place = {code: place for place, code in enumerate(countries)}
    rank = 0
    links = []
    for flow in flows.rows:
        rank += flow.is_main
        ends = product_place[flow.product_code], country_place[flow.country_code]
        left, right = ends if products_left else ends[::-1]
        part = _share(flow.value_eur, flows.total_eur)
        links.append(Link(left, right, flow.value_eur, part, rank if flow.is_main else None))
    return tuple(links)


def _share(part: int, whole: int) -> str:
    """The share in words; one that rounds to nothing is said to be small, not to be zero."""
    if part * 2000 < whole:
        return word("flux", "part_infime")
    return share(part, whole) or ""
