"""The activities on a phone: two ranked lists with bars, imports then exports, where a treemap would name but a few.

Bars are shares of their direction, on one scale for both.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.figures import svg
from generator.figures.activities.content import Half, Leaf
from generator.figures.activities.strip import Strip, draw_strip, lay_out_strip
from generator.figures.figure import Drawing, FigureContext
from generator.figures.frame import Label, draw, draw_foot, draw_mark, foot, mark
from generator.figures.text import width as text_width
from generator.figures.text import wrap
from generator.french.words import word
from generator.portrait.model import Totals

_WIDTH, _MARGIN, _SIZE, _LEAD = 340, 8.0, 13.0, 16.0
_BAR, _GAP, _HEADING = 7.0, 9.0, 34.0
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
    first = top + 5 + _SIZE
    labels = [Label(_MARGIN, first + _LEAD * n, line, _SIZE) for n, line in enumerate(lines)]
    bar_top = first + _LEAD * (len(lines) - 1) + 5
    tone = half.direction.value
    row = _Row(
        labels=(*labels, Label(end, first, said, _SIZE, "end")),
        top=top,
        bar_top=bar_top,
        length=max(leaf.value_eur / half.total_eur * scale, _LEAST_BAR),
        fill=f"{tone}-soft" if leaf.gathered else tone,
        outline=tone,
    )
    return row, bar_top + _BAR + 5


def _bar(row: _Row) -> str:
    return svg.rectangle(_MARGIN, row.bar_top, row.length, _BAR, row.fill, outline=row.outline)
