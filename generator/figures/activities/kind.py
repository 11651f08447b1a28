"""Activities: one treemap in two halves, imports and exports, sized by their totals; and its table.

On a phone the picture is two ranked lists, and the treemap comes with the live figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple

from generator.figures import svg
from generator.figures.activities.content import FIRST, Detail, Half, halves
from generator.figures.activities.lists import lists
from generator.figures.activities.model import (
    GAP,
    HEADER,
    NARROW,
    PATHBAR,
    WIDE,
    Cell,
    HalfLayout,
    TreeLayout,
    lay_out,
)
from generator.figures.activities.squarify import Box
from generator.figures.figure import Drawing, Figure, FigureContext
from generator.figures.frame import Label
from generator.figures.kind import FigureInput, FigureKind, spec_texts
from generator.figures.specs import escape_text, euros, figure, lines
from generator.figures.text import wrap
from generator.figures.theme import color
from generator.french.formatting import NBSP
from generator.french.words import word
from generator.portrait.model import Totals
from generator.tables import Row

NAME = "activites"
_ROOT = "echanges"
_DETAIL_SIZE, _DETAIL_WIDTH = 14, 190
TREEMAP: Final[dict[str, Any]] = {
    "branchvalues": "total",
    "sort": False,
    "tiling": {"packing": "squarify", "squarifyratio": 1, "pad": GAP},
    "pathbar": {
        "visible": True,
        "side": "bottom",
        "thickness": PATHBAR - 4,
        "edgeshape": ">",
        "textfont": {"size": 13},
    },
    "textposition": "top left",
    "hovertemplate": "<b>%{label}</b><br>%{customdata}<extra></extra>",
    # one width for all: given a list, Plotly loses the place of its path bar
    "marker": {"line": {"width": 1}, "pad": {"t": HEADER, "l": 0, "r": 0, "b": 0}},
}
"""What all treemaps have in common."""


def _draw(given: FigureInput) -> Figure | None:
    """The figure of the portrait's activities, which sum to its totals; ``None`` without any trade."""
    portrait, names, context = given.portrait, given.names, given.context
    if not portrait.activities:
        return None
    title = word("activites", "titre", place=context.place, period=context.period)
    ranked = lists(halves(portrait, names, FIRST), portrait.totals, context, title)
    if not given.live:
        return Figure(NAME, title, None, ranked, {})
    tree = lay_out(halves(portrait, names), portrait.totals, context, WIDE)
    beneath = _beneath(ranked, [laid.half for laid in tree.halves], portrait.totals, context)
    picture = svg.picture(tree, title, _elements(tree))
    return Figure(NAME, title, picture, ranked, spec_texts(_spec(tree), _spec(beneath)))


def _beneath(drawing: Drawing, content: Sequence[Half], totals: Totals, context: FigureContext) -> TreeLayout:
    """The narrow treemap, as tall as the lists that it takes the place of when it comes alive."""
    free = lay_out(content, totals, context, NARROW)
    tall = free.tree.height + drawing.height - free.height
    return replace(lay_out(content, totals, context, NARROW, tall), height=drawing.height)


def _elements(layout: TreeLayout) -> Iterator[str]:
    """The picture's treemap; whoever opens it alone reads amounts in its cells' titles."""
    yield _rectangle(layout.tree, "grid")
    yield svg.texts([layout.root])
    for half in layout.halves:
        yield from _drawn(half)


def _drawn(layout: HalfLayout) -> Iterator[str]:
    yield _rectangle(layout.box, layout.fill, layout.half.headings[0])
    for cell in layout.cells:
        yield _rectangle(cell.box, cell.fill, " : ".join(cell.tooltip), stroke=color(cell.outline))
    if layout.cells:
        heading = [layout.heading] if layout.heading.text else []
        yield svg.texts([*heading, *(label for cell in layout.cells for label in cell.labels)])


def _rectangle(box: Box, tone: str, title: str = "", *, stroke: str | None = None) -> str:
    titles = [svg.element("title", svg.written(title))] if title else []
    return svg.rectangle(box.left, box.top, box.width, box.height, tone, *titles, stroke=stroke)


