"""Activities: a treemap of imports and exports, on a phone or tablet two ranked lists with bars; and its table."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from generator.figures import figure
from generator.figures.activities import lists, tree
from generator.figures.activities.content import halves_of
from generator.figures.activities.lists import ListsLayout
from generator.figures.activities.tree import TreeLayout
from generator.figures.figure import Figure
from generator.figures.kind import FigureInput, FigureKind, in_three_widths
from generator.french.words import word
from generator.portrait.ranking import FIRST
from generator.tables import PRODUCT, Row

NAME = "activites"


def _draw(given: FigureInput) -> Figure | None:
    if not given.portrait.activities:
        return None
    title = word("activites", "titre", place=given.context.place, period=given.context.period)
    widths = (tree.WIDE, lists.MEDIUM, lists.NARROW)
    return in_three_widths(NAME, title, partial(_lay_out, given), _elements, _spec, widths, live=given.live)


def _lay_out(given: FigureInput, measures: figure.Measures) -> TreeLayout | ListsLayout:
    # the lists where half of a treemap's cells would have no room for their names
    halves = partial(halves_of, given.portrait, given.names)
    if isinstance(measures, lists.Measures):
        return lists.lay_out(given, halves(FIRST), measures)
    return tree.lay_out(given, halves(), measures)


def _elements(layout: TreeLayout | ListsLayout) -> Iterator[str]:
    return lists.elements(layout) if isinstance(layout, ListsLayout) else tree.elements(layout)


def _spec(layout: TreeLayout | ListsLayout) -> dict[str, Any]:
    return lists.spec(layout) if isinstance(layout, ListsLayout) else tree.spec(layout)


def _rows(given: FigureInput) -> Iterator[Row]:
    for row in given.portrait.activities:
        yield (row.product_code, given.names.products.official(row.product_code), row.import_eur, row.export_eur)


ACTIVITIES: Final = FigureKind(
    name=NAME, draw=_draw, columns=(*PRODUCT, "import_eur", "export_eur"), key=("code_produit",), rows=_rows
)
