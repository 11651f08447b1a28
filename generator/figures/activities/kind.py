"""Activities: one treemap in two halves, imports and exports, sized by their totals; and its table.

On a phone the picture is two ranked lists, and the treemap comes with the live figure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any, Final

from generator.figures.activities.content import CELLS, FIRST, Half, halves
from generator.figures.activities.lists import lists
from generator.figures.activities.model import NARROW, WIDE, Layout, lay_out
from generator.figures.activities.plotly import spec
from generator.figures.activities.svg import draw_svg
from generator.figures.figure import Drawing, Figure, FigureContext, drawing_of
from generator.figures.kind import FigureInput, FigureKind
from generator.french.words import word
from generator.portrait.model import Portrait, Totals
from generator.reference.names import Names
from generator.tables import Row

NAME = "activites"


def activities_figure(portrait: Portrait, names: Names, context: FigureContext) -> Figure | None:
    """The figure of ``portrait.activities`` (whole euros, summing to its totals); ``None`` without any trade."""
    if not portrait.activities:
        return None
    title = word("activites", "titre", place=context.place, period=context.period)
    totals = portrait.totals

    @cache
    def tree() -> Layout:
        return lay_out(halves(portrait, names, CELLS), totals, context, WIDE)

    @cache
    def ranked() -> Drawing:
        return lists(halves(portrait, names, FIRST), totals, context, title)

    def wide() -> Drawing:
        return drawing_of(tree(), draw_svg, title)

    def specs() -> dict[str, Any]:
        beneath = _beneath(ranked(), tuple(laid.half for laid in tree().halves), totals, context)
        return {"wide": spec(tree()), "narrow": spec(beneath)}

    return Figure(NAME, title, wide, ranked, specs)


def _beneath(drawing: Drawing, content: tuple[Half, ...], totals: Totals, context: FigureContext) -> Layout:
    """The narrow treemap, as tall as the lists that it takes the place of when it comes alive."""
    free = lay_out(content, totals, context, NARROW)
    tall = free.tree.bottom - free.tree.top + drawing.height - free.height
    return replace(lay_out(content, totals, context, NARROW, tall), height=drawing.height)


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
