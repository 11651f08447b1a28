"""Flows: the static picture."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from generator.figures import svg
from generator.figures.figure import Drawing
from generator.figures.flows.model import FlowsLayout, Ribbon
from generator.figures.theme import color

_HAIRLINE = 1.0
"""A ribbon thinner than this is outlined in its own colour, by this width: it stays visible. Plotly does the same."""
_LEAST_BAR = 0.5
"""A bar is drawn at least this high, plus its outline, however small its amount. Plotly does the same."""


def draw_svg(layout: FlowsLayout, title: str) -> Drawing:
    """The picture: ribbons, bars, the ranks of the main flows."""
    return svg.picture(layout, title, _data(layout))


def _data(layout: FlowsLayout) -> Iterator[str]:
    # those of one look in a group that says it once
    for (tone, is_thin), ribbons in groupby(layout.ribbons, lambda r: (r.color, r.thickness <= _HAIRLINE)):
        fill = color(tone)
        width = _HAIRLINE if is_thin else None
        yield svg.element(
            "g", *map(_outline, ribbons), fill=fill, stroke=fill if is_thin else None, stroke_width=width
        )
    outline = color(layout.color)
    for x, y, width, height, _, tone, _ in layout.bars:
        yield svg.rectangle(x, y, width, max(height, _LEAST_BAR), tone, stroke=outline)
    for badge in layout.badges:
        yield svg.element(
            "circle",
            cx=badge.x,
            cy=badge.y,
            r=badge.radius,
            fill=color("surface"),
            stroke=color("main"),
            stroke_width=1.5,
        )
    yield svg.texts(badge.label for badge in layout.badges)


def _outline(ribbon: Ribbon) -> str:
    """There along the upper edge, back along the lower one, in steps: a fifth shorter than in places."""
    across, fall = ribbon.x_target - ribbon.x_source, ribbon.y_target - ribbon.y_source
    start, top = svg.number(ribbon.x_source), svg.number(ribbon.y_source - ribbon.thickness / 2)
    half, whole, thickness = svg.number(across / 2), svg.number(across), svg.number(ribbon.thickness)
    there, back = svg.number(fall), svg.number(-fall)
    return (
        f'<path d="M{start},{top}c{half},0 {half},{there} {whole},{there}v{thickness}'
        f'c-{half},0-{half},{back}-{whole},{back}z"/>'
    )
