"""Activities on a phone: the balance and a bar of both directions, above two ranked lists with bars.

The strip of balance and bar stands above the treemap of a desk too. Bars of the lists are shares of their direction,
on one scale for both.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.figures import svg
from generator.figures.activities.content import Half, Leaf
from generator.figures.activities.squarify import Box
from generator.figures.figure import Drawing, FigureContext
from generator.figures.frame import (
    Label,
    difference_tone,
    draw,
    draw_foot,
    draw_mark,
    foot,
    mark,
    mark_height,
)
from generator.figures.text import width as text_width
from generator.figures.text import wrap
from generator.french.formatting import NBSP, block
from generator.french.words import word
from generator.portrait.model import Totals
from generator.reference.direction import Direction

_STRIP_BAR = 12.0


@dataclass(frozen=True, slots=True)
class Strip:
    """The strip in pixels of the drawing.

    ``bar``: the bar's boxes with their tones; ``ticks``: x at 0, 25, 50, 75 and 100 % of all trade, on a scale
    whose line is at ``scale_line``; ``bottom``: where the products may begin.
    """

    labels: tuple[Label, ...]
    bar: tuple[tuple[Box, str], ...]
    scale_line: float
    ticks: tuple[float, ...]
    bottom: float


def lay_out_strip(
    halves: tuple[Half, ...],
    totals: Totals,
    marked: tuple[Label, ...],
    width: float,
    margin: float,
    size: float,
) -> Strip:
    """Lays it out below the demonstration's mark, in texts of ``size``; lengths in pixels."""
    line = mark_height(marked) + margin + size
    top = line + 1.5 * size + 8
    bar = Box(margin, top, width - margin, top + _STRIP_BAR)
    said = word("activites", "solde", solde=block(totals.import_eur, totals.export_eur).balance(totals))
    balance = Label(width / 2, line, said, size, "middle", difference_tone(totals.balance_eur), bold=True)
    return Strip(
        labels=(balance, *_labels(halves, bar, size)),
        bar=_parts(halves, bar),
        scale_line=bar.bottom + 2,
        ticks=tuple(bar.left + bar.width * quarter / 4 for quarter in range(5)),
        bottom=bar.bottom + 30,
    )


def draw_strip(strip: Strip) -> list[str]:
    """Its SVG."""
    return [
        *(
            svg.rectangle(box.left, box.top, box.right - box.left, box.bottom - box.top, tone)
            for box, tone in strip.bar
        ),
        svg.lines(
            [
                *((x, x, strip.scale_line, strip.scale_line + 4) for x in strip.ticks),
                (strip.ticks[0], strip.ticks[-1], strip.scale_line, strip.scale_line),
            ],
            "muted",
        ),
        draw(strip.labels),
    ]


def _parts(halves: tuple[Half, ...], bar: Box) -> tuple[tuple[Box, str], ...]:
    total = sum(half.total_eur for half in halves)
    boxes, left = [], bar.left
    for half in halves:
        right = left + bar.width * half.total_eur / total
        boxes.append((bar._replace(left=left, right=right), half.direction.value))
        left = right
    return tuple(boxes)


def _labels(halves: tuple[Half, ...], bar: Box, size: float) -> tuple[Label, ...]:
    """Each half's name and share over its end of the bar, the scale's percentages beneath."""
    labels = [
        Label(
            bar.left if half.direction is Direction.IMPORT else bar.right,
            bar.top - 6,
            f"{word('commun', half.direction.value)} {half.share}",
            size,
            "start" if half.direction is Direction.IMPORT else "end",
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


_WIDTH, _MARGIN, _SIZE, _LEAD = 340, 8.0, 13.0, 16.0
_BAR, _GAP, _HEADING = 6.0, 9.0, 32.0
_LEAST_BAR = 1.5
_LEAST_HEIGHT = 320.0


@dataclass(frozen=True, slots=True)
class _Row:
    labels: tuple[Label, ...]
    top: float
    bar_top: float
    length: float
    fill: str
    outline: str


@dataclass(frozen=True, slots=True)
class _Lists:
    mark: tuple[Label, ...]
    strip: Strip
    headings: tuple[Label, ...]
    rows: tuple[_Row, ...]
    foot_top: float
    foot: tuple[Label, ...]


def lists(halves: tuple[Half, ...], totals: Totals, context: FigureContext, title: str) -> Drawing:
    """The drawing of ``halves``, each with its first products named and the others gathered."""
    laid = _lay_out(halves, totals, context)
    height = round(laid.foot[-1].y + 10)
    body = [
        draw_mark(laid.mark, _WIDTH),
        *draw_strip(laid.strip),
        draw(laid.headings),
        svg.lines(((_MARGIN, _WIDTH - _MARGIN, row.top, row.top) for row in laid.rows), "grid"),
        *map(_bar, laid.rows),
        draw(label for row in laid.rows for label in row.labels),
        draw_foot(laid.foot, _WIDTH, laid.foot_top, _MARGIN),
    ]
    return Drawing(_WIDTH, height, svg.document(_WIDTH, height, title, body))


def _lay_out(halves: tuple[Half, ...], totals: Totals, context: FigureContext) -> _Lists:
    marked = mark(context, _WIDTH)
    strip = lay_out_strip(halves, totals, marked, _WIDTH, _MARGIN, _SIZE)
    largest = max(leaf.value_eur / half.total_eur for half in halves for leaf in half.leaves)
    scale = (_WIDTH - 2 * _MARGIN) / largest
    top, headings, rows = strip.bottom, list[Label](), list[_Row]()
    for half in halves:
        heading = next(
            h for h in half.headings if text_width(h, _SIZE + 1, bold=True) <= _WIDTH - 2 * _MARGIN
        )
        headings.append(Label(_MARGIN, top + _HEADING - 10, heading, _SIZE + 1, bold=True))
        top += _HEADING
        for leaf in half.leaves:
            row, top = _row(half, leaf, scale, top)
            rows.append(row)
    foot_top = max(top, _LEAST_HEIGHT) + 6
    labels = foot(context, _WIDTH, foot_top, _MARGIN)
    return _Lists(marked, strip, tuple(headings), tuple(rows), foot_top, labels)


def _row(half: Half, leaf: Leaf, scale: float, top: float) -> tuple[_Row, float]:
    """The row below ``top``, and where it ends."""
    said = f"{leaf.amount} · {leaf.share}"
    name = word("activites", "reste", n=len(leaf.details)) if leaf.gathered else leaf.name
    end = _WIDTH - _MARGIN
    lines = wrap(name, end - _MARGIN - text_width(said, _SIZE) - _GAP, _SIZE)
    first = top + 3 + _SIZE
    labels = [Label(_MARGIN, first + _LEAD * n, line, _SIZE) for n, line in enumerate(lines)]
    bar_top = first + _LEAD * (len(lines) - 1) + 4
    tone = half.direction.value
    row = _Row(
        labels=(*labels, Label(end, first, said, _SIZE, "end")),
        top=top,
        bar_top=bar_top,
        length=max(leaf.value_eur / half.total_eur * scale, _LEAST_BAR),
        fill=f"{tone}-soft" if leaf.gathered else tone,
        outline=tone,
    )
    return row, bar_top + _BAR + 4


def _bar(row: _Row) -> str:
    return svg.rectangle(_MARGIN, row.bar_top, row.length, _BAR, row.fill, outline=row.outline)
