"""The evolution figure for Plotly: one bar trace a panel, on axes in pixels of the drawing, text as annotations."""

from __future__ import annotations

from typing import Any

from generator.figures.evolution.model import Panel, Plan, Row
from generator.figures.frame import difference
from generator.figures.plotly import escape_text, euros, layout, line, lines, rectangle
from generator.figures.theme import color


def spec(plan: Plan) -> dict[str, Any]:
    """``{"data", "layout"}``; x and y in pixels, each bar beginning at its panel's axis."""
    hidden = {"visible": False, "fixedrange": True, "domain": [0, 1]}
    labels = [
        *(panel.heading for panel in plan.panels),
        *(label for panel in plan.panels for row in panel.rows for label in row.labels),
        *plan.foot,
    ]
    return {
        "data": [_trace(plan, panel) for panel in plan.panels],
        "layout": layout(
            plan.width,
            plan.height,
            labels,
            plan.mark,
            shapes=_shapes(plan),
            xaxis={**hidden, "range": [0, plan.width]},
            yaxis={**hidden, "range": [plan.height, 0]},
            barmode="overlay",
            hovermode="closest",
        ),
    }


def _trace(plan: Plan, panel: Panel) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "name": escape_text(panel.heading.text),
        "base": [round(panel.axis, 1)] * len(panel.rows),
        "x": [round(row.end - panel.axis, 1) for row in panel.rows],
        "y": [round(row.middle, 1) for row in panel.rows],
        "width": plan.bar,
        "marker": {"color": color(panel.tone)},
        "customdata": [_hover(plan, row) for row in panel.rows],
        "hovertemplate": "<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>",
    }


def _hover(plan: Plan, row: Row) -> list[str]:
    """The name, the exact amounts of both editions and the difference."""
    amounts = zip(plan.periods, (row.change.before_eur, row.change.after_eur), strict=True)
    told = [*(f"{period} : {euros(value)}" for period, value in amounts), difference(row.change.change_eur)]
    return [escape_text(row.name), lines(told)]


def _shapes(plan: Plan) -> list[dict[str, Any]]:
    size = (plan.width, plan.height)
    shapes = []
    for panel in plan.panels:
        (x, y), first = panel.swatch, panel.rows[0].top
        shapes += [
            rectangle((x, y, x + 12, y + 12), panel.tone, *size),
            line((panel.left, first, panel.right, first), "link", *size),
            *(line((panel.axis, start, panel.axis, end), "muted", *size) for start, end in panel.axis_spans),
        ]
    return shapes
