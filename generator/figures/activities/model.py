"""Activities: every position, text and amount of the treemap, from which both drawings are made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.figures.activities.cell_text import LEAD, LEAST, Fitted, fit, names_itself
from generator.figures.activities.content import Half, Leaf, too_much_gathered
from generator.figures.activities.squarify import Box, squarify
from generator.figures.figure import FigureContext
from generator.figures.frame import (
    BASELINE,
    Label,
    Layout,
    Line,
    Patch,
    Shape,
    difference_tone,
    framed,
    mark_height,
)
from generator.figures.text import width as text_width
from generator.french.formatting import NBSP, unit_for
from generator.french.words import word
from generator.portrait.model import Totals
from generator.reference.direction import Direction

HEADER = 26.0
"""Height of a heading inside the treemap: the root's and each half's."""
GAP = 1.0
"""Between cells, beside their outlines of the same tone."""
PATHBAR = 26.0
"""Height kept free under the treemap, where Plotly shows the way back."""
TEXT_INSET = 4.0
_STRIP = 12.0
"""Height of the bar that stands above the treemap and above the lists."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Measures in pixels.

    ``tree_height``: of many cells, few take less. ``named``: whether what has no room for its name is gathered; not in
    the narrow treemap, which is only seen alive, where a tap tells the names.
    """

    width: int
    margin: float
    tree_height: float
    heading_size: float
    named: bool


WIDE = Measures(960, 16, 600, 15, named=True)
NARROW = Measures(340, 8, 860, 13, named=False)


class Cell(NamedTuple):
    """A product's rectangle and its text, in a size of its own; no lines where none would fit."""

    leaf: Leaf
    half: Half
    box: Box
    text: Fitted

    @property
    def fill(self) -> str:
        """The tone of its ground: paler for what is gathered."""
        return self.half.soft if self.leaf.gathered else self.half.tone

    @property
    def ink(self) -> str:
        """The tone of its text."""
        return "text" if self.leaf.gathered else "on-fill"

    @property
    def outline(self) -> str:
        """The tone of its edge, the other one of its half."""
        return self.half.tone if self.leaf.gathered else self.half.soft

    @property
    def tooltip(self) -> tuple[str, str]:
        """Its name, its amount with its share of the half."""
        of_half = word("activites", f"part_{self.half.tone}")
        return self.leaf.name, f"{self.leaf.line} {of_half}"

    @property
    def labels(self) -> list[Label]:
        """The lines of its text at their places."""
        x, size = self.box.left + TEXT_INSET, self.text.size
        first = self.box.top + TEXT_INSET + size
        lines = enumerate((*self.text.name, *self.text.amounts))
        return [Label(x, first + n * size * LEAD, line, size, tone=self.ink) for n, line in lines]


@dataclass(frozen=True, slots=True)
class HalfLayout:
    """A half: a mere sliver has no cells and is filled with its colour."""

    half: Half
    box: Box
    heading: Label
    cells: tuple[Cell, ...] = ()

    @property
    def fill(self) -> str:
        """The tone of its ground."""
        return self.half.soft if self.cells else self.half.tone


@dataclass(frozen=True, slots=True)
class TreeLayout(Layout):
    """The whole figure: the strip's shapes and labels, the treemap."""

    tree: Box
    total_eur: int
    root: Label
    halves: tuple[HalfLayout, ...]


_SLIVER = 8.0
"""Pixels below which a half, or what its heading leaves of it, is too thin for cells."""


class Strip(NamedTuple):
    """The strip, down to its ``bottom``: the products may begin there."""

    labels: list[Label]
    shapes: list[Shape]
    bottom: float


def lay_out_strip(
    halves: Sequence[Half], totals: Totals, context: FigureContext, width: int, margin: float, size: float
) -> Strip:
    """Lays it out below the demonstration's mark, in texts of ``size``: both directions' shares of all trade."""
    line = mark_height(context, width) + margin + size
    left, right, top = margin, width - margin, line + 1.5 * size + 8
    bottom = top + _STRIP
    text = word("activites", "solde", solde=unit_for(totals.import_eur, totals.export_eur).balance(totals))
    balance = Label(width / 2, line, text, size, "middle", difference_tone(totals.balance_eur), bold=True)
    labels, shapes = [balance], list[Shape]()
    start, total = left, sum(half.total_eur for half in halves)
    for half in halves:
        tone, end = half.direction.value, start + (right - left) * half.total_eur / total
        shapes.append(Patch(start, top, end, bottom, tone))
        x, anchor = (left, "start") if half.direction is Direction.IMPORT else (right, "end")
        labels.append(
            Label(x, top - 6, f"{word('commun', tone)} {half.share}", size, anchor, tone, bold=True)
        )
        start = end
    for place, anchor in enumerate(("start", "middle", "middle", "middle", "end")):
        x = left + (right - left) * place / 4
        shapes.append(Line(x, bottom + 2, x, bottom + 6, "muted"))
        labels.append(Label(x, bottom + 18, f"{25 * place}{NBSP}%", 12, anchor, "muted"))
    shapes.append(Line(left, bottom + 2, right, bottom + 2, "muted"))
    return Strip(labels, shapes, bottom + 30)


