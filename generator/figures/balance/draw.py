"""The balance figure: partners in rows, imports to the left, exports to the right, the difference at the end."""

from __future__ import annotations

from functools import partial

from generator.figures.balance.layout import lay_out
from generator.figures.balance.model import NARROW, WIDE
from generator.figures.balance.plotly import spec
from generator.figures.balance.svg import draw_svg
from generator.figures.figure import Drawing, Figure, FigureContext, drawing_of, in_two_widths
from generator.french.words import word
from generator.portrait.model import Portrait
from generator.reference.names import Names

NAME = "balance"


def balance_figure(portrait: Portrait, names: Names, context: FigureContext) -> Figure | None:
    """The figure of ``portrait.balance`` (whole euros, in its order); ``None`` without any partner."""
    if not portrait.balance:
        return None
    title = word("balance", "titre", place=context.place, period=context.period)
    return in_two_widths(
        NAME, title, partial(lay_out, portrait.balance, names, context), draw_svg, spec, (WIDE, NARROW)
    )


def small_balance(portrait: Portrait, names: Names, context: FigureContext, partners: int) -> Drawing | None:
    """The narrow picture of the first ``partners`` rows of ``portrait.balance``; ``None`` without any."""
    if not portrait.balance:
        return None
    title = word("balance", "titre", place=context.place, period=context.period)
    layout = lay_out(portrait.balance[:partners], names, context, NARROW)
    return drawing_of(layout, draw_svg, title)
