"""Quarters: imports and exports over time, their balance below; and its table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import Any, Final

from generator.figures import specs, svg
from generator.figures.figure import Figure, FigureContext
from generator.figures.kind import FigureKind, in_three_widths
from generator.figures.quarters.model import MEDIUM, NARROW, WIDE, Curve, QuartersLayout, lay_out, quarter_name
from generator.figures.theme import color
from generator.french.formatting import EUROS
from generator.french.words import word
from generator.portrait.model import Quarter
from generator.reference.direction import Direction
from generator.tables import Row

NAME = "trimestres"
_SYMBOLS = {Direction.IMPORT: "square", Direction.EXPORT: "circle"}
"""Plotly's markers: colour alone does not tell the directions apart."""
_HOVER = {"hovertemplate": "%{text}<extra></extra>"}


def quarterly_figure(series: Sequence[Quarter], context: FigureContext, *, live: bool = True) -> Figure | None:
    """The figure of ``series`` (whole euros, ascending); ``None`` where no quarter has any trade."""
    if not any(quarter.import_eur or quarter.export_eur for quarter in series):
        return None
    first, last = quarter_name(series[0]), quarter_name(series[-1])
    period = first if first == last else word("trimestres", "duree", first=first, last=last)
    title = word("trimestres", "titre", place=context.place, period=period)
    laid_out = partial(lay_out, series, replace(context, period=period))
    return in_three_widths(NAME, title, laid_out, _elements, _spec, (WIDE, MEDIUM, NARROW), live=live)


def _elements(layout: QuartersLayout) -> Iterator[str]:
    """The bars of the balance, the two curves, the points of the legend."""
    for x, end, tone, _ in layout.bars:
        left, top, height = x - layout.bar / 2, min(end, layout.axis), max(abs(end - layout.axis), 1)
        across, down = svg.number(layout.bar), svg.number(height)
        outline = f"M{svg.number(left)},{svg.number(top)}h{across}v{down}h-{across}z"
        yield svg.element("path", d=outline, fill=color(tone))
    for direction, curve in layout.curves.items():
        yield from _curve(direction, curve, layout.point)
    for direction, (x, y) in layout.keys.items():
        yield _point(direction, x, y, 9)


def _curve(direction: Direction, curve: Curve, size: float) -> Iterator[str]:
    """The line, in pieces between the gaps, and its points."""
    steps = (
        f"{'L' if before else 'M'}{svg.number(point.x)} {svg.number(point.y)}"
        for before, point in pairwise((None, *curve))
        if point
    )
    yield svg.element("path", d="".join(steps), fill="none", stroke=color(direction), stroke_width=2)
    for x, y, _ in filter(None, curve):
        yield _point(direction, x, y, size)


def _point(direction: Direction, x: float, y: float, size: float) -> str:
    """A square for imports, a disc for exports."""
    if direction is Direction.IMPORT:
        return svg.rectangle(x - size / 2, y - size / 2, size, size, direction)
    return svg.element("circle", cx=x, cy=y, r=size / 2 + 0.5, fill=color(direction))


def _spec(layout: QuartersLayout) -> dict[str, Any]:
    """The Plotly spec; x and y in pixels from the top left."""
    curves = (_curve_trace(*curve, layout.point) for curve in layout.curves.items())
    keys = {
        "type": "scatter",
        "mode": "markers",
        "x": [round(x, 1) for x, _ in layout.keys.values()],
        "y": [round(y, 1) for _, y in layout.keys.values()],
        "marker": {
            "symbol": [_SYMBOLS[direction] for direction in layout.keys],
            "color": [color(direction) for direction in layout.keys],
            "size": 9,
            "opacity": 1,
        },
        "hoverinfo": "skip",
    }
    return specs.figure(layout, _bars_trace(layout), *curves, keys)


def _hover(quarter: Quarter, name: str, value: str) -> str:
    return specs.join_lines([quarter_name(quarter), f"{name} : {value}"])


def _bars_trace(layout: QuartersLayout) -> dict[str, Any]:
    name, bars = word("trimestres", "solde"), layout.bars
    return {
        "type": "bar",
        "name": name,
        "base": [round(layout.axis, 1)] * len(bars),
        "x": [round(bar.x, 1) for bar in bars],
        "y": [round(bar.end - layout.axis, 1) for bar in bars],
        "width": round(layout.bar, 1),
        "marker": {"color": [color(bar.tone) for bar in bars]},
        "text": [_hover(q, name, EUROS.balance(q)) for *_, q in bars],
        **_HOVER,
    }


def _curve_trace(direction: Direction, curve: Curve, size: float) -> dict[str, Any]:
    """A gap is a point without coordinates: the line stops there."""
    name = word("commun", direction)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": name,
        "x": [point and round(point.x, 1) for point in curve],
        "y": [point and round(point.y, 1) for point in curve],
        "line": {"color": color(direction), "width": 2},
        "marker": {
            "symbol": _SYMBOLS[direction],
            "size": round(size + (direction is Direction.EXPORT), 1),
            "opacity": 1,
        },
        "text": [point and _hover(point.quarter, name, EUROS(point.quarter.of(direction))) for point in curve],
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
