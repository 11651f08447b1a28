"""Flows: the content of a figure (two sides of nodes, the flows between them, all texts) and what its layout holds."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from generator.figures import figure
from generator.figures.figure import BASELINE, Amount, Label, Layout
from generator.french.formatting import unit_for
from generator.french.templates import lower_initial, upper_initial
from generator.french.words import others_label, word
from generator.portrait.model import Flow, Flows
from generator.reference.direction import Direction
from generator.reference.names import OTHERS, Names

LINE_HEIGHT = 1.3
"""Of a line of text, in font sizes."""


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
    """``Vers l'Italie, 719,7 M€ · 17,2 % : acier 166,0 M€ ; outillage 66,2… ; autres (47 produits) 236,4``."""
    rest, named = list[tuple[str, Amount]](), list[tuple[str, Amount]]()
    for other, link in flows:
        (rest if other.code == OTHERS else named).append((other.inner, link.flow))
    shown = enumerate([*named[:_NAMED], *rest])
    texts = [f"{name} {flow.number if place else flow.text}" for place, (name, flow) in shown]
    if len(named) > _NAMED:
        texts[_NAMED - 1] += "…"
    return f"{node.start}, {node.total.line} : {' ; '.join(texts)}"


def flows_content(flows: Flows, names: Names, one_offs: Collection[tuple[str, str]] = ()) -> Content:
    """Exports go from products to countries, imports the other way; ``one_offs``: product and country of the marked."""
    is_export, unit = flows.direction is Direction.EXPORT, unit_for(flows.total_eur)
    goods = {code: names.products.short(code) for code in flows.products}
    goods[OTHERS] = others_label("produits", flows.other_products)
    forms = [(code, name, name, lower_initial(name)) for code, name in goods.items()]
    heading = word("flux", "produits_exportes" if is_export else "produits_importes")
    products = Side(heading, _nodes(flows, forms, attrgetter("product_code")))
    forms = []
    for code in flows.countries:
        name, grammar = names.countries.short(code), names.countries.forms(code)
        start = word("flux", "vers", pays=grammar.subject) if is_export else upper_initial(grammar.of)
        forms.append((code, name, start, name))
    rest = others_label("pays", flows.other_countries)
    heading = word("flux", "pays_de_destination" if is_export else "pays_d_origine")
    forms.append((OTHERS, rest, rest, lower_initial(rest)))
    countries = Side(heading, _nodes(flows, forms, attrgetter("country_code")))
    left, right = (products, countries) if is_export else (countries, products)
    links, rank = list[Link](), 0
    for flow in flows.rows:
        rank += flow.is_main
        places = products.place(flow.product_code), countries.place(flow.country_code)
        source, target = places if is_export else places[::-1]
        name = f"{left.nodes[source].name} → {right.nodes[target].name}"
        amount = Amount.of(flow.value_eur, flows.total_eur, unit)
        one_off = flow.is_main and (flow.product_code, flow.country_code) in one_offs
        links.append(Link(source, target, name, amount, rank if flow.is_main else None, one_off))
    return Content(flows.direction, flows.total_eur, left, right, tuple(links))


def _nodes(
    flows: Flows, forms: Iterable[tuple[str, str, str, str]], code_of: Callable[[Flow], str]
) -> tuple[Node, ...]:
    """The nodes of one side, without those of no value; ``forms``: code, name, start and inner of each."""
    values: Counter[str] = Counter()
    for flow in flows.rows:
        values[code_of(flow)] += flow.value_eur
    total, unit = flows.total_eur, unit_for(flows.total_eur)
    return tuple(
        Node(code, name, Amount.of(values[code], total, unit), start, inner)
        for code, name, start, inner in forms
        if values[code]
    )


@dataclass(frozen=True, slots=True)
class Measures(figure.Measures):
    """``column``: the width of each column of labels; ``label_gap``: between a bar and its label.

    ``bar``: the thickness of the bars; ``flow_height``: of all flows together, which gives the scale.
    ``badge_places``: how many places a ribbon has for its badge, at least five, two radii apart.
    ``key_amounts``: the width of the key's column of amounts; 0: amounts are below the names, the legend in the key.
    """

    column: float
    label_gap: float
    bar: float
    flow_height: float
    slot_gap: float
    size: float
    badge_radius: float
    badge_places: int
    key_amounts: float

    @property
    def left_bar(self) -> float:
        """Left edge of the left bars."""
        return self.margin + self.column + self.label_gap

    @property
    def right_bar(self) -> float:
        """Left edge of the right bars."""
        return self.width - self.left_bar - self.bar

    @property
    def line(self) -> float:
        """Height of a line of text."""
        return self.size * LINE_HEIGHT


WIDE = Measures(960, 16, 250, 10, 14, 340, 10, 13, 10, 9, 190)
MEDIUM = Measures(620, 12, 165, 8, 12, 320, 9, 13, 9, 7, 190)
NARROW = Measures(340, 6, 107, 5, 7, 260, 7, 12, 8, 5, 0)


class Bar(NamedTuple):
    """The bar of a node."""

    node: Node
    x: float
    y: float
    width: float
    height: float
    tone: str


class Ribbon(NamedTuple):
    """A flow from bar ``source`` to bar ``target`` (indices into ``bars``); each y is that of its middle."""

    link: Link
    source: int
    target: int
    x_source: float
    x_target: float
    y_source: float
    y_target: float
    thickness: float
    tone: str


class Badge(NamedTuple):
    """The rank of a main flow in a circle."""

    x: float
    y: float
    radius: float
    rank: int

    @property
    def label(self) -> Label:
        """Its number."""
        size = 1.4 * self.radius
        return Label(self.x, self.y + BASELINE * size, str(self.rank), size, "middle", "main", bold=True)


@dataclass(frozen=True, slots=True)
class FlowsLayout(Layout):
    """A flows figure laid out for one width; ``tone``: of its direction.

    ``bars``: the left ones in order, then the right ones; ``said``: what is said of each. ``ribbons``: in drawing
    order, the main flows last, hence on top. ``flow_top`` and ``flow_height``: where the flows would be without gaps,
    which is Plotly's scale.
    """

    tone: str
    flow_top: float
    flow_height: float
    bars: tuple[Bar, ...]
    ribbons: tuple[Ribbon, ...]
    badges: tuple[Badge, ...]
    said: tuple[str, ...]
