"""Evolution: the live figure, a bar a change."""

from __future__ import annotations

from typing import Any

from generator.figures import specs
from generator.figures.evolution.model import ChangeRow, EvolutionLayout, Panel
from generator.figures.theme import color


def spec(layout: EvolutionLayout) -> dict[str, Any]:
    """``{"data", "layout"}``; x and y in pixels, each bar beginning at its panel's axis."""
    return specs.figure(layout, *(_trace(layout, panel) for panel in layout.panels))


def _trace(layout: EvolutionLayout, panel: Panel) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "name": specs.escape_text(panel.heading.text),
        "base": [round(panel.axis, 1)] * len(panel.rows),
        "x": [round(row.end - panel.axis, 1) for row in panel.rows],
        "y": [round(row.middle, 1) for row in panel.rows],
        "width": layout.bar,
        "marker": {"color": color(panel.direction.value)},
        "customdata": [_hover(layout, row) for row in panel.rows],
    }


def _hover(layout: EvolutionLayout, row: ChangeRow) -> list[str]:
    """The name, the exact amounts of both editions and the difference."""
    before, after = layout.periods
    texts = (
        f"{before} : {specs.euros(row.change.before_eur)}",
        f"{after} : {specs.euros(row.change.after_eur)}",
        specs.signed_euros(row.change.change_eur),
    )
    return [specs.escape_text(row.name), specs.lines(texts)]
