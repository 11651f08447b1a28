"""The balance figure: partners in rows, imports to the left, exports to the right, the difference at the end."""

from __future__ import annotations

from typing import Any

from generator.figures.balance.layout import lay_out
from generator.figures.balance.model import NARROW, WIDE, Measures
from generator.figures.balance.plotly import spec
from generator.figures.balance.svg import draw_svg
from generator.figures.figure import Drawing, Figure, FigureContext
from generator.french.words import word
from generator.portrait.model import Portrait
from generator.reference.names import Names

NAME = "balance"


def balance_figure(portrait: Portrait, names: Names, context: FigureContext) -> Figure | None:
    """The figure of ``portrait.balance`` (whole euros, in its order); ``None`` without any partner."""
    if not portrait.balance:
        return None
    title = word("balance", "titre", place=context.place, period=context.period)

    def drawn(measures: Measures) -> tuple[Drawing, dict[str, Any]]:
        layout = lay_out(portrait.balance, names, context, measures)
        drawing = Drawing(layout.width, layout.height, draw_svg(layout, title))
        return drawing, spec(layout)

    (wide, wide_spec), (narrow, narrow_spec) = drawn(WIDE), drawn(NARROW)
    return Figure(NAME, title, wide, narrow, {"wide": wide_spec, "narrow": narrow_spec})


def small_balance(portrait: Portrait, names: Names, context: FigureContext, partners: int) -> Drawing | None:
    """The narrow picture of the first ``partners`` rows of ``portrait.balance``; ``None`` without any."""
    if not portrait.balance:
        return None
    title = word("balance", "titre", place=context.place, period=context.period)
    layout = lay_out(portrait.balance[:partners], names, context, NARROW)
    return Drawing(layout.width, layout.height, draw_svg(layout, title))
