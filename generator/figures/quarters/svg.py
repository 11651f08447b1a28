"""Quarters: the static picture."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from generator.figures import svg
from generator.figures.figure import Drawing
from generator.figures.quarters.model import Curve, QuartersLayout
from generator.figures.theme import color
from generator.reference.direction import Direction


def draw_svg(layout: QuartersLayout, title: str) -> Drawing:
    """The picture: the balance's bars, the two curves."""
    return svg.picture(layout, title, _data(layout))


def _data(layout: QuartersLayout) -> Iterator[str]:
    for x, end, tone, _ in layout.bars:
        left, top, height = x - layout.bar / 2, min(end, layout.axis), max(abs(end - layout.axis), 1)
        across, down = svg.number(layout.bar), svg.number(height)
        outline = f"M{svg.number(left)},{svg.number(top)}h{across}v{down}h-{across}z"
        yield svg.element("path", d=outline, fill=color(tone))
    for curve in layout.curves:
        yield from _curve(curve, layout.point)
    for direction, x, y in layout.keys:
        yield _point(direction, x, y, 9)


def _curve(curve: Curve, size: float) -> Iterator[str]:
    """The line, begun anew after each gap, and its points."""
    steps = (
        f"{'L' if before else 'M'}{svg.number(point.x)} {svg.number(point.y)}"
        for before, point in pairwise((None, *curve.points))
        if point
    )
    tone = color(curve.direction.value)
    yield svg.element("path", d="".join(steps), fill="none", stroke=tone, stroke_width=2)
    for x, y, _ in filter(None, curve.points):
        yield _point(curve.direction, x, y, size)


def _point(direction: Direction, x: float, y: float, size: float) -> str:
    """A square for imports, a disc for exports: colour is not alone to tell them apart."""
    if direction is Direction.IMPORT:
        return svg.rectangle(x - size / 2, y - size / 2, size, size, direction.value)
    return svg.element("circle", cx=x, cy=y, r=size / 2 + 0.5, fill=color(direction.value))
