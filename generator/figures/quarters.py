"""Quarters: imports and exports over time, their balance below; and its table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from typing import Any, Final, NamedTuple

from generator.edition import QUARTERS
from generator.figures import figure, specs, svg
from generator.figures.figure import BASELINE, Figure, FigureContext, Label, Layout, Line
from generator.figures.kind import FigureKind, in_three_widths
from generator.figures.text import text_width, wrap
from generator.figures.theme import color
from generator.french.formatting import Unit, unit_for
from generator.french.words import word
from generator.portrait.evolution import BREAK_YEAR
from generator.portrait.model import Quarter
from generator.reference.direction import Direction
from generator.tables import Row

NAME = "trimestres"


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


@dataclass(frozen=True, slots=True)
class QuartersLayout(Layout):
    """The whole figure. ``point`` and ``bar``: widths in pixels; ``axis``: the y of the balance's zero.

    ``keys``: the points in the legend. ``keys`` and ``curves``: imports first. ``bars``: the ends of the balances.
    """

    keys: dict[Direction, tuple[float, float]]
    curves: dict[Direction, Curve]
    point: float
    bars: tuple[Point, ...]
    bar: float
    axis: float
    unit: Unit


_TICK_SIZE = 12.0
_GAP = 6.0
_SWATCH = 16.0
_SYMBOLS = {Direction.IMPORT: "square", Direction.EXPORT: "circle"}
"""Plotly's markers, imports first: colour alone does not tell the directions apart."""
_HOVER = {"hovertemplate": "%{text}<extra></extra>"}


def quarterly_figure(series: Sequence[Quarter], context: FigureContext, *, live: bool = True) -> Figure | None:
    """The figure of ``series`` (whole euros, ascending); ``None`` where no quarter has any trade."""
    if not any(quarter.import_eur or quarter.export_eur for quarter in series):
        return None
    first, last = _quarter_name(series[0]), _quarter_name(series[-1])
    period = first if first == last else word("trimestres", "duree", first=first, last=last)
    title = word("trimestres", "titre", place=context.place, period=period)
    laid_out = partial(_lay_out, series, replace(context, period=period))
    return in_three_widths(NAME, title, laid_out, _elements, _spec, (WIDE, MEDIUM, NARROW), live=live)


