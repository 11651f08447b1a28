"""Balance: partners in rows, imports to the left, exports to the right, the difference at the end; and its table."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from generator.figures.balance.model import NARROW, WIDE, lay_out
from generator.figures.balance.plotly import spec
from generator.figures.balance.svg import draw_svg
from generator.figures.figure import Drawing, Figure, FigureContext, drawing_of, in_two_widths
from generator.figures.kind import FigureInput, FigureKind
from generator.french.words import word
from generator.portrait.model import Portrait
from generator.reference.names import Names
from generator.tables import Row

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


def _draw(given: FigureInput) -> Figure | None:
    return balance_figure(given.portrait, given.names, given.context)


def _rows(given: FigureInput) -> Iterator[Row]:
    for row in given.portrait.balance:
        name = given.names.country(row.country_code)
        yield (row.country_code, name, row.import_eur, row.export_eur, row.balance_eur)


BALANCE: Final = FigureKind(
    name=NAME,
    draw=_draw,
    columns=("code_pays", "pays", "import_eur", "export_eur", "solde_eur"),
    key=("code_pays",),
    rows=_rows,
    sheet=word("tableur", NAME),
)
