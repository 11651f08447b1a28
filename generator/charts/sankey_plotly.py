"""The Plotly spec of a flows figure: the same picture, alive.

Plotly's own layout of a Sankey is set aside: with no padding, its scale is the height of the domain over the sum of
the flows, so the domain is given the height of all flows; positions come from the picture, beyond 0 to 1 where need be.

Plotly draws the ribbons in the order in which it stacks them at the bars, so the main flows would lie beneath others.
Hence two traces, one exactly over the other: the lower shows the other flows, the upper the main ones and what is said.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.charts import plotly_text
from generator.charts.sankey_model import Badge, Picture
from generator.charts.theme import color

_CLEAR = "rgba(0,0,0,0)"


def spec(picture: Picture) -> dict[str, Any]:
    """Data and layout of a picture, JSON-ready."""
    layout = plotly_text.layout(
        picture.width,
        picture.height,
        picture.labels,
        picture.mark,
        hovermode="closest",
        shapes=[_rule(y, picture) for y in picture.rules],
    )
    layout["annotations"] += [_badge(badge, picture) for badge in picture.badges]
    return {"data": [_trace(picture, over=False), _trace(picture, over=True)], "layout": layout}


def _trace(picture: Picture, *, over: bool) -> dict[str, Any]:
    """One of the two traces; a ribbon has its colour in one of them and is clear in the other."""
    top, height = picture.flow_top, picture.flow_height
    # Plotly stacks the ribbons of a bar in the order of this list, and draws them in this order too.
    ribbons = sorted(picture.ribbons, key=lambda ribbon: (ribbon.source, ribbon.target))
    return {
        "type": "sankey",
        "arrangement": "fixed",
        "domain": {"x": [0, 1], "y": [1 - (top + height) / picture.height, 1 - top / picture.height]},
        "node": {
            "label": [""] * len(picture.bars),
            "x": [(bar.x + bar.width / 2) / picture.width for bar in picture.bars],
            "y": [(bar.y + bar.height / 2 - top) / height for bar in picture.bars],
            "pad": 0,
            "thickness": picture.bars[0].width,
            "color": [color(bar.color) for bar in picture.bars],
            "line": {"color": color(picture.outline), "width": 1},
            **_said([bar.texts for bar in picture.bars], over=over),
        },
        "link": {
            "sort": "input",
            "source": [ribbon.source for ribbon in ribbons],
            "target": [ribbon.target for ribbon in ribbons],
            "value": [ribbon.value_eur for ribbon in ribbons],
            "color": [color(r.color) if (r.rank is not None) == over else _CLEAR for r in ribbons],
            "hovercolor": [color(ribbon.lit_color) for ribbon in ribbons],
            "line": {"width": 0},
            **_said([ribbon.texts for ribbon in ribbons], over=over),
        },
    }


def _said(texts: Iterable[tuple[str, str]], *, over: bool) -> dict[str, Any]:
    """What is said of bars or ribbons that are pointed at: only the upper trace can be."""
    if not over:
        return {"hoverinfo": "skip"}
    return {"customdata": [_hover(pair) for pair in texts], "hovertemplate": "%{customdata}<extra></extra>"}


def _hover(texts: tuple[str, str]) -> str:
    name, amounts = map(plotly_text.escape_text, texts)
    return f"<b>{name}</b><br>{amounts}"


def _rule(y: float, picture: Picture) -> dict[str, Any]:
    height = 1 - y / picture.height
    return {
        "type": "line",
        "xref": "paper",
        "yref": "paper",
        "x0": picture.margin / picture.width,
        "x1": 1 - picture.margin / picture.width,
        "y0": height,
        "y1": height,
        "line": {"color": color("grid"), "width": 1},
    }


def _badge(badge: Badge, picture: Picture) -> dict[str, Any]:
    """A box, for want of a circle: only annotations stand above a Sankey."""
    side = 2 * badge.radius - 4
    return plotly_text.annotation(badge.label, picture.width, picture.height) | {
        "width": side,
        "height": side,
        "bgcolor": color("surface"),
        "bordercolor": color("main"),
        "borderwidth": 1.5,
    }
