"""Activities: every position, text and amount of the treemap, from which both drawings are made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from generator.figures.activities.content import Fitted, Half, Leaf, fit, names_itself, too_much_gathered
from generator.figures.activities.lists import Strip, lay_out_strip
from generator.figures.activities.squarify import Box, rows, squarify
from generator.figures.figure import FigureContext
from generator.figures.frame import Label, foot, mark
from generator.figures.text import width as text_width
from generator.french.formatting import block
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


@dataclass(frozen=True, slots=True)
class Measures:
    """Measures in pixels.

    ``tree_height``: of many cells, few take less; ``least``: the smallest font size in a cell;
    ``named``: whether what has no room for its name is gathered: of the narrow treemap, which is only seen alive, a tap
    tells the names.
    """

    width: int
    margin: float
    tree_height: float
    heading_size: float
    least: int
    named: bool


WIDE = Measures(960, 16, 600, 15, 11, named=True)
NARROW = Measures(340, 8, 860, 13, 11, named=False)


class Cell(NamedTuple):
    """A product's rectangle and its text, in a size of its own; no lines where none would fit."""

    leaf: Leaf
    direction: Direction
    box: Box
    text: Fitted

    @property
    def fill(self) -> str:
        """The tone of its ground: paler for what is gathered."""
        return f"{self.direction.value}-soft" if self.leaf.gathered else self.direction.value

    @property
    def ink(self) -> str:
        """The tone of its text."""
        return "text" if self.leaf.gathered else "on-fill"

    @property
    def outline(self) -> str:
        """The tone of its edge, the other one of its half."""
        return self.direction.value if self.leaf.gathered else f"{self.direction.value}-soft"


@dataclass(frozen=True, slots=True)
class HalfLayout:
    """A half: ``roomy`` is whether its cells have room; a mere sliver is filled with its colour."""

    half: Half
    box: Box
    roomy: bool
    heading: Label
    cells: tuple[Cell, ...]

    @property
    def fill(self) -> str:
        """The tone of its ground."""
        return f"{self.half.direction.value}-soft" if self.roomy else self.half.direction.value


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole figure: mark, strip of the two shares, treemap, foot."""

    width: int
    height: int
    margin: float
    mark: tuple[Label, ...]
    strip: Strip
    tree: Box
    total_eur: int
    root: Label
    halves: tuple[HalfLayout, ...]
    foot_top: float
    foot: tuple[Label, ...]


_SLIVER = 8.0
"""Pixels below which a half, or what its heading leaves of it, is too thin for cells."""


def lay_out(
    halves: tuple[Half, ...],
    totals: Totals,
    context: FigureContext,
    measures: Measures,
    tree_height: float | None = None,
) -> Layout:
    """Lays the halves (at least one) out; ``tree_height``: of the treemap, instead of the one that suits its cells."""
    marked = mark(context, measures.width)
    left, right = measures.margin, measures.width - measures.margin
    strip = lay_out_strip(halves, totals, marked, measures.width, measures.margin, measures.heading_size)
    cells = sum(len(half.leaves) for half in halves)
    tall = tree_height or min(measures.tree_height, 260 + 40 * cells)
    tree = Box(left, strip.bottom, right, strip.bottom + tall)
    foot_top = tree.bottom + PATHBAR + 6
    foot_labels = foot(context, measures.width, foot_top, measures.margin)
    # the padding of Plotly's treemap: half a gap more around the children, then half a gap less around each
    inner = tree.inset(-GAP / 2, HEADER - GAP / 2, -GAP / 2, -GAP / 2)
    boxes = squarify([half.total_eur for half in halves], inner)
    total = totals.import_eur + totals.export_eur
    said = word("activites", "echanges", montant=block(totals.import_eur, totals.export_eur)(total))
    return Layout(
        width=measures.width,
        height=round(foot_labels[-1].y + 10),
        margin=measures.margin,
        mark=marked,
        strip=strip,
        tree=tree,
        total_eur=total,
        root=_heading(tree, said, measures.heading_size),
        halves=tuple(
            _half(half, box.inset(GAP / 2, GAP / 2, GAP / 2, GAP / 2), measures)
            for half, box in zip(halves, boxes, strict=True)
        ),
        foot_top=foot_top,
        foot=foot_labels,
    )


def _heading(box: Box, text: str, size: float) -> Label:
    return Label(box.left + TEXT_INSET, box.top + HEADER / 2 + size * 0.35, text, size, bold=True)


def _half_heading(half: Half, box: Box, measures: Measures) -> Label:
    """The fullest heading that fits, in the largest size; empty over a half too narrow for any."""
    for text in half.headings:
        for size in range(round(measures.heading_size), measures.least - 1, -1):
            if text_width(text, size, bold=True) + 2 * TEXT_INSET <= box.width:
                return _heading(box, text, size)
    return _heading(box, "", measures.least)


def _half(half: Half, box: Box, measures: Measures) -> HalfLayout:
    heading = _half_heading(half, box, measures)
    inner = box.inset(-GAP / 2, HEADER - GAP / 2, -GAP / 2, -GAP / 2)
    roomy = box.height > HEADER + _SLIVER and box.width > _SLIVER
    if not roomy:
        return HalfLayout(half, box, roomy, heading, ())
    if measures.named:
        half = _readable(half, inner, measures.least)
    boxes = map(_cell, squarify([leaf.value_eur for leaf in half.leaves], inner))
    cells = [
        Cell(leaf, half.direction, box, fit(leaf, *_room(box), measures.least))
        for leaf, box in zip(half.leaves, boxes, strict=True)
    ]
    return HalfLayout(half, box, roomy, heading, tuple(cells))


def _readable(half: Half, inner: Box, least: int) -> Half:
    """As many products as can each be named in its cell; where even few cannot, the number that leaves fewest mute."""
    names, values = [leaf.name for leaf in half.leaves], [leaf.value_eur for leaf in half.leaves]
    begun = [(0, 0, inner)]
    for row, left in rows(values, inner):
        done, mute, _ = begun[-1]
        ended = done + len(row)
        begun.append((ended, mute + _mute(names[done:ended], row, least), left))
    best, fewest = len(names), begun[-1][1]
    # gathering a single product would hide its name and spare nothing
    for named in range(len(names) - 2, 0, -1):
        if not fewest or too_much_gathered(half.values, named):
            break
        # a row is chosen by its values and the one after it: those before the last one named stand as they are
        while begun[-1][0] >= named:
            begun.pop()
        done, mute, left = begun[-1]
        boxes = squarify([*values[done:named], sum(values[named:])], left)
        mute += _mute([*names[done:named], half.gathered_name(named)], boxes, least)
        if mute < fewest:
            best, fewest = named, mute
    return half.coarser(best)


def _mute(names: Iterable[str], boxes: Iterable[Box], least: int) -> int:
    """How many cells have no room for their name."""
    return sum(
        not names_itself(name, *_room(_cell(box)), least) for name, box in zip(names, boxes, strict=True)
    )


def _cell(box: Box) -> Box:
    return box.inset(GAP / 2, GAP / 2, GAP / 2, GAP / 2)


def _room(cell: Box) -> tuple[float, float]:
    left, top, right, bottom = cell
    return right - left - 2 * TEXT_INSET, bottom - top - 2 * TEXT_INSET
