"""Flows, one kind of figure a direction: products and countries on two sides, a ribbon a flow, the main ones in red."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from generator.figures.figure import Figure, in_two_widths
from generator.figures.flows.content import flows_content
from generator.figures.flows.layout import lay_out
from generator.figures.flows.model import NARROW, WIDE
from generator.figures.flows.plotly import spec
from generator.figures.flows.svg import draw_svg
from generator.figures.kind import FigureInput, FigureKind
from generator.french.words import word
from generator.reference.direction import Direction
from generator.reference.names import OTHERS
from generator.tables import Row

_PRODUCT: Final = ("code_produit", "produit")
_COUNTRY: Final = ("code_pays", "pays")


def _draw(direction: Direction, given: FigureInput) -> Figure | None:
    """The figure of one direction; ``None`` without a flow. A one-off is a main flow of a single transaction."""
    flows, context = given.portrait.flows(direction), given.context
    if not flows.total_eur:
        return None
    content = flows_content(flows, given.names, given.one_offs(direction))
    title = word("flux", f"titre_{direction}", place=context.place, period=context.period)
    laid = partial(lay_out, content, context)
    return in_two_widths(f"flux-{direction}", title, laid, draw_svg, spec, (WIDE, NARROW), live=given.live)


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
    return FigureKind(
        name=f"flux-{direction}",
        draw=partial(_draw, direction),
        columns=(*start, *end, "valeur_eur", "flux_principal"),
        key=(start[0], end[0]),
        rows=partial(_rows, direction),
    )


EXPORT_FLOWS: Final = _kind(Direction.EXPORT, _PRODUCT, _COUNTRY)
IMPORT_FLOWS: Final = _kind(Direction.IMPORT, _COUNTRY, _PRODUCT)
