"""The quarters as a kind of figure: their name, their table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.figures.figure import Figure
from generator.figures.kind import FigureInput, FigureKind, Row
from generator.figures.quarters.draw import NAME, quarters_figure
from generator.french.words import word


def _draw(given: FigureInput) -> Figure | None:
    return quarters_figure(given.portrait.series, given.context)


def _rows(given: FigureInput) -> Iterator[Row]:
    """A year is no amount: text, which no spreadsheet adds up."""
    for row in given.portrait.series:
        yield (str(row.year), str(row.quarter), row.import_eur, row.export_eur, row.balance_eur)


QUARTERS: Final = FigureKind(
    name=NAME,
    draw=_draw,
    columns=("annee", "trimestre", "import_eur", "export_eur", "solde_eur"),
    key=("annee", "trimestre"),
    rows=_rows,
    sheet=word("tableur", NAME),
)
