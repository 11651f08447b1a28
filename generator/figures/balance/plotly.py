"""Balance for Plotly: two bar traces on axes measured like the picture's, its text as a third."""

from __future__ import annotations

from typing import Any

from generator.figures.balance.model import Layout, Row
from generator.figures.balance.svg import STRIPE_OPACITY
from generator.figures.specs import (
    axis,
    escape_text,
    euros,
    line,
    lines,
    plotly_layout,
    rectangle,
    text_trace,
)
from generator.figures.theme import color
from generator.french.words import word


def spec(layout: Layout) -> dict[str, Any]:
    """``{"data", "layout"}``; x in euros, imports negative; y in pixels from the top."""
    labels = [
        *layout.headings,
        *(label for row in layout.rows for label in row.name_labels),
        *(bar.label for row in layout.rows for bar in (row.imported, row.exported)),
        *(row.difference for row in layout.rows),
        *layout.tick_labels,
        *layout.foot,
        *layout.mark,
    ]

    def in_euros(x: float) -> float:
        return (x - layout.axis) / layout.scale

    return {
        "data": [_trace(layout, "import"), _trace(layout, "export"), text_trace(labels, in_euros)],
        "layout": plotly_layout(
            layout.width,
            layout.height,
            layout.mark,
            shapes=_shapes(layout),
            xaxis=axis(in_euros(0), in_euros(layout.width)),
        ),
    }


def _trace(layout: Layout, side: str) -> dict[str, Any]:
    sign = -1 if side == "import" else 1
    bars = [row.imported if side == "import" else row.exported for row in layout.rows]
    return {
        "type": "bar",
        "orientation": "h",
        "name": word("commun", side),
        "x": [sign * bar.value_eur for bar in bars],
        "y": [row.middle for row in layout.rows],
        "width": layout.bar,
        # the outline keeps a bar of a fraction of a pixel in sight, and would draw one of nothing
        "marker": {
            "color": color(side),
            "line": {"width": [1 if bar.value_eur else 0 for bar in bars], "color": color(side)},
        },
        "customdata": [_hover(row) for row in layout.rows],
    }


def _hover(row: Row) -> list[str]:
    """The partner's name and its exact amounts."""
    amounts = (
        (word("commun", "import"), row.imported.value_eur),
        (word("commun", "export"), row.exported.value_eur),
        (word("balance", "solde"), row.difference_eur),
    )
    return [escape_text(row.name), lines(f"{name} : {euros(value)}" for name, value in amounts)]


def _shapes(layout: Layout) -> list[dict[str, Any]]:
    size = (layout.width, layout.height)
    first, last, edge = layout.rows[0].top, layout.rows[-1].bottom, layout.width - layout.margin
    tick_top, tick_bottom = layout.tick_span
    stripes = [
        {**rectangle((layout.margin, row.top, edge, row.bottom), "grid", *size), "opacity": STRIPE_OPACITY}
        for row in layout.rows[::2]
    ]
    swatches = [rectangle((x, y, x + 12, y + 12), tone, *size) for x, y, tone in layout.swatches]
    return [
        *stripes,
        *(line((x, tick_top, x, tick_bottom), layout.tick_tone, *size) for x, _ in layout.ticks),
        *swatches,
        *(line((layout.margin, y, edge, y), "link", *size) for y in (first, last)),
        *(line((layout.axis, top, layout.axis, bottom), "muted", *size) for top, bottom in layout.axis_spans),
        line((layout.margin, layout.foot_top, edge, layout.foot_top), "grid", *size),
    ]
