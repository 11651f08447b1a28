"""Flows, one kind of figure a direction: products and countries on two sides, a ribbon a flow, the main ones in red."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import groupby
from typing import Final

from generator.figures import svg
from generator.figures.figure import Figure
from generator.figures.flows.content import flows_content
from generator.figures.flows.layout import lay_out
from generator.figures.flows.model import NARROW, WIDE, FlowsLayout, Ribbon
from generator.figures.flows.plotly import spec
from generator.figures.kind import FigureInput, FigureKind, in_two_widths
from generator.figures.theme import color
from generator.french.words import word
from generator.reference.direction import Direction
from generator.reference.names import OTHERS
from generator.tables import COUNTRY, NO, PRODUCT, YES, Row

_HAIRLINE = 1.0
"""A ribbon thinner than this is outlined in its own colour, by this width: it stays visible. Plotly does the same."""
_LEAST_BAR = 0.5
"""A bar is drawn at least this high, plus its outline, however small its amount. Plotly does the same."""


def _draw(direction: Direction, given: FigureInput) -> Figure | None:
    """The figure of one direction; ``None`` without a flow. A one-off is a main flow of a single transaction."""
    flows, context = given.portrait.flows(direction), given.context
    if not flows.total_eur:
        return None
    content = flows_content(flows, given.names, given.one_offs(direction))
    title = word("flux", f"titre_{direction}", place=context.place, period=context.period)
    laid = partial(lay_out, content, context)
    return in_two_widths(f"flux-{direction}", title, laid, _elements, spec, (WIDE, NARROW), live=given.live)


def _elements(layout: FlowsLayout) -> Iterator[str]:
    """Ribbons, bars, the ranks of the main flows."""
    # those of one look in a group that says it once
    for (tone, is_thin), ribbons in groupby(layout.ribbons, lambda r: (r.tone, r.thickness <= _HAIRLINE)):
        fill = color(tone)
        width = _HAIRLINE if is_thin else None
        yield svg.element(
            "g", *map(_outline, ribbons), fill=fill, stroke=fill if is_thin else None, stroke_width=width
        )
    outline = color(layout.tone)
    for x, y, width, height, _, tone, _ in layout.bars:
        yield svg.rectangle(x, y, width, max(height, _LEAST_BAR), tone, stroke=outline)
    for badge in layout.badges:
        yield svg.element(
            "circle",
            cx=badge.x,
            cy=badge.y,
            r=badge.radius,
            fill=color("surface"),
            stroke=color("main"),
            stroke_width=1.5,
        )
    yield svg.texts(badge.label for badge in layout.badges)


def _outline(ribbon: Ribbon) -> str:
    """There along the upper edge, back along the lower one, in steps: a fifth shorter than in places."""
    across, fall = ribbon.x_target - ribbon.x_source, ribbon.y_target - ribbon.y_source
    start, top = svg.number(ribbon.x_source), svg.number(ribbon.y_source - ribbon.thickness / 2)
    half, whole, thickness = svg.number(across / 2), svg.number(across), svg.number(ribbon.thickness)
    there, back = svg.number(fall), svg.number(-fall)
    return (
        f'<path d="M{start},{top}c{half},0 {half},{there} {whole},{there}v{thickness}'
        f'c-{half},0-{half},{back}-{whole},{back}z"/>'
    )


def _rows(direction: Direction, given: FigureInput) -> Iterator[Row]:
    others = word("commun", "autres")
    for flow in given.portrait.flows(direction).rows:
        product = others if flow.product_code == OTHERS else given.names.product(flow.product_code)
        country = others if flow.country_code == OTHERS else given.names.country(flow.country_code)
        start, end = (flow.product_code, product), (flow.country_code, country)
        if direction == Direction.IMPORT:
            start, end = end, start
        yield (*start, *end, flow.value_eur, YES if flow.is_main else NO)


def _kind(direction: Direction, start: tuple[str, ...], end: tuple[str, ...]) -> FigureKind:
    return FigureKind(
        name=f"flux-{direction}",
        draw=partial(_draw, direction),
        columns=(*start, *end, "valeur_eur", "flux_principal"),
        key=(start[0], end[0]),
        rows=partial(_rows, direction),
    )


EXPORT_FLOWS: Final = _kind(Direction.EXPORT, PRODUCT, COUNTRY)
IMPORT_FLOWS: Final = _kind(Direction.IMPORT, COUNTRY, PRODUCT)
