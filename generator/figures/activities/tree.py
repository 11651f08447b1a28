"""Activities: every position, text and amount of the treemap, and both drawings made from them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any, Final, NamedTuple

from generator.figures import figure, specs, svg
from generator.figures.activities.content import Half, Leaf, is_group_too_large, share_bar
from generator.figures.activities.squarify import Box, squarify
from generator.figures.figure import BASELINE, Label, Layout
from generator.figures.kind import FigureInput
from generator.figures.text import hyphenate, text_width, wrap
from generator.figures.theme import color
from generator.french.words import word

_HEADER = 26.0
"""Height of a heading inside the treemap: the root's and each half's."""
_GAP = 1.0
"""Between cells, beside their outlines in the same tone."""
PATHBAR = 26.0
"""Height left free below the treemap, for Plotly's path bar."""
TREEMAP: Final[dict[str, Any]] = {
    "branchvalues": "total",
    "sort": False,
    "tiling": {"packing": "squarify", "squarifyratio": 1, "pad": _GAP},
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
    "marker": {"line": {"width": 1}, "pad": {"t": _HEADER, "l": 0, "r": 0, "b": 0}},
}
"""What all treemaps share."""
_INSET, _TOP, _RIGHT = 6.0, 4.0, 2.0
"""Of a text in its box: from the left, from above and below, from the right."""
_LINE_HEIGHT = 1.3
"""Of a line of a cell's text in font sizes; the same as Plotly's."""
_MIN_SIZE, _MAX_SIZE = 12, 16
"""The font sizes in a cell."""
_HEADING_SIZE, _TREE_HEIGHT, _FEW = 15, 600.0, 8
"""The height is of many cells, less for few; with very few there is a bar of the shares that the headings say."""
_SLIVER = 8.0
"""Pixels below which a half, or what its heading leaves of it, is too small for cells."""
_UNNAMED = 3
"""How many named cells make up for one without a name."""
_DETAIL_SIZE, _DETAIL_WIDTH = 14, 190
_ROOT = "echanges"
WIDE = figure.Measures(960, 16)


class Fitted(NamedTuple):
    """A font size, and the lines from the top: the name's, then amount and share; none where none fits."""

    size: int
    name: tuple[str, ...]
    amounts: tuple[str, ...]


class Cell(NamedTuple):
    """A product's rectangle and its text; ``fill``, ``ink`` (the text's) and ``outline`` are tones."""

    leaf: Leaf
    half: Half
    box: Box
    text: Fitted
    fill: str
    ink: str
    outline: str

    @property
    def tooltip(self) -> tuple[str, str]:
        """Its name; its amount with its share of the half."""
        return self.leaf.name, self.half.amount_of(self.leaf)

    @property
    def labels(self) -> list[Label]:
        """The lines of its text."""
        size = self.text.size
        first = Label(self.box.left + _INSET, self.box.top + _TOP + size, "", size, tone=self.ink)
        return figure.stacked(first, (*self.text.name, *self.text.amounts), size * _LINE_HEIGHT)


class HalfLayout(NamedTuple):
    """A half and its tone; too small a half has no cells."""

    half: Half
    box: Box
    heading: Label
    fill: str
    cells: Sequence[Cell] = ()


@dataclass(frozen=True, slots=True)
class TreeLayout(Layout):
    """The whole figure: the treemap, below the shapes and labels of the share bar if there is one."""

    tree: Box
    total_eur: int
    root: Label
    halves: tuple[HalfLayout, ...]


def lay_out(given: FigureInput, halves: Sequence[Half], measures: figure.Measures) -> TreeLayout:
    """The layout of the halves (at least one)."""
    top, unit = measures.margin + figure.banner_height(given.context, measures.width), halves[0].unit
    cells, size = sum(len(half.leaves) for half in halves), _HEADING_SIZE
    labels, shapes, top = share_bar(given, halves, measures, size) if cells < _FEW else ([], [], top)
    height = min(_TREE_HEIGHT, 260 + 40 * cells)
    tree = Box(measures.margin, top, measures.end, top + height)
    boxes = squarify([half.total.value_eur for half in halves], _inner(tree))
    total = sum(half.total.value_eur for half in halves)
    text = word("activites", "echanges", montant=unit(total), solde=unit.balance(given.portrait.totals))
    frame = figure.framed(given.context, measures, tree.bottom + PATHBAR + 6, shapes, labels)
    laid_out = tuple(_half(half, _cell(box)) for half, box in zip(halves, boxes, strict=True))
    return TreeLayout(*frame, tree=tree, total_eur=total, root=_heading(tree, text, size), halves=laid_out)


