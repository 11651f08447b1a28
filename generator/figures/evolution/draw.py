"""The evolution figure: the partners and products that rose or fell most from one edition to the next."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from generator.figures.evolution import plotly as evolution_plotly
from generator.figures.evolution import svg as evolution_svg
from generator.figures.evolution.layout import arrange
from generator.figures.evolution.model import NARROW, WIDE, Arrangement
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
    title = word("evolution", "titre", place=context.place, before=before, period=context.period)
    both = replace(context, period=word("evolution", "periode", before=before, period=context.period))

    def drawn(arrangement: Arrangement) -> tuple[Drawing, dict[str, Any]]:
        plan = arrange(evolution, periods, names, both, arrangement)
        return Drawing(plan.width, plan.height, evolution_svg.render(plan, title)), evolution_plotly.spec(
            plan
        )

    (wide, wide_spec), (narrow, narrow_spec) = drawn(WIDE), drawn(NARROW)
    return Figure(NAME, wide, narrow, {"wide": wide_spec, "narrow": narrow_spec})
