"""The flows of one direction: products and countries on two sides, a ribbon a flow, the five main ones in red."""

from __future__ import annotations

from generator.figures.figure import Figure, FigureContext
from generator.figures.flows.content import flows_content
from generator.figures.flows.layout import lay_out
from generator.figures.flows.model import NARROW, WIDE
from generator.figures.flows.plotly import spec
from generator.figures.flows.svg import draw_svg
from generator.portrait.model import Direction, Portrait
from generator.reference.names import Names


def figure_name(direction: Direction) -> str:
    """``flux-export`` or ``flux-import``."""
    return f"flux-{direction}"


def flows_figure(
    portrait: Portrait, direction: Direction, names: Names, context: FigureContext
) -> Figure | None:
    """The figure of one direction; ``None`` without a flow.

    Exports go from products to countries, imports from countries to products, left to right.
    """
    flows = portrait.flows(direction)
    if not flows.total_eur:
        return None
    content = flows_content(flows, names, context)
    wide, narrow = lay_out(content, WIDE, context), lay_out(content, NARROW, context)
    return Figure(
        name=figure_name(direction),
        title=wide.title,
        wide=draw_svg(wide),
        narrow=draw_svg(narrow),
        specs=lambda: {"wide": spec(wide), "narrow": spec(narrow)},
    )
