"""The balance as a kind of figure: its name, its table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.figures.balance.draw import NAME, balance_figure
from generator.figures.figure import Figure
from generator.figures.kind import FigureInput, FigureKind
from generator.french.words import word
from generator.tables import Row


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
