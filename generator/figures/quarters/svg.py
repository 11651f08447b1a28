"""Quarters: the static picture."""

from __future__ import annotations

from generator.figures import svg
from generator.figures.frame import draw, draw_foot, draw_mark
from generator.figures.quarters.model import Curve, Layout
from generator.figures.theme import color
from generator.reference.direction import Direction

FEW = 12
"""Up to so many quarters, each point is a shape of its own."""


def draw_svg(layout: Layout, title: str) -> str:
    """A whole SVG file."""
    body = [
        draw_mark(layout.mark, layout.width),
        *(_rules(layout, tone) for tone in dict.fromkeys(rule.tone for rule in layout.rules)),
        *(_bars(layout, tone) for tone in sorted({bar.tone for bar in layout.bars})),
        *(_curve(curve, layout.point) for curve in layout.curves),
        *(_point(direction, x, y, 9) for direction, x, y in layout.keys),
        draw(layout.labels),
        draw_foot(layout.foot, layout.width, layout.foot_top, layout.margin),
    ]
    return svg.document(layout.width, layout.height, title, body)


def _rules(layout: Layout, tone: str) -> str:
    rules = (rule for rule in layout.rules if rule.tone == tone)
    return svg.lines(((rule.start[0], rule.end[0], rule.start[1], rule.end[1]) for rule in rules), tone)


def _bars(layout: Layout, tone: str) -> str:
    boxes = (
        (
            bar.x - layout.bar / 2,
            min(bar.end, layout.axis),
            layout.bar,
            max(abs(bar.end - layout.axis), 1),
        )
        for bar in layout.bars
        if bar.tone == tone
    )
    return svg.bars(boxes, tone)


def _curve(curve: Curve, point: float) -> str:
    lines = "".join(_line(run, curve.direction) for run in curve.runs if len(run) > 1)
    if len(curve.points) > FEW:
        return lines + _dots(curve, point)
    return lines + "".join(_point(curve.direction, x, y, point) for x, y in curve.points)


def _dots(curve: Curve, point: float) -> str:
    """The points as the ends of lines without length, square or round: a third of the bytes of as many shapes."""
    export = curve.direction is Direction.EXPORT
    return svg.element(
        "path",
        d="".join(f"M{svg.number(x)} {svg.number(y)}h0" for x, y in curve.points),
        stroke=color(curve.direction.value),
        stroke_width=point + export,
        stroke_linecap="round" if export else "square",
    )


def _line(run: tuple[tuple[float, float], ...], direction: Direction) -> str:
    places = "L".join(f"{svg.number(x)} {svg.number(y)}" for x, y in run)
    return svg.element("path", d=f"M{places}", fill="none", stroke=color(direction.value), stroke_width=2)


def _point(direction: Direction, x: float, y: float, size: float) -> str:
    """A square for imports, a disc for exports: colour is not alone to tell them apart."""
    if direction is Direction.IMPORT:
        return svg.rectangle(x - size / 2, y - size / 2, size, size, direction.value)
    return svg.element("circle", cx=x, cy=y, r=size / 2 + 0.5, fill=color(direction.value))
