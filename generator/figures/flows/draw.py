"""The flows of one direction: products and countries on two sides, a ribbon a flow, the five main ones in red."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from generator.figures.figure import Figure, FigureContext, in_two_widths
from generator.figures.flows.content import flows_content
from generator.figures.flows.layout import lay_out
from generator.figures.flows.model import NARROW, WIDE
from generator.figures.flows.plotly import spec
from generator.figures.flows.svg import draw_svg
from generator.portrait.model import Portrait
from generator.reference.direction import Direction
from generator.reference.names import Names


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
