"""The activities figure: one treemap in two halves, imports and exports, sized by their totals."""

from __future__ import annotations

from typing import Any

from generator.figures.activities.content import Half, coarsened, halves
from generator.figures.activities.layout import lay_out
from generator.figures.activities.model import NARROW, WIDE, Measures
from generator.figures.activities.plotly import spec
from generator.figures.activities.svg import draw_svg
from generator.figures.figure import Drawing, Figure, FigureContext
from generator.french.words import word
from generator.portrait.model import Portrait
from generator.reference.names import Names

NAME = "activites"


def activities_figure(portrait: Portrait, names: Names, context: FigureContext) -> Figure | None:
    """The figure of ``portrait.activities`` (whole euros, summing to its totals); ``None`` without any trade."""
    if not portrait.activities:
        return None
    title = word("activites", "titre", place=context.place, period=context.period)

    fine = halves(portrait, names, WIDE.grain)

    def drawn(measures: Measures, content: tuple[Half, ...]) -> tuple[Drawing, dict[str, Any]]:
        layout = lay_out(content, portrait.totals, context, measures)
        drawing = Drawing(layout.width, layout.height, draw_svg(layout, title))
        return drawing, spec(layout)

    wide, wide_spec = drawn(WIDE, fine)
    narrow, narrow_spec = drawn(NARROW, coarsened(fine, NARROW.grain))
    return Figure(NAME, title, wide, narrow, {"wide": wide_spec, "narrow": narrow_spec})
