"""Quarters: imports and exports in time, their balance below; and its table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import Final

from generator.figures import svg
from generator.figures.figure import Figure, FigureContext
from generator.figures.kind import FigureKind, in_two_widths
from generator.figures.quarters.model import NARROW, WIDE, Curve, QuartersLayout, lay_out
from generator.figures.quarters.plotly import spec
from generator.figures.quarters.timeline import quarter_name
from generator.figures.theme import color
from generator.french.words import word
from generator.portrait.model import Quarter
from generator.reference.direction import Direction
from generator.tables import Row

NAME = "trimestres"


def quarterly_figure(
    series: Sequence[Quarter], context: FigureContext, *, live: bool = True
) -> Figure | None:
    """The figure of ``series`` (whole euros, ascending); ``None`` where no quarter has any trade."""
    if not any(quarter.import_eur or quarter.export_eur for quarter in series):
        return None
    first, last = quarter_name(series[0]), quarter_name(series[-1])
    period = first if first == last else word("trimestres", "duree", first=first, last=last)
    over = replace(context, period=period)
    title = word("trimestres", "titre", place=context.place, period=period)
    laid = partial(lay_out, series, over)
    return in_two_widths(NAME, title, laid, _elements, spec, (WIDE, NARROW), live=live)


def _elements(layout: QuartersLayout) -> Iterator[str]:
    """The balance's bars, the two curves, the legend's points."""
    for x, end, tone, _ in layout.bars:
        left, top, height = x - layout.bar / 2, min(end, layout.axis), max(abs(end - layout.axis), 1)
        across, down = svg.number(layout.bar), svg.number(height)
        outline = f"M{svg.number(left)},{svg.number(top)}h{across}v{down}h-{across}z"
        yield svg.element("path", d=outline, fill=color(tone))
    for direction, curve in layout.curves.items():
        yield from _drawn(direction, curve, layout.point)
    for direction, (x, y) in layout.keys.items():
        yield _point(direction, x, y, 9)


def _drawn(direction: Direction, curve: Curve, size: float) -> Iterator[str]:
    """The line, begun anew after each gap, and its points."""
    steps = (
        f"{'L' if before else 'M'}{svg.number(point.x)} {svg.number(point.y)}"
        for before, point in pairwise((None, *curve))
        if point
    )
    tone = color(direction.value)
    yield svg.element("path", d="".join(steps), fill="none", stroke=tone, stroke_width=2)
    for x, y, _ in filter(None, curve):
        yield _point(direction, x, y, size)


def _point(direction: Direction, x: float, y: float, size: float) -> str:
    """A square for imports, a disc for exports: colour is not alone to tell them apart."""
    if direction is Direction.IMPORT:
        return svg.rectangle(x - size / 2, y - size / 2, size, size, direction.value)
    return svg.element("circle", cx=x, cy=y, r=size / 2 + 0.5, fill=color(direction.value))


def quarterly_rows(series: Iterable[Quarter]) -> Iterator[Row]:
    """The table of a series."""
    for row in series:
        yield (row.year, row.quarter, row.import_eur, row.export_eur, row.balance_eur)


QUARTERLY_SERIES: Final = FigureKind(
    name=NAME,
    draw=lambda given: quarterly_figure(given.portrait.series, given.context, live=given.live),
    columns=("annee", "trimestre", "import_eur", "export_eur", "solde_eur"),
    key=("annee", "trimestre"),
    rows=lambda given: quarterly_rows(given.portrait.series),
)
