"""The evolution figure: the partners and products that rose or fell most from one edition to the next."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from generator.figures.evolution.layout import lay_out
from generator.figures.evolution.model import NARROW, WIDE, Measures
from generator.figures.evolution.plotly import spec
from generator.figures.evolution.svg import draw_svg
from generator.figures.figure import Drawing, Figure, FigureContext
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

    def drawn(measures: Measures) -> tuple[Drawing, dict[str, Any]]:
        layout = lay_out(evolution, periods, names, both, measures)
        return Drawing(layout.width, layout.height, draw_svg(layout, title)), spec(layout)

    (wide, wide_spec), (narrow, narrow_spec) = drawn(WIDE), drawn(NARROW)
    return Figure(NAME, title, wide, narrow, {"wide": wide_spec, "narrow": narrow_spec})
