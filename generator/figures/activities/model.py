"""Activities: every position, text and amount of the treemap, from which both drawings are made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any, Final, NamedTuple

from generator.figures import figure
from generator.figures.activities.content import Half, Leaf, is_group_too_large
from generator.figures.activities.squarify import Box, squarify
from generator.figures.figure import BASELINE, Label, Layout, Line, Patch, Shape
from generator.figures.kind import FigureInput
from generator.figures.text import hyphenate, text_width, wrap
from generator.french.formatting import NBSP
from generator.french.words import word
from generator.reference.direction import Direction

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
_INSET = 4.0
_LINE_HEIGHT = 1.3
"""Of a line of a cell's text in font sizes; the same as Plotly's."""
_MIN_SIZE, _MAX_SIZE = 12, 20
"""The font sizes in a cell."""
_HEADING_SIZE, _TREE_HEIGHT = 15, 600.0
"""The height is of many cells, less for few."""
_SHARE_BAR = 12.0
"""Height of the bar of shares above the treemap and above the lists."""
_SLIVER = 8.0
"""Pixels below which a half, or what its heading leaves of it, is too small for cells."""


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
        first = Label(self.box.left + _INSET, self.box.top + _INSET + size, "", size, tone=self.ink)
        return figure.stacked(first, (*self.text.name, *self.text.amounts), size * _LINE_HEIGHT)


@dataclass(frozen=True, slots=True)
class HalfLayout:
    """A half and its tone; too small a half has no cells."""

    half: Half
    box: Box
    heading: Label
    fill: str
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class TreeLayout(Layout):
    """The whole figure: the shapes and labels of the share bar, and the treemap."""

    tree: Box
    total_eur: int
    root: Label
    halves: tuple[HalfLayout, ...]


def share_bar(
    given: FigureInput, halves: Sequence[Half], measures: figure.Measures, size: float
) -> tuple[list[Label], list[Shape], float]:
    """The bar of both directions' shares of all trade: its labels in ``size``, its shapes, and its bottom."""
    line = figure.banner_height(given.context, measures.width) + measures.margin + size
    left, right, top = measures.margin, measures.end, line + 1.5 * size + 8
    bottom = top + _SHARE_BAR
    text = word("activites", "solde", solde=halves[0].unit.balance(given.portrait.totals))
    tone = figure.difference_tone(given.portrait.totals.balance_eur)
    labels = [Label(measures.width / 2, line, text, size, "middle", tone, bold=True)]
    shapes: list[Shape] = []
    start, total = left, sum(half.total.value_eur for half in halves)
    for half in halves:
        direction, end = half.direction, start + (right - left) * half.total.value_eur / total
        shapes.append(Patch(start, top, end, bottom, direction))
        x, anchor = (left, "start") if direction is Direction.IMPORT else (right, "end")
        text = f"{word('commun', direction)} {half.total.share}"
        labels.append(Label(x, top - 6, text, size, anchor, direction, bold=True))
        start = end
    for place, anchor in enumerate(("start", "middle", "middle", "middle", "end")):
        x = left + (right - left) * place / 4
        shapes.append(Line(x, bottom + 2, x, bottom + 6, "muted"))
        labels.append(Label(x, bottom + 18, f"{25 * place}{NBSP}%", 12, anchor, "muted"))
    shapes.append(Line(left, bottom + 2, right, bottom + 2, "muted"))
    return labels, shapes, bottom + 30


def lay_out(given: FigureInput, halves: Sequence[Half], measures: figure.Measures) -> TreeLayout:
    """The layout of the halves (at least one)."""
    size = _HEADING_SIZE
    labels, shapes, top = share_bar(given, halves, measures, size)
    cells = sum(len(half.leaves) for half in halves)
    height = min(_TREE_HEIGHT, 260 + 40 * cells)
    tree = Box(measures.margin, top, measures.end, top + height)
    boxes = squarify([half.total.value_eur for half in halves], _inner(tree))
    total = sum(half.total.value_eur for half in halves)
    text = word("activites", "echanges", montant=halves[0].unit(total))
    return TreeLayout(
        *figure.framed(given.context, measures, tree.bottom + PATHBAR + 6, shapes, labels),
        tree=tree,
        total_eur=total,
        root=_heading(tree, text, size),
        halves=tuple(_half(half, _cell(box), measures) for half, box in zip(halves, boxes, strict=True)),
    )


def _inner(box: Box) -> Box:
    """What a heading leaves of a box, with Plotly's padding: half a gap more around the children (see ``_cell``)."""
    return box.inset(-_GAP / 2, _HEADER - _GAP / 2)


def _cell(box: Box) -> Box:
    """A child's box with Plotly's padding: half a gap less around each."""
    return box.inset(_GAP / 2, _GAP / 2)


def _heading(box: Box, text: str, size: float) -> Label:
    return Label(box.left + _INSET, box.top + _HEADER / 2 + size * BASELINE, text, size, bold=True)


def _half_heading(half: Half, box: Box, measures: figure.Measures) -> Label:
    """The fullest heading that fits, in the largest size; empty if even the amount does not fit."""
    for text in half.headings:
        for size in range(_HEADING_SIZE, _MIN_SIZE - 1, -1):
            if text_width(text, size, bold=True) + 2 * _INSET <= box.width:
                return _heading(box, text, size)
    return _heading(box, "", _MIN_SIZE)


def _half(half: Half, box: Box, measures: figure.Measures) -> HalfLayout:
    heading, inner = _half_heading(half, box, measures), _inner(box)
    tone, soft = half.direction, half.soft_tone
    if box.height <= _HEADER + _SLIVER or box.width <= _SLIVER:
        return HalfLayout(half, box, heading, tone)
    half = _readable(half, inner)
    cells = []
    for leaf, cell in zip(half.leaves, _cells(half, inner), strict=True):
        tones = (soft, "text", tone) if leaf.is_group else (tone, "on-fill", soft)
        cells.append(Cell(leaf, half, cell, fit(leaf, *_room(cell)), *tones))
    return HalfLayout(half, box, heading, soft, tuple(cells))


def _cells(half: Half, inner: Box) -> list[Box]:
    return [_cell(box) for box in squarify([leaf.amount.value_eur for leaf in half.leaves], inner)]


def _readable(half: Half, inner: Box) -> Half:
    """As many products as can all be named in their cells; if that fails, the number with the fewest unnamed ones."""
    best, fewest = half, _unnamed(half, inner)
    values = [product.value_eur for product in half.products]
    # a group of one would hide its name for nothing
    for count in range(len(half.leaves) - 2, 0, -1):
        if not fewest or is_group_too_large(values, count):
            break
        coarser = half.grouped_after(count)
        unnamed = _unnamed(coarser, inner)
        if unnamed < fewest:
            best, fewest = coarser, unnamed
    return best


def _unnamed(half: Half, inner: Box) -> int:
    """How many cells have no room for their name."""
    cells = zip(half.leaves, _cells(half, inner), strict=True)
    return sum(not fit(leaf, *_room(cell)).name for leaf, cell in cells)


def _room(cell: Box) -> tuple[float, float]:
    return cell.width - 2 * _INSET, cell.height - 2 * _INSET


def fit(leaf: Leaf, room: float, height: float) -> Fitted:
    """The text for a cell of ``room`` × ``height`` pixels, in sizes from 20 down to ``_MIN_SIZE``.

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
