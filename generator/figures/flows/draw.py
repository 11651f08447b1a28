"""The flows of one direction: products and countries on two sides, a ribbon a flow, the five main ones in red."""

from __future__ import annotations

from generator.figures.figure import Figure, FigureContext
from generator.figures.flows import plotly as sankey_plotly
from generator.figures.flows import svg as sankey_svg
from generator.figures.flows.content import flows_content
from generator.figures.flows.layout import arrange
from generator.figures.flows.model import NARROW, WIDE
from generator.portrait.model import Direction, Portrait
from generator.reference.names import Names


def flows_figure(
    portrait: Portrait, direction: Direction, names: Names, context: FigureContext
) -> Figure | None:
    """The figure ``flux-export`` or ``flux-import``; ``None`` without a flow.

    Exports go from products to countries, imports from countries to products, left to right.
    """
    flows = portrait.flows(direction)
    if not flows.total_eur:
        return None
    content = flows_content(flows, names, context)
    wide, narrow = arrange(content, WIDE, context), arrange(content, NARROW, context)
    return Figure(
        name=f"flux-{direction}",
        wide=sankey_svg.draw(wide),
        narrow=sankey_svg.draw(narrow),
        spec={"wide": sankey_plotly.spec(wide), "narrow": sankey_plotly.spec(narrow)},
    )
