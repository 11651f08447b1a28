"""The activities as a kind of figure: its name, its table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.figures.activities.draw import NAME, activities_figure
from generator.figures.figure import Figure
from generator.figures.kind import FigureInput, FigureKind
from generator.french.words import word
from generator.tables import Row


def _draw(given: FigureInput) -> Figure | None:
    return activities_figure(given.portrait, given.names, given.context)


def _rows(given: FigureInput) -> Iterator[Row]:
    for row in given.portrait.activities:
        yield (row.product_code, given.names.product(row.product_code), row.import_eur, row.export_eur)


ACTIVITIES: Final = FigureKind(
    name=NAME,
    draw=_draw,
    columns=("code_produit", "produit", "import_eur", "export_eur"),
    key=("code_produit",),
    rows=_rows,
    sheet=word("tableur", NAME),
)