def _spec(layout: TreeLayout) -> dict[str, Any]:
    """``{"data", "layout"}``: one treemap trace, values in euros."""
    nodes = [
        _heading_node(_ROOT, "", layout.root, layout.total_eur, "grid", euros(layout.total_eur)),
        *(node for half in layout.halves for node in _half_nodes(half)),
    ]
    return figure(layout, _trace(layout, nodes))


def _trace(layout: TreeLayout, nodes: list[_Node]) -> dict[str, Any]:
    tree, width, height = layout.tree, layout.width, layout.height
    # nodes are rows, Plotly takes columns
    ids, parents, labels, values, texts, hovers, fills, inks, sizes, outlines, templates = zip(
        *nodes, strict=True
    )
    return {
        "type": "treemap",
        "maxdepth": 3,
        "domain": {
            "x": [tree.left / width, tree.right / width],
            "y": [1 - tree.bottom / height, 1 - tree.top / height],
        },
        "texttemplate": templates,
        "ids": ids,
        "parents": parents,
        "labels": labels,
        "values": values,
        "text": texts,
        "customdata": hovers,
        "textfont": {
            "size": sizes,
            "color": [*map(color, inks)],
        },
        "marker": {
            "colors": [*map(color, fills)],
            "line": {"color": [*map(color, outlines)]},
        },
    }


def _heading_node(node_id: str, parent: str, label: Label, value: int, fill: str, hover: str) -> _Node:
    # Plotly sets a heading against its box's edge: the space stands for the picture's inset
    text = f"{NBSP}<b>{escape_text(label.text)}</b>"
    return _Node(node_id, parent, text, value, "", hover, fill, "text", label.size, fill)


def _half_nodes(layout: HalfLayout) -> Iterator[_Node]:
    tone = layout.half.tone
    exact = euros(layout.half.total_eur)
    full = layout.half.headings[0]
    hover = exact if layout.heading.text == full else f"{full}<br>{exact}"
    yield _heading_node(tone, _ROOT, layout.heading, layout.half.total_eur, layout.fill, hover)
    for cell in layout.cells:
        yield from _cell_nodes(cell)


def _cell_nodes(cell: Cell) -> Iterator[_Node]:
    leaf, tone = cell.leaf, cell.half.tone
    node_id = f"{tone}/{leaf.code}"
    name, amount = cell.tooltip
    yield _Node(
        id=node_id,
        parent=tone,
        label=escape_text(name),
        value=leaf.value_eur,
        text=lines((*cell.text.name, *cell.text.amounts)),
        hover=f"{amount}<br>{euros(leaf.value_eur)}",
        fill=cell.fill,
        ink=cell.ink,
        size=cell.text.size,
        outline=cell.outline,
    )
    yield from _detail_nodes(leaf.details, node_id, cell.half)


def _detail_nodes(details: Iterable[Detail], parent: str, half: Half) -> Iterator[_Node]:
    for code, name, value in details:
        yield _Node(
            id=f"{parent}/{code}",
            parent=parent,
            label=lines(wrap(name, _DETAIL_WIDTH, _DETAIL_SIZE)),
            value=value,
            text=half.unit(value),
            hover=euros(value),
            fill=half.tone,
            ink="on-fill",
            size=_DETAIL_SIZE,
            outline=half.soft,
            template="%{label}<br>%{text}",
        )


class _Node(NamedTuple):
    """A node as Plotly takes it; ``fill``, ``ink`` and ``outline`` are colours' names."""

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


def _rows(given: FigureInput) -> Iterator[Row]:
    for row in given.portrait.activities:
        yield (row.product_code, given.names.product(row.product_code), row.import_eur, row.export_eur)


ACTIVITIES: Final = FigureKind(
    name=NAME,
    draw=_draw,
    columns=("code_produit", "produit", "import_eur", "export_eur"),
    key=("code_produit",),
    rows=_rows,
)
