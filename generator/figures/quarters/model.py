"""Quarters: every position, text and amount, from which both drawings are made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.edition import QUARTERS
from generator.figures import figure
from generator.figures.figure import BASELINE, FigureContext, Label, Layout, Line
from generator.figures.text import text_width, wrap
from generator.french.formatting import Unit, unit_for
from generator.french.words import word
from generator.portrait.evolution import BREAK_YEAR
from generator.portrait.model import Quarter
from generator.reference.direction import Direction


@dataclass(frozen=True, slots=True)
class Measures(figure.Measures):
    """The heights of the two panels, the sizes of text and of a point."""

    flows_height: float
    balance_height: float
    size: float
    point: float


WIDE = Measures(960, 16, 250, 110, 14, 9)
MEDIUM = Measures(620, 12, 210, 90, 13, 8)
NARROW = Measures(340, 8, 165, 72, 12, 7)


class Point(NamedTuple):
    """The place of a quarter's amount."""

    x: float
    y: float
    quarter: Quarter


Curve = tuple[Point | None, ...]
"""One direction over time: a point for each quarter, ``None`` where quarters are missing in between."""


class Bar(NamedTuple):
    """A quarter's balance, from the axis to ``end`` (y in pixels), up for a surplus."""

    x: float
    end: float
    tone: str
    quarter: Quarter


@dataclass(frozen=True, slots=True)
class QuartersLayout(Layout):
    """The whole figure. ``point`` and ``bar``: widths in pixels; ``axis``: the y of the balance's zero.

    ``keys``: the points in the legend. ``keys`` and ``curves``: imports first.
    """

    keys: dict[Direction, tuple[float, float]]
    curves: dict[Direction, Curve]
    point: float
    bars: tuple[Bar, ...]
    bar: float
    axis: float


_TICK_SIZE = 12.0
_GAP = 6.0
_SWATCH = 16.0


def lay_out(quarters: Sequence[Quarter], context: FigureContext, measures: Measures) -> QuartersLayout:
    """The layout of ``quarters``: at least one, ascending, some with trade."""
    largest = max(max(q.import_eur, q.export_eur) for q in quarters)
    unit, scale = unit_for(largest), (measures.flows_height - 4) / largest
    ticks = {value: unit(value, trim=True) for value in (0, *figure.round_amounts(largest))}
    room = max(text_width(text, _TICK_SIZE) for text in ticks.values())
    first, last = _number(quarters[0]), _number(quarters[-1])
    axis = _TimeAxis(first, last - first + 1, measures.margin + room + 2 * _GAP, measures.end)
    keys, legend, top = _legend(quarters[-1], unit, measures, figure.banner_height(context, measures.width))
    bottom = top + measures.flows_height
    levels = {bottom - value * scale: text for value, text in ticks.items()}
    zero, bars, balances = _balance(quarters, unit, axis, bottom + 40, measures)
    panels = ((top, bottom), (bottom + 40, bottom + 40 + measures.balance_height))
    years = list(_time_labels(axis, panels[1][1]))
    starts = {year: axis.x(4 * year) for year in axis.years if 4 * year > axis.first}
    breaks = [x for year, x in starts.items() if year == BREAK_YEAR]
    notes = [label for x in breaks for label in _break_note(x, top, years[-1].y + 20, measures)]
    shapes = (
        *(Line(axis.left, y, axis.right, y, "grid") for y in levels if y != bottom),
        *(Line(x, start, x, end, "grid") for x in starts.values() for start, end in panels),
        *(Line(axis.left, y, axis.right, y, "link") for y in (bottom, zero)),
        *(Line(x, start, x, end, "main") for x in breaks for start, end in panels),
    )
    labels = (
        *legend,
        Label(measures.margin, bottom + 26, word("trimestres", "solde"), measures.size, bold=True),
        *(Label(axis.left - _GAP, y + 4, text, _TICK_SIZE, "end", "muted") for y, text in levels.items()),
        *balances,
        *years,
        *notes,
    )
    end = max(label.y for label in (*years, *notes)) + 14
    return QuartersLayout(
        *figure.framed(context, measures, end, shapes, labels),
        keys=keys,
        curves={direction: _curve(direction, quarters, axis, bottom, scale) for direction in keys},
        point=max(2.0, min(measures.point, axis.slot * 0.6)),
        bars=bars,
        bar=min(axis.slot * 0.7, 48.0),
        axis=zero,
    )


