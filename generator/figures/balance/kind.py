"""Balance: partners in rows, imports to the left, exports to the right, the difference at the end; and its table."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from generator.figures import svg
from generator.figures.balance.model import NARROW, WIDE, BalanceLayout, lay_out
from generator.figures.balance.plotly import spec
from generator.figures.figure import Drawing, Figure, FigureContext
from generator.figures.kind import FigureInput, FigureKind, in_two_widths
from generator.french.words import word
from generator.portrait.model import Portrait
from generator.reference.names import Names
from generator.tables import COUNTRY, Row

NAME = "balance"


def _title(context: FigureContext) -> str:
    return word("balance", "titre", place=context.place, period=context.period)


def small_balance(portrait: Portrait, names: Names, context: FigureContext, partners: int) -> Drawing | None:
    """The narrow picture of the first ``partners`` rows of ``portrait.balance``; ``None`` without any."""
    if not portrait.balance:
        return None
    layout = lay_out(portrait.balance[:partners], names, context, NARROW)
    return svg.picture(layout, _title(context), _elements(layout))


def _draw(given: FigureInput) -> Figure | None:
    """The figure of the portrait's balance, in its order; ``None`` without any partner."""
    if not given.portrait.balance:
        return None
    laid = partial(lay_out, given.portrait.balance, given.names, given.context)
    return in_two_widths(NAME, _title(given.context), laid, _elements, spec, (WIDE, NARROW), live=given.live)


def _elements(layout: BalanceLayout) -> Iterator[str]:
    """Two bars a row, none for nothing."""
    for row in layout.rows:
        for direction, end in row.ends.items():
            if row.partner.of(direction):
                yield svg.bar(layout.axis, end, row.middle, layout.bar, direction.value)


def _rows(given: FigureInput) -> Iterator[Row]:
    for row in given.portrait.balance:
        name = given.names.country(row.country_code)
        yield (row.country_code, name, row.import_eur, row.export_eur, row.balance_eur)


BALANCE: Final = FigureKind(
    name=NAME,
    draw=_draw,
    columns=(*COUNTRY, "import_eur", "export_eur", "solde_eur"),
    key=("code_pays",),
    rows=_rows,
)
