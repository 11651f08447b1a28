"""Where everything of the activities treemap stands: computed once, drawn by treemap_svg and by treemap_plotly."""

from __future__ import annotations

from dataclasses import dataclass

from generator.charts.figure import FigureContext
from generator.charts.frame import Label, difference, foot, mark, mark_height
from generator.charts.squarify import Box, squarify
from generator.charts.text import width as text_width
from generator.charts.treemap_content import Grain, Half, Leaf
from generator.charts.treemap_text import Fitted, fit
from generator.charts.words import word
from generator.formatting import NBSP, compact
from generator.portrait.model import Totals

HEADER = 26.0
"""Height of a heading inside the treemap: the root's and each half's."""
GAP = 2.0
PATHBAR = 26.0
"""Height kept free under the treemap, where Plotly shows the way back."""
TEXT_INSET = 4.0
_BAR = 12.0


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Measures in pixels; ``least`` is the smallest font size in a cell."""

    width: int
    margin: float
    tree_height: float
    heading_size: float
    least: int
    grain: Grain


WIDE = Arrangement(960, 16, 600, 15, 11, Grain(cells=30, of_half=250, of_all=1000))
NARROW = Arrangement(340, 8, 860, 13, 12, Grain(cells=16, of_half=80, of_all=400))


@dataclass(frozen=True, slots=True)
class Cell:
    """A product's rectangle and its text, in a size of its own; no lines where none would fit."""

    leaf: Leaf
    box: Box
    text: Fitted


@dataclass(frozen=True, slots=True)
class HalfPlan:
    """A half: ``roomy`` is whether its heading and cells have room; a mere sliver is filled with its colour."""

    half: Half
    box: Box
    roomy: bool
    heading: Label
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole figure: mark, bar of the two shares with its scale, treemap, foot.

    ``bar``: the bar's boxes with their tones; ``ticks``: x at 0, 25, 50, 75 and 100 % of all trade.
    """

    width: int
    height: int
    margin: float
    mark: tuple[Label, ...]
    bar: tuple[tuple[Box, str], ...]
    ticks: tuple[float, ...]
    strip: tuple[Label, ...]
    tree: Box
    total_eur: int
    root: Label
    halves: tuple[HalfPlan, ...]
    foot_top: float
    foot: tuple[Label, ...]


def arrange(halves: tuple[Half, ...], totals: Totals, context: FigureContext, measures: Arrangement) -> Plan:
    """Lays the halves (at least one) out."""
    marked = mark(context, measures.width)
    left, right = measures.margin, measures.width - measures.margin
    bar_top = mark_height(marked) + measures.margin + measures.heading_size + 6
    bar = Box(left, bar_top, right, bar_top + _BAR)
    tree_top = bar.bottom + 30
    tree = Box(left, tree_top, right, tree_top + measures.tree_height)
    foot_top = tree.bottom + PATHBAR + 6
    foot_labels = foot(context, measures.width, foot_top, measures.margin)
    # the padding of Plotly's treemap: half a gap more around the children, then half a gap less around each
    inner = tree.inset(-GAP / 2, HEADER - GAP / 2, -GAP / 2, -GAP / 2)
    boxes = squarify([half.total_eur for half in halves], inner)
    total = totals.import_eur + totals.export_eur
    said = word("activites", "echanges", montant=compact(total), solde=difference(totals.balance_eur))
    return Plan(
        width=measures.width,
        height=round(foot_labels[-1].y + 10),
        margin=measures.margin,
        mark=marked,
        bar=_bar(halves, bar),
        ticks=tuple(bar.left + bar.width * quarter / 4 for quarter in range(5)),
        strip=_strip(halves, bar, measures.heading_size),
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


def _bar(halves: tuple[Half, ...], bar: Box) -> tuple[tuple[Box, str], ...]:
    total = sum(half.total_eur for half in halves)
    boxes, left = [], bar.left
    for half in halves:
        right = left + bar.width * half.total_eur / total
        boxes.append((bar._replace(left=left, right=right), half.direction.value))
        left = right
    return tuple(boxes)


def _strip(halves: tuple[Half, ...], bar: Box, size: float) -> tuple[Label, ...]:
    """Each half's name and share over its end of the bar, the scale's percentages beneath."""
    labels = [
        Label(
            bar.left if half.direction == "import" else bar.right,
            bar.top - 6,
            f"{word('commun', half.direction.value)} {half.share}",
            size,
            "start" if half.direction == "import" else "end",
            half.direction.value,
            bold=True,
        )
        for half in halves
    ]
    anchors = ("start", "middle", "middle", "middle", "end")
    labels += [
        Label(bar.left + bar.width * n / 4, bar.bottom + 18, f"{25 * n}{NBSP}%", 12, anchor, "muted")
        for n, anchor in enumerate(anchors)
    ]
    return tuple(labels)


def _heading(box: Box, text: str, size: float) -> Label:
    return Label(box.left + TEXT_INSET, box.top + HEADER / 2 + size * 0.35, text, size, bold=True)


def _half(half: Half, box: Box, measures: Arrangement) -> HalfPlan:
    heading = _heading(box, half.heading, measures.heading_size)
    inner = box.inset(-GAP / 2, HEADER - GAP / 2, -GAP / 2, -GAP / 2)
    roomy = box.height > HEADER + GAP and (
        text_width(heading.text, heading.size, bold=True) + 2 * TEXT_INSET <= box.width
    )
    if not roomy:
        return HalfPlan(half, box, roomy, heading, ())
    boxes = squarify([leaf.value_eur for leaf in half.leaves], inner)
    cells = []
    for leaf, outer in zip(half.leaves, boxes, strict=True):
        cell = outer.inset(GAP / 2, GAP / 2, GAP / 2, GAP / 2)
        room = (cell.width - 2 * TEXT_INSET, cell.height - 2 * TEXT_INSET)
        cells.append(Cell(leaf, cell, fit(leaf, *room, measures.least)))
    return HalfPlan(half, box, roomy, heading, tuple(cells))
