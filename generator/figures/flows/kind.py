"""The flows as two kinds of figure, one a direction: their names, their tables."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from generator.figures.figure import Figure
from generator.figures.flows.draw import figure_name, flows_figure
from generator.figures.kind import FigureInput, FigureKind
from generator.french.words import word
from generator.reference.direction import Direction
from generator.reference.names import OTHERS
from generator.tables import Row

_PRODUCT: Final = ("code_produit", "produit")
_COUNTRY: Final = ("code_pays", "pays")


def _draw(direction: Direction, given: FigureInput) -> Figure | None:
    return flows_figure(given.portrait, direction, given.names, given.context, given.one_offs(direction))


def _rows(direction: Direction, given: FigureInput) -> Iterator[Row]:
    others, yes, no = word("commun", "autres"), word("commun", "oui"), word("commun", "non")
    for flow in given.portrait.flows(direction).rows:
        product = others if flow.product_code == OTHERS else given.names.product(flow.product_code)
        country = others if flow.country_code == OTHERS else given.names.country(flow.country_code)
        start, end = (flow.product_code, product), (flow.country_code, country)
        if direction == Direction.IMPORT:
            start, end = end, start
        yield (*start, *end, flow.value_eur, yes if flow.is_main else no)


def _kind(direction: Direction, start: tuple[str, ...], end: tuple[str, ...]) -> FigureKind:
    name = figure_name(direction)
    return FigureKind(
        name=name,
        draw=partial(_draw, direction),
        columns=(*start, *end, "valeur_eur", "flux_principal"),
        key=(start[0], end[0]),
        rows=partial(_rows, direction),
        sheet=word("tableur", name),
    )


EXPORT_FLOWS: Final = _kind(Direction.EXPORT, _PRODUCT, _COUNTRY)
IMPORT_FLOWS: Final = _kind(Direction.IMPORT, _COUNTRY, _PRODUCT)
