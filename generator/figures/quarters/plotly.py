"""Quarters for Plotly: a line a direction and the balance's bars, on axes in pixels of the drawing."""

from __future__ import annotations

from typing import Any

from generator.figures import specs
from generator.figures.quarters.model import Curve, QuartersLayout
from generator.figures.quarters.timeline import quarter_name
from generator.figures.theme import color
from generator.french.words import word
from generator.portrait.model import Quarter
from generator.reference.direction import Direction

_SYMBOLS = {Direction.IMPORT: "square", Direction.EXPORT: "circle"}
_HOVER = {"hovertemplate": "%{text}<extra></extra>"}


def spec(layout: QuartersLayout) -> dict[str, Any]:
    """``{"data", "layout"}``; x and y in pixels from the top left."""
    curves = (_curve(curve, layout.point) for curve in layout.curves)
    return specs.figure(layout, _bars(layout), *curves, _keys(layout))


def _hover(quarter: Quarter, name: str, value: str) -> str:
    """The quarter, then its exact amount."""
    return specs.lines([quarter_name(quarter), f"{name} : {value}"])


def _bars(layout: QuartersLayout) -> dict[str, Any]:
    name, bars = word("trimestres", "solde"), layout.bars
    return {
        "type": "bar",
        "name": name,
        "base": [round(layout.axis, 1)] * len(bars),
        "x": [round(bar.x, 1) for bar in bars],
        "y": [round(bar.end - layout.axis, 1) for bar in bars],
        "width": round(layout.bar, 1),
        "marker": {"color": [color(bar.tone) for bar in bars]},
        "text": [_hover(q, name, specs.signed_euros(q.balance_eur)) for *_, q in bars],
        **_HOVER,
    }


def _curve(curve: Curve, size: float) -> dict[str, Any]:
    """In a gap stands a point without a place: the line stops there."""
    name, points = word("commun", curve.direction.value), curve.points
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": name,
        "x": [point and round(point.x, 1) for point in points],
        "y": [point and round(point.y, 1) for point in points],
        "line": {"color": color(curve.direction.value), "width": 2},
        "marker": {
            "symbol": _SYMBOLS[curve.direction],
            "size": round(size + (curve.direction is Direction.EXPORT), 1),
            "opacity": 1,
        },
        "text": [
            point and _hover(point.quarter, name, specs.euros(point.quarter.of(curve.direction)))
            for point in points
        ],
        **_HOVER,
    }


def _keys(layout: QuartersLayout) -> dict[str, Any]:
    """The legend's points."""
    directions = [key.direction for key in layout.keys]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [round(key.x, 1) for key in layout.keys],
        "y": [round(key.y, 1) for key in layout.keys],
        "marker": {
            "symbol": [_SYMBOLS[direction] for direction in directions],
            "color": [color(direction.value) for direction in directions],
            "size": 9,
            "opacity": 1,
        },
        "hoverinfo": "skip",
    }
