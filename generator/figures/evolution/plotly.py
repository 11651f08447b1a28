"""Evolution for Plotly: one bar trace a panel, on axes in pixels of the drawing, its text as one more."""

from __future__ import annotations

from typing import Any

from generator.figures.evolution.model import Layout, Panel, Row
from generator.figures.specs import (
    escape_text,
    euros,
    line,
    lines,
    plotly_layout,
    rectangle,
    signed_euros,
    text_trace,
)
from generator.figures.theme import color


def spec(layout: Layout) -> dict[str, Any]:
    """``{"data", "layout"}``; x and y in pixels, each bar beginning at its panel's axis."""
    labels = [
        *(panel.heading for panel in layout.panels),
        *(label for panel in layout.panels for row in panel.rows for label in row.labels),
        *layout.foot,
        *layout.mark,
    ]
    return {
        "data": [*(_trace(layout, panel) for panel in layout.panels), text_trace(labels)],
        "layout": plotly_layout(
            layout.width,
            layout.height,
            layout.mark,
            shapes=_shapes(layout),
        ),
    }


def _trace(layout: Layout, panel: Panel) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "name": escape_text(panel.heading.text),
        "base": [round(panel.axis, 1)] * len(panel.rows),
        "x": [round(row.end - panel.axis, 1) for row in panel.rows],
        "y": [round(row.middle, 1) for row in panel.rows],
        "width": layout.bar,
        "marker": {"color": color(panel.tone)},
        "customdata": [_hover(layout, row) for row in panel.rows],
    }


def _hover(layout: Layout, row: Row) -> list[str]:
    """The name, the exact amounts of both editions and the difference."""
    amounts = zip(layout.periods, (row.change.before_eur, row.change.after_eur), strict=True)
    told = [*(f"{period} : {euros(value)}" for period, value in amounts), signed_euros(row.change.change_eur)]
    return [escape_text(row.name), lines(told)]


def _shapes(layout: Layout) -> list[dict[str, Any]]:
    size = (layout.width, layout.height)
    shapes = []
    for panel in layout.panels:
        (x, y), first = panel.swatch, panel.rows[0].top
        shapes += [
            rectangle((x, y, x + 12, y + 12), panel.tone, *size),
            line((panel.left, first, panel.right, first), "link", *size),
            *(line((panel.axis, start, panel.axis, end), "muted", *size) for start, end in panel.axis_spans),
        ]
    return shapes