def lay_out(
    halves: Sequence[Half],
    totals: Totals,
    context: FigureContext,
    measures: Measures,
    tree_height: float | None = None,
) -> TreeLayout:
    """Lays the halves (at least one) out; ``tree_height``: of the treemap, instead of the one that suits its cells."""
    width, margin, size = measures.width, measures.margin, measures.heading_size
    strip = lay_out_strip(halves, totals, context, width, margin, size)
    cells = sum(len(half.leaves) for half in halves)
    tall = tree_height or min(measures.tree_height, 260 + 40 * cells)
    tree = Box(margin, strip.bottom, width - margin, strip.bottom + tall)
    boxes = squarify([half.total_eur for half in halves], _inner(tree))
    total = totals.import_eur + totals.export_eur
    text = word("activites", "echanges", montant=unit_for(totals.import_eur, totals.export_eur)(total))
    return TreeLayout(
        *framed(context, width, margin, tree.bottom + PATHBAR + 6, strip.shapes, strip.labels),
        tree=tree,
        total_eur=total,
        root=_heading(tree, text, size),
        halves=tuple(_half(half, _cell(box), measures) for half, box in zip(halves, boxes, strict=True)),
    )


def _inner(box: Box) -> Box:
    """What a heading leaves of a box, with Plotly's padding: half a gap more around the children (see ``_cell``)."""
    return box.inset(-GAP / 2, HEADER - GAP / 2)


def _cell(box: Box) -> Box:
    """A child's box with Plotly's padding: half a gap less around each."""
    return box.inset(GAP / 2, GAP / 2)


def _heading(box: Box, text: str, size: float) -> Label:
    return Label(box.left + TEXT_INSET, box.top + HEADER / 2 + size * BASELINE, text, size, bold=True)


def _half_heading(half: Half, box: Box, measures: Measures) -> Label:
    """The fullest heading that fits, in the largest size; empty over a half too narrow for any."""
    for text in half.headings:
        for size in range(round(measures.heading_size), LEAST - 1, -1):
            if text_width(text, size, bold=True) + 2 * TEXT_INSET <= box.width:
                return _heading(box, text, size)
    return _heading(box, "", LEAST)


def _half(half: Half, box: Box, measures: Measures) -> HalfLayout:
    heading, inner = _half_heading(half, box, measures), _inner(box)
    if box.height <= HEADER + _SLIVER or box.width <= _SLIVER:
        return HalfLayout(half, box, heading)
    if measures.named:
        half = _readable(half, inner)
    boxes = map(_cell, squarify([leaf.value_eur for leaf in half.leaves], inner))
    cells = (
        Cell(leaf, half, box, fit(leaf, *_room(box))) for leaf, box in zip(half.leaves, boxes, strict=True)
    )
    return HalfLayout(half, box, heading, tuple(cells))


def _readable(half: Half, inner: Box) -> Half:
    """As many products as can each be named in its cell; where even few cannot, the number that leaves fewest mute."""
    best, fewest = half, _mute(half, inner)
    # gathering a single product would hide its name and spare nothing
    for named in range(len(half.leaves) - 2, 0, -1):
        if not fewest or too_much_gathered([each.value_eur for each in half.products], named):
            break
        coarser = half.coarser(named)
        mute = _mute(coarser, inner)
        if mute < fewest:
            best, fewest = coarser, mute
    return best


def _mute(half: Half, inner: Box) -> int:
    """How many cells have no room for their name."""
    boxes = squarify([leaf.value_eur for leaf in half.leaves], inner)
    return sum(
        not names_itself(leaf.name, *_room(_cell(box))) for leaf, box in zip(half.leaves, boxes, strict=True)
    )


def _room(cell: Box) -> tuple[float, float]:
    return cell.width - 2 * TEXT_INSET, cell.height - 2 * TEXT_INSET
