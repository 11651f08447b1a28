"""Flows: the static picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby

from generator.figures import frame, svg
from generator.figures.flows.model import LEAST_BAR, Badge, Bar, Layout, Ribbon, Swatch
from generator.figures.theme import color

_HAIRLINE = 1.0
"""A ribbon thinner than this is outlined in its own colour, by this width: it stays visible. Plotly does the same."""


def draw_svg(layout: Layout, title: str) -> str:
    """A whole SVG file."""
    return svg.document(layout.width, layout.height, title, _elements(layout))


def _elements(layout: Layout) -> Iterator[str]:
    yield frame.draw_mark(layout.mark, layout.width)
    yield from _ribbons(layout.ribbons)
    yield from (_bar(bar, layout.outline) for bar in layout.bars)
    yield svg.lines(((rule.x0, rule.x1, rule.y, rule.y) for rule in layout.rules), "grid")
    yield from map(_swatch, layout.swatches)
    yield frame.draw(layout.labels)
    yield from map(_badge, layout.badges)
    yield frame.draw(badge.label for badge in layout.badges)


def _ribbons(ribbons: Iterable[Ribbon]) -> Iterator[str]:
    """The ribbons in their order, those of one look in one group."""
    for (name, thin), alike in groupby(ribbons, lambda r: (r.color, r.thickness <= _HAIRLINE)):
        fill = color(name)
        yield svg.element(
            "g",
            *map(_outline, alike),
            fill=fill,
            stroke=fill if thin else None,
            stroke_width=_HAIRLINE if thin else None,
        )


def _outline(ribbon: Ribbon) -> str:
    """There along the upper edge, back along the lower one, in steps: a fifth shorter than in places."""
    start, half, whole = _steps(ribbon.x_source, ribbon.x_target)
    top, thickness = svg.number(ribbon.y_source - ribbon.thickness / 2), svg.number(ribbon.thickness)
    fall = ribbon.y_target - ribbon.y_source
    there, back = svg.number(fall), svg.number(-fall)
    return (
        f'<path d="M{start},{top}c{half},0 {half},{there} {whole},{there}v{thickness}'
        f'c-{half},0-{half},{back}-{whole},{back}z"/>'
    )


@lru_cache(maxsize=16)
def _steps(start: float, end: float) -> tuple[str, str, str]:
    """Where ribbons of one width start, half their width and the whole, written once for all."""
    return svg.number(start), svg.number((end - start) / 2), svg.number(end - start)


def _bar(bar: Bar, outline: str) -> str:
    across = f'x="{svg.number(bar.x)}" y="{svg.number(bar.y)}" width="{svg.number(bar.width)}"'
    return (
        f'<rect {across} height="{svg.number(max(bar.height, LEAST_BAR))}"{svg.paint(bar.color, outline)}/>'
    )


def _swatch(swatch: Swatch) -> str:
    left, top, right, bottom = swatch.box
    return svg.rectangle(left, top, right - left, bottom - top, swatch.color)


def _badge(badge: Badge) -> str:
    place = f'cx="{svg.number(badge.x)}" cy="{svg.number(badge.y)}" r="{svg.number(badge.radius)}"'
    return f'<circle {place}{svg.paint("surface", "main")} stroke-width="1.5"/>'
