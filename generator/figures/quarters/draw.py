"""The figure of the quarters: imports and exports in time, their balance below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from generator.figures.figure import Figure, FigureContext, in_two_widths
from generator.figures.quarters.layout import lay_out
from generator.figures.quarters.model import NARROW, WIDE
from generator.figures.quarters.plotly import spec
from generator.figures.quarters.svg import draw_svg
from generator.french.words import word
from generator.portrait.model import Quarter

NAME = "trimestres"


def quarters_figure(series: Sequence[Quarter], context: FigureContext) -> Figure | None:
    """The figure of ``series`` (whole euros, ascending); ``None`` where no quarter has any trade."""
    if not any(quarter.import_eur or quarter.export_eur for quarter in series):
        return None
    over = replace(context, period=span(series))
    title = word("trimestres", "titre", place=context.place, period=over.period)
    return in_two_widths(NAME, title, partial(lay_out, series, over), draw_svg, spec, (WIDE, NARROW))


def span(series: Sequence[Quarter]) -> str:
    """From the first quarter to the last: ``T1 2023 à T4 2024``; ``T1 2024`` for one alone."""
    first, last = (word("trimestres", "court", n=q.quarter, year=q.year) for q in (series[0], series[-1]))
    return first if first == last else word("trimestres", "duree", first=first, last=last)
