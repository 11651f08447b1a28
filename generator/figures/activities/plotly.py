"""Activities: the Plotly treemap, two halves of boxes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from generator.figures.activities.model import GAP, HEADER, PATHBAR, Cell, HalfLayout, TreeLayout
from generator.figures.figure import Label
from generator.figures.specs import escape_text, euros, figure, join_lines
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
    # one width for all: with a list, Plotly misplaces its path bar
    "marker": {"line": {"width": 1}, "pad": {"t": HEADER, "l": 0, "r": 0, "b": 0}},
}
"""What all treemaps share."""


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


def spec(layout: TreeLayout) -> dict[str, Any]:
    """The Plotly spec: one treemap trace, values in euros."""
    nodes = [
        _heading_node(_ROOT, "", layout.root, layout.total_eur, "grid", euros(layout.total_eur)),
        *(node for half in layout.halves for node in _half_nodes(half)),
    ]
    return figure(layout, _trace(layout, nodes))


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
    text = f"{NBSP}<b>{escape_text(label.text)}</b>"
    return _Node(node_id, parent, text, value, "", hover, fill, "text", label.size, fill)


def _half_nodes(layout: HalfLayout) -> Iterator[_Node]:
    half = layout.half
    exact, full = euros(half.total_eur), half.headings[0]
    hover = exact if layout.heading.text == full else f"{full}<br>{exact}"
    yield _heading_node(half.direction, _ROOT, layout.heading, half.total_eur, layout.fill, hover)
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
        label=escape_text(name),
        value=leaf.amount.value_eur,
        text=join_lines((*cell.text.name, *cell.text.amounts)),
        hover=f"{amount}<br>{euros(leaf.amount.value_eur)}",
        fill=cell.fill,
        ink=cell.ink,
        size=cell.text.size,
        outline=cell.outline,
    )
    for code, name, value in leaf.details:
        yield _Node(
            id=f"{node_id}/{code}",
            parent=node_id,
            label=join_lines(wrap(name, _DETAIL_WIDTH, _DETAIL_SIZE)),
            value=value,
            text=half.unit(value),
            hover=euros(value),
            fill=half.direction,
            ink="on-fill",
            size=_DETAIL_SIZE,
            outline=half.soft_tone,
            template="%{label}<br>%{text}",
        )
