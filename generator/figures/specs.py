"""Plotly specs. Plotly reads strings as a kind of HTML: whatever comes from files is escaped here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Any

from generator.figures.frame import BASELINE, Label, Layout, Patch, Shape
from generator.figures.theme import color
from generator.french.formatting import NBSP, integer
from generator.french.words import curly_apostrophes

_SIDES = {"start": "right", "middle": "center", "end": "left"}
"""On which side of its point a text stands."""


def escape_text(text: str) -> str:
    """``text`` shown as it is: ``&``, ``<`` and ``>`` become entities, straight apostrophes become curly."""
    return escape(curly_apostrophes(text), quote=False)


def lines(texts: Iterable[str]) -> str:
    """Several lines of untrusted text, escaped, one under the other."""
    return "<br>".join(map(escape_text, texts))


def euros(value: int) -> str:
    """The whole amount, for hovering: ``1 234 567 €``."""
    return f"{integer(value)}{NBSP}€"


def signed_euros(value: int) -> str:
    """The whole difference, its sign written: ``+1 234 567 €``."""
    return ("+" if value > 0 else "") + euros(value)


def _text_trace(labels: Sequence[Label], across: Callable[[float], float] | None) -> dict[str, Any]:
    """All lines of text.

    Not as annotations: Plotly measures each of those, which took half of the time until a figure was alive on a phone
    (balance: 366 -> 165 ms, flows: 532 -> 250 ms, processor four times slower). A Sankey covers this text.
    """
    return {
        "type": "scatter",
        "mode": "text",
        "x": [round(across(label.x)) if across else round(label.x, 1) for label in labels],
        "y": [round(label.y - BASELINE * label.size, 1) for label in labels],
        "text": [
            f"<b>{escape_text(label.text)}</b>" if label.bold else escape_text(label.text) for label in labels
        ],
        "textposition": [f"middle {_SIDES[label.anchor]}" for label in labels],
        "textfont": {
            "size": [label.size for label in labels],
            "color": [color(label.tone) for label in labels],
        },
        "hoverinfo": "skip",
    }


def shape(drawn: Shape, layout: Layout) -> dict[str, Any]:
    """A thin line, or a patch, beneath the data."""
    left, top, right, bottom, tone, *_ = drawn
    place = {
        "x0": round(left / layout.width, 5),
        "x1": round(right / layout.width, 5),
        "y0": round(1 - bottom / layout.height, 5),
        "y1": round(1 - top / layout.height, 5),
    }
    if not isinstance(drawn, Patch):
        return {"type": "line", **place, "line": {"width": 1, "color": color(tone)}}
    patch = {"type": "rect", **place, "fillcolor": color(tone), "line": {"width": 0}}
    return patch if drawn.opacity is None else {**patch, "opacity": drawn.opacity}


def figure(
    layout: Layout,
    *traces: dict[str, Any],
    across: Callable[[float], float] | None = None,
) -> dict[str, Any]:
    """``{"data", "layout"}`` of a figure the size of its picture; ``template`` has what all figures share.

    Axes are in pixels of the drawing, from its top left corner; ``across`` gives the x of an axis that is in euros.
    """
    ends = [0, layout.width] if across is None else [across(0), across(layout.width)]
    return {
        "data": [*traces, _text_trace(layout.labels, across)],
        "layout": {
            "width": layout.width,
            "height": layout.height,
            "xaxis": {"range": ends},
            "yaxis": {"range": [layout.height, 0]},
            "shapes": [shape(each, layout) for each in layout.shapes],
        },
    }
