"""The flows of one direction: products and countries on two sides, a ribbon a flow, the five main ones in red."""

from __future__ import annotations

from generator.charts import sankey_plotly, sankey_svg
from generator.charts.figure import Figure, FigureContext
from generator.charts.sankey_content import flows_content
from generator.charts.sankey_layout import arrange
from generator.charts.sankey_model import NARROW, WIDE
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
