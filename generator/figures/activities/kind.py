"""Activities: a treemap in two halves, imports and exports, sized by their totals; and its table.

On a phone the picture is two ranked lists with bars, and the treemap is only in the live figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple

from generator.figures import figure, specs, svg
from generator.figures.activities.content import Half, Leaf, halves_of
from generator.figures.activities.model import NARROW, WIDE, Cell, HalfLayout, TreeLayout, lay_out, share_bar
from generator.figures.activities.squarify import Box
from generator.figures.figure import Drawing, Figure, Label, Layout, Line
from generator.figures.kind import FigureInput, FigureKind, spec_texts
from generator.figures.text import text_width, wrap
from generator.figures.theme import color
from generator.french.formatting import EUROS, NBSP
from generator.french.words import word
from generator.portrait.ranking import FIRST
from generator.tables import PRODUCT, Row

NAME = "activites"
_LISTS = figure.Measures(340, 8)
"""The lists on a phone."""
_SIZE, _LEAD = 13.0, 16.0
_BAR, _GAP, _HEADING = 6.0, 9.0, 32.0
_MIN_BAR, _MIN_HEIGHT = 1.5, 320.0
_ROOT = "echanges"
_DETAIL_SIZE, _DETAIL_WIDTH = 14, 190


def _draw(given: FigureInput) -> Figure | None:
    """The figure of the portrait's activities, which sum to its totals; ``None`` without any trade."""
    portrait, names, context = given.portrait, given.names, given.context
    if not portrait.activities:
        return None
    title = word("activites", "titre", place=context.place, period=context.period)
    lists = _lists(given, halves_of(portrait, names, FIRST), title)
    if not given.live:
        return Figure(NAME, title, None, lists, {})
    tree = lay_out(given, halves_of(portrait, names), WIDE)
    narrow = _narrow_tree(given, [laid_out.half for laid_out in tree.halves], lists)
    picture = svg.picture(tree, title, _elements(tree))
    return Figure(NAME, title, picture, lists, spec_texts(_spec(tree), _spec(narrow)))


def _narrow_tree(given: FigureInput, halves: Sequence[Half], lists: Drawing) -> TreeLayout:
    """The narrow treemap, as high as the lists that it replaces."""
    free = lay_out(given, halves, NARROW)
    height = free.tree.height + lists.height - free.height
    return replace(lay_out(given, halves, NARROW, height), height=lists.height)


def _elements(layout: TreeLayout) -> Iterator[str]:
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


def _lists(given: FigureInput, halves: Sequence[Half], title: str) -> Drawing:
    """A list for each half, with shares of the half as bars on one scale."""
    labels, shapes, top = share_bar(given, halves, _LISTS, _SIZE)
    left, width = _LISTS.margin, _LISTS.end - _LISTS.margin
    largest = max(leaf.amount.value_eur / half.total.value_eur for half in halves for leaf in half.leaves)
    bars: list[str] = []
    for half in halves:
        heading = next(h for h in half.headings if text_width(h, _SIZE + 1, bold=True) <= width)
        labels.append(Label(left, top + _HEADING - 10, heading, _SIZE + 1, bold=True))
        top += _HEADING
        for leaf in half.leaves:
            lines = _list_item(leaf, top)
            labels.extend(lines)
            shapes.append(Line(left, top, _LISTS.end, top, "grid"))
            top = lines[-2].y + 4
            length = max(leaf.amount.value_eur / half.total.value_eur * width / largest, _MIN_BAR)
            tone = half.soft_tone if leaf.is_group else half.direction
            bars.append(svg.rectangle(left, top, length, _BAR, tone, stroke=color(half.direction)))
            top += _BAR + 4
    end = max(top, _MIN_HEIGHT) + 6
    return svg.picture(Layout(*figure.framed(given.context, _LISTS, end, shapes, labels)), title, bars)


def _list_item(leaf: Leaf, top: float) -> list[Label]:
    """The lines of a product's name below ``top``, then its amount beside the first."""
    name = word("activites", "reste", n=len(leaf.details)) if leaf.is_group else leaf.name
    amount = Label(_LISTS.end, top + 3 + _SIZE, leaf.amount.line, _SIZE, "end")
    lines = wrap(name, amount.x - _LISTS.margin - amount.width - _GAP, _SIZE)
    return [*figure.stacked(Label(_LISTS.margin, amount.y, name, _SIZE), lines, _LEAD), amount]


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


def _spec(layout: TreeLayout) -> dict[str, Any]:
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
        "textfont": {
            "size": [node.size for node in nodes],
            "color": [color(node.ink) for node in nodes],
        },
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
        yield (
            row.product_code,
            given.names.products.official(row.product_code),
            row.import_eur,
            row.export_eur,
        )


ACTIVITIES: Final = FigureKind(
    name=NAME,
    draw=_draw,
    columns=(*PRODUCT, "import_eur", "export_eur"),
    key=("code_produit",),
    rows=_rows,
)
