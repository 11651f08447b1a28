"""Activities: a treemap in two halves, imports and exports, sized by their totals; and its table.

On a phone or tablet it is two ranked lists with bars.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, Final, NamedTuple

from generator.figures import figure, specs, svg
from generator.figures.activities import lists
from generator.figures.activities.content import halves_of
from generator.figures.activities.lists import ListsLayout
from generator.figures.activities.model import WIDE, Cell, HalfLayout, TreeLayout, lay_out
from generator.figures.activities.squarify import Box
from generator.figures.figure import Figure, Label
from generator.figures.kind import FigureInput, FigureKind, in_three_widths
from generator.figures.text import wrap
from generator.figures.theme import color
from generator.french.formatting import EUROS, NBSP
from generator.french.words import word
from generator.portrait.ranking import FIRST
from generator.tables import PRODUCT, Row

NAME = "activites"
_ROOT = "echanges"
_DETAIL_SIZE, _DETAIL_WIDTH = 14, 190


def _draw(given: FigureInput) -> Figure | None:
    """The figure of the portrait's activities, which sum to its totals; ``None`` without any trade."""
    if not given.portrait.activities:
        return None
    title = word("activites", "titre", place=given.context.place, period=given.context.period)
    widths = (WIDE, lists.MEDIUM, lists.NARROW)
    return in_three_widths(NAME, title, partial(_lay_out, given), _elements, _spec, widths, live=given.live)


def _lay_out(given: FigureInput, measures: figure.Measures) -> TreeLayout | ListsLayout:
    """The treemap or, where half of its cells would have no room for their names, the lists."""
    halves = partial(halves_of, given.portrait, given.names)
    if isinstance(measures, lists.Measures):
        return lists.lay_out(given, halves(FIRST), measures)
    return lay_out(given, halves(), measures)


def _elements(layout: TreeLayout | ListsLayout) -> Iterator[str]:
    return lists.elements(layout) if isinstance(layout, ListsLayout) else _tree_elements(layout)


def _spec(layout: TreeLayout | ListsLayout) -> dict[str, Any]:
    return lists.spec(layout) if isinstance(layout, ListsLayout) else _tree_spec(layout)


def _tree_elements(layout: TreeLayout) -> Iterator[str]:
    """The treemap of the picture; the cells' titles have the amounts, for those who open it alone."""
    yield _rectangle(layout.tree, "grid")
    yield svg.texts([layout.root])
    for half in layout.halves:
        yield _rectangle(half.box, half.fill, half.half.headings[0])
        for cell in half.cells:
            yield _rectangle(cell.box, cell.fill, " : ".join(cell.tooltip), stroke=color(cell.outline))
        if half.cells:
            heading = [half.heading] if half.heading.text else []
            yield svg.texts([*heading, *(label for cell in half.cells for label in cell.labels)])


def _rectangle(box: Box, tone: str, title: str = "", *, stroke: str | None = None) -> str:
    titles = [svg.element("title", svg.content(title))] if title else []
    return svg.rectangle(box.left, box.top, box.width, box.height, tone, *titles, stroke=stroke)


class _Node(NamedTuple):
    """A node of the treemap; ``fill``, ``ink`` (the text's) and ``outline`` are tones."""

    id: str
    parent: str
    label: str
    value: int
    text: str
    hover: str
    fill: str
    ink: str
    size: float
    outline: str
    template: str = "%{text}"


def _tree_spec(layout: TreeLayout) -> dict[str, Any]:
    """The Plotly spec: one treemap trace, values in euros."""
    nodes = [
        _heading_node(_ROOT, "", layout.root, layout.total_eur, "grid", EUROS(layout.total_eur)),
        *(node for half in layout.halves for node in _half_nodes(half)),
    ]
    return specs.figure(layout, _trace(layout, nodes))


def _trace(layout: TreeLayout, nodes: list[_Node]) -> dict[str, Any]:
    tree, width, height = layout.tree, layout.width, layout.height
    return {
        "type": "treemap",
        "maxdepth": 3,
        "domain": {
            "x": [tree.left / width, tree.right / width],
            "y": [1 - tree.bottom / height, 1 - tree.top / height],
        },
        "texttemplate": [node.template for node in nodes],
        "ids": [node.id for node in nodes],
        "parents": [node.parent for node in nodes],
        "labels": [node.label for node in nodes],
        "values": [node.value for node in nodes],
        "text": [node.text for node in nodes],
        "customdata": [node.hover for node in nodes],
        "textfont": {"size": [node.size for node in nodes], "color": [color(node.ink) for node in nodes]},
        "marker": {
            "colors": [color(node.fill) for node in nodes],
            "line": {"color": [color(node.outline) for node in nodes]},
        },
    }


def _heading_node(node_id: str, parent: str, label: Label, value: int, fill: str, hover: str) -> _Node:
    # Plotly puts a heading at the edge of its box: the space is the picture's inset
    text = f"{NBSP}<b>{specs.escape_text(label.text)}</b>"
    return _Node(node_id, parent, text, value, "", hover, fill, "text", label.size, fill)


def _half_nodes(layout: HalfLayout) -> Iterator[_Node]:
    half = layout.half
    exact, full = EUROS(half.total.value_eur), half.headings[0]
    hover = exact if layout.heading.text == full else f"{full}<br>{exact}"
    yield _heading_node(half.direction, _ROOT, layout.heading, half.total.value_eur, layout.fill, hover)
    for cell in layout.cells:
        yield from _cell_nodes(cell)


def _cell_nodes(cell: Cell) -> Iterator[_Node]:
    """The node of a cell, then those of what it contains."""
    leaf, half = cell.leaf, cell.half
    node_id = f"{half.direction}/{leaf.code}"
    name, amount = cell.tooltip
    yield _Node(
        id=node_id,
        parent=half.direction,
        label=specs.escape_text(name),
        value=leaf.amount.value_eur,
        text=specs.join_lines((*cell.text.name, *cell.text.amounts)),
        hover=f"{amount}<br>{EUROS(leaf.amount.value_eur)}",
        fill=cell.fill,
        ink=cell.ink,
        size=cell.text.size,
        outline=cell.outline,
    )
    for code, name, value in leaf.details:
        yield _Node(
            id=f"{node_id}/{code}",
            parent=node_id,
            label=specs.join_lines(wrap(name, _DETAIL_WIDTH, _DETAIL_SIZE)),
            value=value,
            text=half.unit(value),
            hover=EUROS(value),
            fill=half.direction,
            ink="on-fill",
            size=_DETAIL_SIZE,
            outline=half.soft_tone,
            template="%{label}<br>%{text}",
        )


def _rows(given: FigureInput) -> Iterator[Row]:
    for row in given.portrait.activities:
        yield (row.product_code, given.names.products.official(row.product_code), row.import_eur, row.export_eur)


ACTIVITIES: Final = FigureKind(
    name=NAME, draw=_draw, columns=(*PRODUCT, "import_eur", "export_eur"), key=("code_produit",), rows=_rows
)