def _lay_out(quarters: Sequence[Quarter], context: FigureContext, measures: Measures) -> QuartersLayout:
    largest = max(max(q.import_eur, q.export_eur) for q in quarters)
    unit, scale = unit_for(largest), (measures.flows_height - 4) / largest
    ticks = {value: unit(value, trim=True) for value in (0, *figure.round_amounts(largest))}
    room = max(text_width(text, _TICK_SIZE) for text in ticks.values())
    axis = _TimeAxis(_number(quarters[0]), _number(quarters[-1]), measures.margin + room + 2 * _GAP, measures.end)
    keys, legend, top = _legend(quarters[-1], unit, measures, figure.banner_height(context, measures.width))
    bottom = top + measures.flows_height
    levels = {bottom - value * scale: text for value, text in ticks.items()}
    zero, bars, balances = _balance(quarters, unit, axis, bottom + 40, measures)
    panels = ((top, bottom), (bottom + 40, bottom + 40 + measures.balance_height))
    years = list(_time_labels(axis, panels[1][1]))
    starts = {year: axis.x(4 * year) for year in range(axis.first // 4 + 1, axis.last // 4 + 1)}
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
    curves = {direction: _curve(direction, quarters, axis, bottom, scale) for direction in keys}
    point, bar = max(2.0, min(measures.point, axis.slot * 0.6)), min(axis.slot * 0.7, 48.0)
    frame = figure.framed(context, measures, end, shapes, labels)
    return QuartersLayout(*frame, keys=keys, curves=curves, point=point, bars=bars, bar=bar, axis=zero, unit=unit)


def _legend(
    last: Quarter, unit: Unit, measures: Measures, top: float
) -> tuple[dict[Direction, tuple[float, float]], list[Label], float]:
    """The two directions with their last amounts: points, texts, and the top of the curves."""
    x, line = measures.margin, top + measures.margin + measures.size
    keys, labels = dict[Direction, tuple[float, float]](), list[Label]()
    for direction in (Direction.IMPORT, Direction.EXPORT):
        name, when = word("commun", direction), _quarter_name(last)
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
    for before, quarter in pairwise((quarters[0], *quarters)):
        if _number(quarter) > _number(before) + 1:
            curve.append(None)
        curve.append(Point(axis.x(_number(quarter) + 0.5), bottom - quarter.of(direction) * scale, quarter))
    return tuple(curve)


def _balance(
    quarters: Sequence[Quarter], unit: Unit, axis: _TimeAxis, top: float, measures: Measures
) -> tuple[float, tuple[Point, ...], list[Label]]:
    """The y of zero, a bar for each quarter, and the amounts: all if they fit, else only the last."""
    size, balances = _TICK_SIZE, [0, *(q.balance_eur for q in quarters)]
    scale = (measures.balance_height - 2 * (size + _GAP)) / max(max(balances) - min(balances), 1)
    zero = top + size + _GAP + max(balances) * scale
    bars = tuple(Point(axis.x(_number(q) + 0.5), zero - q.balance_eur * scale, q) for q in quarters)
    widest = max(text_width(unit.balance(q), size) for q in quarters)
    labels = [
        Label(x, y - 4 if q.balance_eur >= 0 else y + size, unit.balance(q), size, "middle", _tone(q))
        for x, y, q in bars
        if widest + _GAP < axis.slot
    ]
    last = quarters[-1]
    text = f"{unit.balance(last)} ({_quarter_name(last)})"
    return zero, bars, [*labels, Label(measures.end, top - 14, text, measures.size, "end", _tone(last), bold=True)]


def _tone(quarter: Quarter) -> str:
    return figure.difference_tone(quarter.balance_eur)


def _break_note(x: float, top: float, line: float, measures: Measures) -> list[Label]:
    """The note on the break of the collection; the same sign is at the line at ``x`` and before the note."""
    lines = wrap(word("trimestres", "rupture"), measures.end - measures.margin - 14, _TICK_SIZE)
    return [
        *figure.stacked(Label(measures.margin + 14, line, "", _TICK_SIZE, tone="muted"), lines, 16),
        Label(x, top - 3, "◆", _TICK_SIZE, "middle", "main"),
        Label(measures.margin, line, "◆", _TICK_SIZE, tone="main"),
    ]


class _TimeAxis(NamedTuple):
    """Slots for the quarters from number ``first`` to ``last``, gaps included, between ``left`` and ``right``."""

    first: int
    last: int
    left: float
    right: float

    @property
    def slot(self) -> float:
        """The width of a quarter."""
        return (self.right - self.left) / (self.last - self.first + 1)

    def x(self, number: float) -> float:
        """Where the slot of a quarter starts; half a number more is its middle."""
        return self.left + (number - self.first) * self.slot


def _time_labels(axis: _TimeAxis, top: float) -> Iterator[Label]:
    """The names of the quarters where they fit, and those of the years below: as many as do not overlap."""
    line = top + _TICK_SIZE + 4
    names = [word("trimestres", "abrege", n=n) for n in QUARTERS]
    if axis.slot >= text_width(names[-1], _TICK_SIZE) + _GAP:
        for number in range(axis.first, axis.last + 1):
            yield Label(axis.x(number + 0.5), line, names[number % 4], _TICK_SIZE, "middle", "muted")
        line += _TICK_SIZE + 5
    taken = -1.0
    for year in range(axis.first // 4, axis.last // 4 + 1):
        start, end = max(axis.x(4 * year), axis.left), min(axis.x(4 * year + 4), axis.right)
        half = text_width(str(year), _TICK_SIZE, bold=True) / 2
        x = min(max((start + end) / 2, half), axis.right - half + _GAP)
        if x - half > taken:
            yield Label(x, line, str(year), _TICK_SIZE, "middle", bold=True)
            taken = x + half + _GAP


def _quarter_name(quarter: Quarter) -> str:
    return word("trimestres", "court", n=quarter.quarter, year=quarter.year)


def _number(quarter: Quarter) -> int:
    """The number of quarters before it."""
    return quarter.year * 4 + quarter.quarter - 1


def _elements(layout: QuartersLayout) -> Iterator[str]:
    for x, y, quarter in layout.bars:
        left, top, height = x - layout.bar / 2, min(y, layout.axis), max(abs(y - layout.axis), 1)
        across, down = svg.number(layout.bar), svg.number(height)
        outline = f"M{svg.number(left)},{svg.number(top)}h{across}v{down}h-{across}z"
        yield svg.element("path", d=outline, fill=color(_tone(quarter)))
    for direction, curve in layout.curves.items():
        # in pieces between the gaps
        steps = (
            f"{'L' if before else 'M'}{svg.number(point.x)} {svg.number(point.y)}"
            for before, point in pairwise((None, *curve))
            if point
        )
        yield svg.element("path", d="".join(steps), fill="none", stroke=color(direction), stroke_width=2)
        for x, y, _ in filter(None, curve):
            yield _point(direction, x, y, layout.point)
    for direction, (x, y) in layout.keys.items():
        yield _point(direction, x, y, 9)


def _point(direction: Direction, x: float, y: float, size: float) -> str:
    """A square for imports, a disc for exports."""
    if direction is Direction.IMPORT:
        return svg.rectangle(x - size / 2, y - size / 2, size, size, direction)
    return svg.element("circle", cx=x, cy=y, r=size / 2 + 0.5, fill=color(direction))


def _spec(layout: QuartersLayout) -> dict[str, Any]:
    """The Plotly spec; x and y in pixels from the top left."""
    name, bars = word("trimestres", "solde"), layout.bars
    balances = {
        "type": "bar",
        "name": name,
        "base": [round(layout.axis, 1)] * len(bars),
        "x": [round(bar.x, 1) for bar in bars],
        "y": [round(bar.y - layout.axis, 1) for bar in bars],
        "width": round(layout.bar, 1),
        "marker": {"color": [color(_tone(bar.quarter)) for bar in bars]},
        "text": [_hover(bar.quarter, name, layout.unit.balance(bar.quarter)) for bar in bars],
        **_HOVER,
    }
    curves = (_curve_trace(*curve, layout) for curve in layout.curves.items())
    keys = {
        "type": "scatter",
        "mode": "markers",
        "x": [round(x, 1) for x, _ in layout.keys.values()],
        "y": [round(y, 1) for _, y in layout.keys.values()],
        "marker": {"symbol": [*_SYMBOLS.values()], "color": [*map(color, _SYMBOLS)], "size": 9, "opacity": 1},
        "hoverinfo": "skip",
    }
    return specs.figure(layout, balances, *curves, keys)


def _hover(quarter: Quarter, name: str, value: str) -> str:
    return specs.join_lines([_quarter_name(quarter), f"{name} : {value}"])


def _curve_trace(direction: Direction, curve: Curve, layout: QuartersLayout) -> dict[str, Any]:
    """A gap is a point without coordinates: the line stops there."""
    name, width = word("commun", direction), round(layout.point + (direction is Direction.EXPORT), 1)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": name,
        "x": [point and round(point.x, 1) for point in curve],
        "y": [point and round(point.y, 1) for point in curve],
        "line": {"color": color(direction), "width": 2},
        "marker": {"symbol": _SYMBOLS[direction], "size": width, "opacity": 1},
        "text": [point and _hover(point.quarter, name, layout.unit(point.quarter.of(direction))) for point in curve],
        **_HOVER,
    }


def quarterly_rows(series: Iterable[Quarter]) -> Iterator[Row]:
    """The rows of the table of a series."""
    for row in series:
        yield (row.year, row.quarter, row.import_eur, row.export_eur, row.balance_eur)


QUARTERLY_SERIES: Final = FigureKind(
    name=NAME,
    draw=lambda given: quarterly_figure(given.portrait.series, given.context, live=given.live),
    columns=("annee", "trimestre", "import_eur", "export_eur", "solde_eur"),
    key=("annee", "trimestre"),
    rows=lambda given: quarterly_rows(given.portrait.series),
)
