"""Quarters: the live curves and the bars of their difference."""

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
    curves = (_curve_trace(*curve, layout.point) for curve in layout.curves.items())
    return specs.figure(layout, _bars_trace(layout), *curves, _keys_trace(layout))


def _hover(quarter: Quarter, name: str, value: str) -> str:
    """The quarter, then its exact amount."""
    return specs.lines([quarter_name(quarter), f"{name} : {value}"])


def _bars_trace(layout: QuartersLayout) -> dict[str, Any]:
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


def _curve_trace(direction: Direction, curve: Curve, size: float) -> dict[str, Any]:
    """In a gap stands a point without a place: the line stops there."""
    name = word("commun", direction.value)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": name,
        "x": [point and round(point.x, 1) for point in curve],
        "y": [point and round(point.y, 1) for point in curve],
        "line": {"color": color(direction.value), "width": 2},
        "marker": {
            "symbol": _SYMBOLS[direction],
            "size": round(size + (direction is Direction.EXPORT), 1),
            "opacity": 1,
        },
        "text": [
            point and _hover(point.quarter, name, specs.euros(point.quarter.of(direction))) for point in curve
        ],
        **_HOVER,
    }


def _keys_trace(layout: QuartersLayout) -> dict[str, Any]:
    """The legend's points."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [round(x, 1) for x, _ in layout.keys.values()],
        "y": [round(y, 1) for _, y in layout.keys.values()],
        "marker": {
            "symbol": [_SYMBOLS[direction] for direction in layout.keys],
            "color": [color(direction.value) for direction in layout.keys],
            "size": 9,
            "opacity": 1,
        },
        "hoverinfo": "skip",
    }
