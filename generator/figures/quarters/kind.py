"""The quarters as a kind of figure: their name, their table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from generator.figures.figure import Figure
from generator.figures.kind import FigureInput, FigureKind
from generator.figures.quarters.draw import NAME, quarters_figure
from generator.french.words import word
from generator.portrait.model import Quarter
from generator.tables import Row


def _draw(given: FigureInput) -> Figure | None:
    return quarters_figure(given.portrait.series, given.context)


def series_rows(series: Iterable[Quarter]) -> Iterator[Row]:
    """The table of a series."""
    for row in series:
        yield (row.year, row.quarter, row.import_eur, row.export_eur, row.balance_eur)


def _rows(given: FigureInput) -> Iterator[Row]:
    return series_rows(given.portrait.series)


QUARTERS: Final = FigureKind(
    name=NAME,
    draw=_draw,
    columns=("annee", "trimestre", "import_eur", "export_eur", "solde_eur"),
    key=("annee", "trimestre"),
    rows=_rows,
    sheet=word("tableur", NAME),
)
