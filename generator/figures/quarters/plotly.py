"""Quarters for Plotly: a line a direction and the balance's bars, on axes in pixels of the drawing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.figures.quarters.model import Curve, Layout
from generator.figures.specs import euros, line, lines, plotly_layout, signed_euros, text_trace
from generator.figures.theme import color
from generator.french.words import word
from generator.reference.direction import Direction

_SYMBOLS = {Direction.IMPORT: "square", Direction.EXPORT: "circle"}


def spec(layout: Layout) -> dict[str, Any]:
    """``{"data", "layout"}``; x and y in pixels from the top left."""
    size = (layout.width, layout.height)
    return {
        "data": [
            _bars(layout),
            *(_curve(curve, layout) for curve in layout.curves),
            _keys(layout),
            text_trace([*layout.labels, *layout.foot, *layout.mark]),
        ],
        "layout": plotly_layout(
            layout.width,
            layout.height,
            layout.mark,
            shapes=[
                *(line((*rule.start, *rule.end), rule.tone, *size) for rule in layout.rules),
                line(
                    (layout.margin, layout.foot_top, layout.width - layout.margin, layout.foot_top),
                    "grid",
                    *size,
                ),
            ],
        ),
    }


def _told(layout: Layout, name: str, values: Iterable[str]) -> list[str]:
    """The quarter, then its exact amount."""
    return [
        lines([word("trimestres", "court", n=q.quarter, year=q.year), f"{name} : {value}"])
        for q, value in zip(layout.quarters, values, strict=True)
    ]


_HOVER = {"hovertemplate": "%{text}<extra></extra>"}


def _bars(layout: Layout) -> dict[str, Any]:
    return {
        "type": "bar",
        "name": (name := word("trimestres", "solde")),
        "base": [round(layout.axis, 1)] * len(layout.bars),
        "x": [round(bar.x, 1) for bar in layout.bars],
        "y": [round(bar.end - layout.axis, 1) for bar in layout.bars],
        "width": round(layout.bar, 1),
        "marker": {"color": [color(bar.tone) for bar in layout.bars]},
        "text": _told(layout, name, (signed_euros(q.balance_eur) for q in layout.quarters)),
        **_HOVER,
    }


def _curve(curve: Curve, layout: Layout) -> dict[str, Any]:
    """Between two runs stands a point without a place: the line stops there."""
    places: list[tuple[float | None, float | None]] = []
    said: list[str | None] = []
    name, exported = word("commun", curve.direction.value), curve.direction is Direction.EXPORT
    named = iter(
        _told(layout, name, (euros(q.export_eur if exported else q.import_eur) for q in layout.quarters))
    )
    for run in curve.runs:
        if places:
            places.append((None, None))
            said.append(None)
        places += [(round(x, 1), round(y, 1)) for x, y in run]
        said += [next(named) for _ in run]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": name,
        "x": [x for x, _ in places],
        "y": [y for _, y in places],
        "line": {"color": color(curve.direction.value), "width": 2},
        "marker": {
            "symbol": _SYMBOLS[curve.direction],
            "size": round(layout.point + exported, 1),
            "opacity": 1,
        },
        "text": said,
        **_HOVER,
    }


def _keys(layout: Layout) -> dict[str, Any]:
    """The legend's points."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [round(x, 1) for _, x, _ in layout.keys],
        "y": [round(y, 1) for _, _, y in layout.keys],
        "marker": {
            "symbol": [_SYMBOLS[direction] for direction, _, _ in layout.keys],
            "color": [color(direction.value) for direction, _, _ in layout.keys],
            "size": 9,
            "opacity": 1,
        },
        "hoverinfo": "skip",
    }
