"""Evolution: the static picture."""

from __future__ import annotations

from generator.figures import svg
from generator.figures.evolution.model import EvolutionLayout
from generator.figures.figure import Drawing


def draw_svg(layout: EvolutionLayout, title: str) -> Drawing:
    """The picture: a bar a row."""
    bars = (
        svg.bar(panel.axis, row.end, row.middle, layout.bar, panel.direction.value)
        for panel in layout.panels
        for row in panel.rows
    )
    return svg.picture(layout, title, bars)
