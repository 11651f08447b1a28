"""Quarters: imports and exports in time, their balance below; and its table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from generator.figures.figure import Figure, FigureContext, in_two_widths
from generator.figures.kind import FigureKind
from generator.figures.quarters.model import NARROW, WIDE, lay_out
from generator.figures.quarters.plotly import spec
from generator.figures.quarters.svg import draw_svg
from generator.figures.quarters.timeline import quarter_name
from generator.french.words import word
from generator.portrait.model import Quarter
from generator.tables import Row

NAME = "trimestres"


def quarters_figure(series: Sequence[Quarter], context: FigureContext, *, live: bool = True) -> Figure | None:
    """The figure of ``series`` (whole euros, ascending); ``None`` where no quarter has any trade."""
    if not any(quarter.import_eur or quarter.export_eur for quarter in series):
        return None
    over = replace(context, period=span(series))
    title = word("trimestres", "titre", place=context.place, period=over.period)
    return in_two_widths(
        NAME, title, partial(lay_out, series, over), draw_svg, spec, (WIDE, NARROW), live=live
    )


def span(series: Sequence[Quarter]) -> str:
    """From the first quarter to the last: ``T1 2023 à T4 2024``; ``T1 2024`` for one alone."""
    first, last = quarter_name(series[0]), quarter_name(series[-1])
    return first if first == last else word("trimestres", "duree", first=first, last=last)


def series_rows(series: Iterable[Quarter]) -> Iterator[Row]:
    """The table of a series."""
    for row in series:
        yield (row.year, row.quarter, row.import_eur, row.export_eur, row.balance_eur)


QUARTERS: Final = FigureKind(
    name=NAME,
    draw=lambda given: quarters_figure(given.portrait.series, given.context, live=given.live),
    columns=("annee", "trimestre", "import_eur", "export_eur", "solde_eur"),
    key=("annee", "trimestre"),
    rows=lambda given: series_rows(given.portrait.series),
)
