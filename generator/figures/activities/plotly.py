"""Activities: the live treemap, two halves of boxes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from generator.figures.activities.content import Detail, Half
from generator.figures.activities.model import GAP, HEADER, PATHBAR, Cell, HalfLayout, TreeLayout
from generator.figures.frame import Label
from generator.figures.specs import escape_text, euros, figure, lines
from generator.figures.text import wrap
from generator.figures.theme import color
from generator.french.formatting import NBSP

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


def spec(layout: TreeLayout) -> dict[str, Any]:
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
