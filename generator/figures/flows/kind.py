"""Flows, one kind of figure a direction: products and countries on two sides, a ribbon a flow, the main ones in red."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial
from typing import Final

from generator.figures.figure import Figure, FigureContext, in_two_widths
from generator.figures.flows.content import flows_content
from generator.figures.flows.layout import lay_out
from generator.figures.flows.model import NARROW, WIDE
from generator.figures.flows.plotly import spec
from generator.figures.flows.svg import draw_svg
from generator.figures.kind import FigureInput, FigureKind
from generator.french.words import word
from generator.portrait.model import Portrait
from generator.reference.direction import Direction
from generator.reference.names import OTHERS, Names
from generator.tables import Row


def figure_name(direction: Direction) -> str:
    """``flux-export`` or ``flux-import``."""
    return f"flux-{direction}"


def flows_figure(
    portrait: Portrait,
    direction: Direction,
    names: Names,
    context: FigureContext,
    one_offs: Collection[tuple[str, str]] = (),
) -> Figure | None:
    """The figure of one direction; ``None`` without a flow.

    Exports go from products to countries, imports from countries to products, left to right.
    ``one_offs``: product and country of the main flows that may be a single transaction.
    """
    flows = portrait.flows(direction)
    if not flows.total_eur:
        return None
    content = flows_content(flows, names, context, one_offs)
    laid = partial(lay_out, content, context)
    return in_two_widths(figure_name(direction), content.title, laid, draw_svg, spec, (WIDE, NARROW))


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
