"""The balance figure: partners in rows, imports to the left, exports to the right, the difference at the end."""

from __future__ import annotations

from typing import Any

from generator.figures.balance import plotly as balance_plotly
from generator.figures.balance import svg as balance_svg
from generator.figures.balance.layout import arrange
from generator.figures.balance.model import NARROW, WIDE, Arrangement
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

    def drawn(arrangement: Arrangement) -> tuple[Drawing, dict[str, Any]]:
        plan = arrange(portrait.balance, names, context, arrangement)
        drawing = Drawing(plan.width, plan.height, balance_svg.render(plan, title))
        return drawing, balance_plotly.spec(plan)

    (wide, wide_spec), (narrow, narrow_spec) = drawn(WIDE), drawn(NARROW)
    return Figure(NAME, wide, narrow, {"wide": wide_spec, "narrow": narrow_spec})
