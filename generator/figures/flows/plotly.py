"""Flows: the live Sankey, its hover and its badges.

Plotly's own layout of a Sankey is set aside: with no padding, its scale is the height of the domain over the sum of
the flows, so the domain is given the height of all flows; positions come from the layout, beyond 0 to 1 where need be.

Plotly draws the ribbons in the order in which it stacks them at the bars, so the main flows would lie beneath others:
``meta`` names them, and figure-live.js puts them above.
"""

from __future__ import annotations

from operator import attrgetter
from typing import Any, Final

from generator.figures import specs
from generator.figures.flows.model import Badge, FlowsLayout
from generator.figures.frame import Layout
from generator.figures.text import wrap
from generator.figures.theme import color

_HOVER: Final = {"hoverinfo": "all", "hovertemplate": "%{customdata}<extra></extra>"}
SANKEY: Final = {
    "arrangement": "fixed",
    "node": {"pad": 0, "line": {"width": 1}, **_HOVER},
    "link": {"sort": "input", "line": {"width": 0}, **_HOVER},
}
"""What all Sankeys have in common."""
_HOVER_SIZE = 13.0
_HOVER_WIDTH = 204.0
"""The width of a ribbon's hover text in pixels, on a phone too: Plotly does not wrap it."""


def spec(layout: FlowsLayout) -> dict[str, Any]:
    """``{"data", "layout"}``: a Sankey, and annotations for the ranks."""
    shown = specs.figure(layout, _trace(layout))
    shown["layout"]["annotations"] = [_badge(badge, layout) for badge in layout.badges]
    return shown


def _trace(layout: FlowsLayout) -> dict[str, Any]:
    top, height = layout.flow_top, layout.flow_height
    # Plotly stacks the ribbons of a bar in the order of this list, and draws them in this order too.
    ribbons = sorted(layout.ribbons, key=attrgetter("source", "target"))
    return {
        "type": "sankey",
        "meta": [number for number, ribbon in enumerate(ribbons) if ribbon.rank is not None],
        "domain": {"x": [0, 1], "y": [round(1 - edge / layout.height, 6) for edge in (top + height, top)]},
        "node": {
            "label": [""] * len(layout.bars),
            "x": [round((bar.x + bar.width / 2) / layout.width, 5) for bar in layout.bars],
            "y": [round((bar.y + bar.height / 2 - top) / height, 5) for bar in layout.bars],
            "thickness": layout.bars[0].width,
            "color": [color(bar.tone) for bar in layout.bars],
            "line": {"color": color(layout.tone)},
            "customdata": [_hover(*bar.texts) for bar in layout.bars],
        },
        "link": {
            "source": [ribbon.source for ribbon in ribbons],
            "target": [ribbon.target for ribbon in ribbons],
            "value": [ribbon.value_eur for ribbon in ribbons],
            "color": [color(ribbon.tone) for ribbon in ribbons],
            "hovercolor": [color(layout.tone if r.rank is None else "main") for r in ribbons],
            "customdata": [_hover(*ribbon.texts) for ribbon in ribbons],
        },
    }


def _hover(name: str, amounts: str) -> str:
    wrapped = specs.lines(wrap(name, _HOVER_WIDTH, _HOVER_SIZE, bold=True))
    return f"<b>{wrapped}</b><br>{specs.escape_text(amounts)}"


def _badge(badge: Badge, layout: Layout) -> dict[str, Any]:
    """A box, for want of a circle: only annotations stand above a Sankey."""
    side, label = 2 * badge.radius - 4, badge.label
    return {
        "x": round(badge.x / layout.width, 5),
        "y": round(1 - badge.y / layout.height, 5),
        "xanchor": "center",
        "text": f"<b>{label.text}</b>",
        "font": {"size": label.size, "color": color(label.tone)},
        "width": side,
        "height": side,
        "bgcolor": color("surface"),
        "bordercolor": color("main"),
        "borderwidth": 1.5,
    }
