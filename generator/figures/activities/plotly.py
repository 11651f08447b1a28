"""Activities for Plotly: the picture's cells, and CPF4 products that open when a cell is entered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Final, NamedTuple

from generator.figures.activities.content import Detail
from generator.figures.activities.model import GAP, HEADER, PATHBAR, Cell, HalfLayout, Layout
from generator.figures.activities.svg import tooltip
from generator.figures.frame import Label
from generator.figures.specs import Box as Lines
from generator.figures.specs import escape_text, euros, line, lines, plotly_layout, rectangle, text_trace
from generator.figures.text import wrap
from generator.figures.theme import color
from generator.french.formatting import NBSP, Block

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


def spec(layout: Layout) -> dict[str, Any]:
    """``{"data", "layout"}``: one treemap trace, values in euros."""
    nodes = [
        _heading_node(_ROOT, "", layout.root, layout.total_eur, "grid", euros(layout.total_eur)),
        *(node for half in layout.halves for node in _half(half)),
    ]
    size, strip = (layout.width, layout.height), layout.strip
    ticks: list[Lines] = [(x, strip.scale_line, x, strip.scale_line + 4) for x in strip.ticks]
    ticks.append((strip.ticks[0], strip.scale_line, strip.ticks[-1], strip.scale_line))
    edges: Lines = (layout.margin, layout.foot_top, layout.width - layout.margin, layout.foot_top)
    shapes = [
        *(rectangle(box, tone, *size) for box, tone in strip.bar),
        *(line(tick, "muted", *size) for tick in ticks),
        line(edges, "grid", *size),
    ]
    return {
        "data": [_trace(layout, nodes), text_trace((*strip.labels, *layout.foot, *layout.mark))],
        "layout": plotly_layout(layout.width, layout.height, layout.mark, shapes=shapes),
    }


def _trace(layout: Layout, nodes: list[_Node]) -> dict[str, Any]:
    tree = layout.tree
    # nodes are rows, Plotly takes columns
    ids, parents, labels, values, texts, hovers, fills, inks, sizes, outlines, templates = zip(
        *nodes, strict=True
    )
    return {
        "type": "treemap",
        "maxdepth": 3,
        "domain": {
            "x": [tree.left / layout.width, tree.right / layout.width],
            "y": [1 - tree.bottom / layout.height, 1 - tree.top / layout.height],
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


def _half(layout: HalfLayout) -> Iterator[_Node]:
    tone = layout.half.direction.value
    exact = euros(layout.half.total_eur)
    full = layout.half.headings[0]
    hover = exact if layout.heading.text == full else f"{full}<br>{exact}"
    yield _heading_node(tone, _ROOT, layout.heading, layout.half.total_eur, layout.fill, hover)
    for cell in layout.cells:
        yield from _cell(cell, layout.half.unit)


def _cell(cell: Cell, unit: Block) -> Iterator[_Node]:
    leaf, tone = cell.leaf, cell.direction.value
    node_id = f"{tone}/{leaf.code}"
    name, amount = tooltip(cell)
    yield _Node(
        id=node_id,
        parent=tone,
        label=escape_text(name),
        value=leaf.value_eur,
        text=_text(cell),
        hover=f"{amount}<br>{euros(leaf.value_eur)}",
        fill=cell.fill,
        ink=cell.ink,
        size=cell.text.size,
        outline=cell.outline,
    )
    yield from _details(leaf.details, node_id, tone, unit)


def _text(cell: Cell) -> str:
    name = lines(cell.text.name)
    return "<br>".join(filter(None, (name, lines(cell.text.amounts))))


@lru_cache(maxsize=4096)
def _detail_label(name: str) -> str:
    """The name in lines, kept: the same few hundred products are details everywhere."""
    return lines(wrap(name, _DETAIL_WIDTH, _DETAIL_SIZE))


def _details(details: Iterable[Detail], parent: str, tone: str, unit: Block) -> Iterator[_Node]:
    outline = f"{tone}-soft"
    for code, name, value in details:
        yield _Node(
            id=f"{parent}/{code}",
            parent=parent,
            label=_detail_label(name),
            value=value,
            text=unit(value),
            hover=euros(value),
            fill=tone,
            ink="on-fill",
            size=_DETAIL_SIZE,
            outline=outline,
            template="%{label}<br>%{text}",
        )
