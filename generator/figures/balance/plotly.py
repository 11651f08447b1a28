"""The balance figure for Plotly: two bar traces on axes measured like the picture's, its text as annotations."""

from __future__ import annotations

from typing import Any

from generator.figures.balance.model import Plan, Row
from generator.figures.balance.svg import STRIPE_OPACITY
from generator.figures.plotly import escape_text, euros, layout, line, lines, rectangle
from generator.figures.theme import color
from generator.french.words import word


def spec(plan: Plan) -> dict[str, Any]:
    """``{"data", "layout"}``; x in euros, imports negative; y in pixels from the top."""
    labels = [
        *plan.headings,
        *(label for row in plan.rows for label in row.name_labels),
        *(bar.label for row in plan.rows for bar in (row.imported, row.exported)),
        *(row.difference for row in plan.rows),
        *plan.tick_labels,
        *plan.foot,
    ]
    hidden = {"visible": False, "fixedrange": True, "domain": [0, 1]}
    return {
        "data": [_trace(plan, "import"), _trace(plan, "export")],
        "layout": layout(
            plan.width,
            plan.height,
            labels,
            plan.mark,
            shapes=_shapes(plan),
            xaxis={**hidden, "range": [-plan.axis / plan.scale, (plan.width - plan.axis) / plan.scale]},
            yaxis={**hidden, "range": [plan.height, 0]},
            barmode="overlay",
            hovermode="closest",
        ),
    }


def _trace(plan: Plan, side: str) -> dict[str, Any]:
    sign = -1 if side == "import" else 1
    bars = [row.imported if side == "import" else row.exported for row in plan.rows]
    return {
        "type": "bar",
        "orientation": "h",
        "name": word("commun", side),
        "x": [sign * bar.value_eur for bar in bars],
        "y": [row.middle for row in plan.rows],
        "width": plan.bar,
        # the outline keeps a bar of a fraction of a pixel in sight, and would draw one of nothing
        "marker": {
            "color": color(side),
            "line": {"width": [1 if bar.value_eur else 0 for bar in bars], "color": color(side)},
        },
        "customdata": [_hover(row) for row in plan.rows],
        "hovertemplate": "<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>",
    }


def _hover(row: Row) -> list[str]:
    """The partner's name and its exact amounts."""
    amounts = (
        (word("commun", "import"), row.imported.value_eur),
        (word("commun", "export"), row.exported.value_eur),
        (word("balance", "solde"), row.difference_eur),
    )
    return [escape_text(row.name), lines(f"{name} : {euros(value)}" for name, value in amounts)]


def _shapes(plan: Plan) -> list[dict[str, Any]]:
    size = (plan.width, plan.height)
    first, last, edge = plan.rows[0].top, plan.rows[-1].bottom, plan.width - plan.margin
    tick_top, tick_bottom = plan.tick_span
    stripes = [
        {**rectangle((plan.margin, row.top, edge, row.bottom), "grid", *size), "opacity": STRIPE_OPACITY}
        for row in plan.rows[::2]
    ]
    swatches = [rectangle((x, y, x + 12, y + 12), tone, *size) for x, y, tone in plan.swatches]
    return [
        *stripes,
        *(line((x, tick_top, x, tick_bottom), plan.tick_tone, *size) for x, _ in plan.ticks),
        *swatches,
        *(line((plan.margin, y, edge, y), "link", *size) for y in (first, last)),
        *(line((plan.axis, top, plan.axis, bottom), "muted", *size) for top, bottom in plan.axis_spans),
        line((plan.margin, plan.foot_top, edge, plan.foot_top), "grid", *size),
    ]
