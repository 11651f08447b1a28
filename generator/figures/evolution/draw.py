"""The evolution figure: the partners and products that rose or fell most from one edition to the next."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from generator.figures.evolution.layout import lay_out
from generator.figures.evolution.model import NARROW, WIDE
from generator.figures.evolution.plotly import spec
from generator.figures.evolution.svg import draw_svg
from generator.figures.figure import Figure, FigureContext, in_two_widths
from generator.french.words import word
from generator.portrait.evolution import Evolution
from generator.reference.names import Names

NAME = "evolution"


def evolution_figure(
    evolution: Evolution, before: str, names: Names, context: FigureContext
) -> Figure | None:
    """The figure of an evolution since the period ``before``; ``None`` when nothing moved."""
    if not evolution.has_moved:
        return None
    periods = (before, context.period)
    # « de 2023 à 2024 » is said of years alone
    form = "" if before.isdecimal() else "_trimestres"
    title = word("evolution", f"titre{form}", place=context.place, before=before, period=context.period)
    both = replace(context, period=word("evolution", f"periode{form}", before=before, period=context.period))
    return in_two_widths(
        NAME, title, partial(lay_out, evolution, periods, names, both), draw_svg, spec, (WIDE, NARROW)
    )