def _legend(
    last: Quarter, unit: Unit, measures: Measures, top: float
) -> tuple[dict[Direction, tuple[float, float]], list[Label], float]:
    """The two directions with their last amounts: points, texts, and the top of the curves."""
    x, line = measures.margin, top + measures.margin + measures.size
    keys: dict[Direction, tuple[float, float]] = {}
    labels: list[Label] = []
    for direction in (Direction.IMPORT, Direction.EXPORT):
        name, when = word("commun", direction), quarter_name(last)
        text = word("trimestres", "dernier", sens=name, montant=unit(last.of(direction)), quand=when)
        width = _SWATCH + text_width(text, measures.size, bold=True)
        if labels and x + width > measures.end:
            x, line = measures.margin, line + measures.size * 1.5
        keys[direction] = (x + 5, line - measures.size * BASELINE)
        labels.append(Label(x + _SWATCH, line, text, measures.size, bold=True))
        x += width + 24
    return keys, labels, line + 18


def _curve(direction: Direction, quarters: Sequence[Quarter], axis: _TimeAxis, bottom: float, scale: float) -> Curve:
    curve: list[Point | None] = []
    before = axis.first - 1
    for quarter in quarters:
        number = _number(quarter)
        if number > before + 1:
            curve.append(None)
        curve.append(Point(axis.x(number + 0.5), bottom - quarter.of(direction) * scale, quarter))
        before = number
    return tuple(curve)


def _balance(
    quarters: Sequence[Quarter], unit: Unit, axis: _TimeAxis, top: float, measures: Measures
) -> tuple[float, tuple[Bar, ...], list[Label]]:
    """The y of zero, a bar for each quarter, and the amounts: all if they fit, else only the last."""
    size = _TICK_SIZE
    above = max(0, *(q.balance_eur for q in quarters))
    below = max(0, *(-q.balance_eur for q in quarters))
    free = measures.balance_height - 2 * (size + _GAP)
    scale = free / max(above + below, 1)
    zero = top + size + _GAP + above * scale
    bars = tuple(
        Bar(axis.x(_number(q) + 0.5), zero - q.balance_eur * scale, figure.difference_tone(q.balance_eur), q)
        for q in quarters
    )
    widest = max(text_width(unit.balance(q), size) for q in quarters)
    labels = [
        Label(x, end - 4 if q.balance_eur >= 0 else end + size, unit.balance(q), size, "middle", tone)
        for x, end, tone, q in bars
        if widest + _GAP < axis.slot
    ]
    *_, tone, last = bars[-1]
    text = f"{unit.balance(last)} ({quarter_name(last)})"
    return zero, bars, [*labels, Label(measures.end, top - 14, text, measures.size, "end", tone, bold=True)]


def _break_note(x: float, top: float, line: float, measures: Measures) -> list[Label]:
    """The note on the break of the collection; the same sign is at the line at ``x`` and before the note."""
    size = _TICK_SIZE
    lines = wrap(word("trimestres", "rupture"), measures.end - measures.margin - 14, size)
    return [
        *figure.stacked(Label(measures.margin + 14, line, "", size, tone="muted"), lines, 16),
        Label(x, top - 3, "◆", size, "middle", "main"),
        Label(measures.margin, line, "◆", size, tone="main"),
    ]


@dataclass(frozen=True, slots=True)
class _TimeAxis:
    """Slots for ``count`` quarters, gaps included, from number ``first`` on, between ``left`` and ``right``."""

    first: int
    count: int
    left: float
    right: float

    @property
    def slot(self) -> float:
        """The width of a quarter."""
        return (self.right - self.left) / self.count

    @property
    def years(self) -> range:
        """The years of the quarters."""
        return range(self.first // 4, (self.first + self.count - 1) // 4 + 1)

    def x(self, number: float) -> float:
        """Where the slot of a quarter starts; half a number more is its middle."""
        return self.left + (number - self.first) * self.slot


def _time_labels(axis: _TimeAxis, top: float) -> Iterator[Label]:
    """The names of the quarters where they fit, and those of the years below: as many as do not overlap."""
    line = top + _TICK_SIZE + 4
    names = [word("trimestres", "abrege", n=n) for n in QUARTERS]
    if axis.slot >= text_width(names[-1], _TICK_SIZE) + _GAP:
        for number in range(axis.first, axis.first + axis.count):
            yield Label(axis.x(number + 0.5), line, names[number % 4], _TICK_SIZE, "middle", "muted")
        line += _TICK_SIZE + 5
    taken = -1.0
    for year in axis.years:
        start, end = max(axis.x(4 * year), axis.left), min(axis.x(4 * year + 4), axis.right)
        half = text_width(str(year), _TICK_SIZE, bold=True) / 2
        x = min(max((start + end) / 2, half), axis.right - half + _GAP)
        if x - half > taken:
            yield Label(x, line, str(year), _TICK_SIZE, "middle", bold=True)
            taken = x + half + _GAP


def quarter_name(quarter: Quarter) -> str:
    """``T1 2024``."""
    return word("trimestres", "court", n=quarter.quarter, year=quarter.year)


def _number(quarter: Quarter) -> int:
    """The number of quarters before it."""
    return quarter.year * 4 + quarter.quarter - 1