def _inner(box: Box) -> Box:
    """What a heading leaves of a box, with Plotly's padding: half a gap more around the children (see ``_cell``)."""
    return box.inset(-_GAP / 2, _HEADER - _GAP / 2)


def _cell(box: Box) -> Box:
    """A child's box with Plotly's padding: half a gap less around each."""
    return box.inset(_GAP / 2, _GAP / 2)


def _heading(box: Box, text: str, size: float) -> Label:
    return Label(box.left + _INSET, box.top + _HEADER / 2 + size * BASELINE, text, size, bold=True)


def _half_heading(half: Half, box: Box) -> Label:
    """The fullest heading that fits, in the largest size; empty if even the amount does not fit."""
    for text in half.headings:
        for size in range(_HEADING_SIZE, _MIN_SIZE - 1, -1):
            if text_width(text, size, bold=True) + 2 * _INSET <= box.width:
                return _heading(box, text, size)
    return _heading(box, "", _MIN_SIZE)


def _half(half: Half, box: Box) -> HalfLayout:
    heading = _half_heading(half, box)
    if box.height <= _HEADER + _SLIVER or box.width <= _SLIVER:
        return HalfLayout(half, box, heading, half.direction)
    return HalfLayout(half, box, heading, half.soft_tone, _readable(half, _inner(box)))


def _readable(half: Half, inner: Box) -> list[Cell]:
    """As many products as can all be named in their cells; a few may be unnamed where that names many more."""
    cells = _cells(half, inner)
    values = [product.value_eur for product in half.products]
    # a group of one would hide its name for nothing
    for count in range(len(half.leaves) - 2, 0, -1):
        if all(cell.text.name for cell in cells) or is_group_too_large(values, count):
            break
        cells = max(cells, _cells(half.grouped_after(count), inner), key=_legibility)
    return cells


def _legibility(cells: Sequence[Cell]) -> int:
    return sum(1 if cell.text.name else -_UNNAMED for cell in cells)


def _cells(half: Half, inner: Box) -> list[Cell]:
    cells, tone, soft = list[Cell](), half.direction, half.soft_tone
    boxes = squarify([leaf.amount.value_eur for leaf in half.leaves], inner)
    for leaf, box in zip(half.leaves, map(_cell, boxes), strict=True):
        text = fit(leaf, box.width - _INSET - _RIGHT, box.height - 2 * _TOP)
        tones = (soft, "text", tone) if leaf.is_group else (tone, "on-fill", soft)
        cells.append(Cell(leaf, half, box, text, *tones))
    return cells


def fit(leaf: Leaf, room: float, height: float) -> Fitted:
    """The text for a cell of ``room`` × ``height`` pixels, in sizes down to ``_MIN_SIZE``.

    In the smallest size, what has no room is dropped in this order: whole words, amount, share, name.
    """
    # the size depends on the cell's, so that the large products are read first
    start = max(_MIN_SIZE, min(_MAX_SIZE, int(sqrt(max(room * height, 0)) / 8)))
    for size in range(start, _MIN_SIZE - 1, -1):
        amounts = _amounts(leaf, room, size)
        widest = max(text_width(word, size) for word in leaf.name.split(" "))
        name = wrap(leaf.name, room, size)
        if widest <= room and _has_room(len(name), amounts, size, room, height):
            return Fitted(size, name, amounts)
    name = hyphenate(leaf.name, room, _MIN_SIZE)
    for amounts in (_amounts(leaf, room, _MIN_SIZE), (leaf.amount.share,), ()):
        if name and _has_room(len(name), amounts, _MIN_SIZE, room, height):
            return Fitted(_MIN_SIZE, name, amounts)
    return Fitted(_MIN_SIZE, (), ())


def _has_room(name_lines: int, amounts: tuple[str, ...], size: int, room: float, height: float) -> bool:
    """Whether all lines fit the height, and the amounts the width."""
    text_height = (name_lines + len(amounts)) * size * _LINE_HEIGHT
    return text_height <= height and all(text_width(line, size) <= room for line in amounts)


def _amounts(leaf: Leaf, room: float, size: int) -> tuple[str, ...]:
    """Amount and share, on one line where that fits, else on two."""
    amount = leaf.amount
    return (amount.line,) if text_width(amount.line, size) <= room else (amount.text, amount.share)


def elements(layout: TreeLayout) -> Iterator[str]:
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
    """A node of the treemap, under Plotly's names; ``fill``, ``ink`` (the text's) and ``outline`` are tones."""

    ids: str
    parents: str
    labels: str
    values: int
    text: str
    customdata: str
    fill: str
    ink: str
    size: float
    outline: str
    texttemplate: str = "%{text}"


def spec(layout: TreeLayout) -> dict[str, Any]:
    """The Plotly spec: one treemap trace, values in euros."""
    hover = "<br>".join(half.half.headings[0] for half in layout.halves)
    nodes = [
        _heading_node(_ROOT, "", layout.root, layout.total_eur, "grid", hover),
        *(node for half in layout.halves for node in _half_nodes(half)),
    ]
    tree, width, height = layout.tree, layout.width, layout.height
    columns = ("texttemplate", "ids", "parents", "labels", "values", "text", "customdata")
    trace = {
        "type": "treemap",
        "maxdepth": 3,
        "domain": {
            "x": [tree.left / width, tree.right / width],
            "y": [1 - tree.bottom / height, 1 - tree.top / height],
        },
        **{column: [getattr(node, column) for node in nodes] for column in columns},
        "textfont": {"size": [node.size for node in nodes], "color": [color(node.ink) for node in nodes]},
        "marker": {
            "colors": [color(node.fill) for node in nodes],
            "line": {"color": [color(node.outline) for node in nodes]},
        },
    }
    return specs.figure(layout, trace)


def _heading_node(node_id: str, parent: str, label: Label, value: int, fill: str, hover: str) -> _Node:
    text = f"\u202f<b>{specs.escape_text(label.text)}</b>"  # for Plotly, which puts a heading nearer to the edge
    return _Node(node_id, parent, text, value, "", hover, fill, "text", label.size, fill)


def _half_nodes(layout: HalfLayout) -> Iterator[_Node]:
    half = layout.half
    hover = f"{half.total.line} {word('activites', 'part_echanges')}"
    yield _heading_node(half.direction, _ROOT, layout.heading, half.total.value_eur, layout.fill, hover)
    for cell in layout.cells:
        yield from _cell_nodes(cell)


def _cell_nodes(cell: Cell) -> Iterator[_Node]:
    leaf, half = cell.leaf, cell.half
    node_id = f"{half.direction}/{leaf.code}"
    name, amount = cell.tooltip
    yield _Node(
        ids=node_id,
        parents=half.direction,
        labels=specs.escape_text(name),
        values=leaf.amount.value_eur,
        text=specs.join_lines((*cell.text.name, *cell.text.amounts)),
        customdata=amount,
        fill=cell.fill,
        ink=cell.ink,
        size=cell.text.size,
        outline=cell.outline,
    )
    for code, name, value in leaf.details:
        yield _Node(
            ids=f"{node_id}/{code}",
            parents=node_id,
            labels=specs.join_lines(wrap(name, _DETAIL_WIDTH, _DETAIL_SIZE)),
            values=value,
            text=half.unit(value),
            customdata=half.unit(value),
            fill=half.direction,
            ink="on-fill",
            size=_DETAIL_SIZE,
            outline=half.soft_tone,
            texttemplate="%{label}<br>%{text}",
        )
