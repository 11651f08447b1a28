"""Plotly specs. Plotly reads strings as a kind of HTML: text from the files is escaped here."""

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Any

from generator.figures.figure import BASELINE, Label, Layout, Patch, Shape
from generator.figures.theme import color
from generator.french.words import curly_apostrophes

_SIDES = {"start": "right", "middle": "center", "end": "left"}
"""On which side of its point Plotly puts a text, by SVG's anchor."""


def escape_text(text: str) -> str:
    """The text, shown by Plotly as it is: ``&``, ``<`` and ``>`` become entities, apostrophes are curly."""
    return escape(curly_apostrophes(text), quote=False)


def join_lines(texts: Iterable[str]) -> str:
    """Several lines of text, escaped, one below the other."""
    return "<br>".join(map(escape_text, texts))


def _text_trace(labels: Sequence[Label], to_x: Callable[[float], float] | None) -> dict[str, Any]:
    """All lines of text, as one trace.

    Not as annotations: Plotly measures each of those, which took half of the time until a figure was live on a phone
    (balance: 366 -> 165 ms, flows: 532 -> 250 ms, processor four times slower). A Sankey covers this text.
    """
    return {
        "type": "scatter",
        "mode": "text",
        "x": [round(to_x(label.x)) if to_x else round(label.x, 1) for label in labels],
        "y": [round(label.y - BASELINE * label.size, 1) for label in labels],
        "text": [f"<b>{escape_text(label.text)}</b>" if label.bold else escape_text(label.text) for label in labels],
        "textposition": [f"middle {_SIDES[label.anchor]}" for label in labels],
        "textfont": {"size": [label.size for label in labels], "color": [color(label.tone) for label in labels]},
        "hoverinfo": "skip",
    }


def _shape(shape: Shape, layout: Layout) -> dict[str, Any]:
    left, top, right, bottom, tone, *_ = shape
    place = {
        "x0": round(left / layout.width, 5),
        "x1": round(right / layout.width, 5),
        "y0": round(1 - bottom / layout.height, 5),
        "y1": round(1 - top / layout.height, 5),
    }
    if not isinstance(shape, Patch):
        return {"type": "line", **place, "line": {"width": 1, "color": color(tone)}}
    patch = {"type": "rect", **place, "fillcolor": color(tone), "line": {"width": 0}}
    return patch if shape.opacity is None else {**patch, "opacity": shape.opacity}


def figure(layout: Layout, *traces: dict[str, Any], to_x: Callable[[float], float] | None = None) -> dict[str, Any]:
    """The ``{"data", "layout"}`` of a figure the size of its picture; what all figures share is in ``template``.

    Axes are in pixels of the drawing, from its top left corner; ``to_x`` turns pixels into the unit of another x axis.
    """
    ends = [0, layout.width] if to_x is None else [to_x(0), to_x(layout.width)]
    return {
        "data": [*traces, _text_trace(layout.labels, to_x)],
        "layout": {
            "width": layout.width,
            "height": layout.height,
            "xaxis": {"range": ends},
            "yaxis": {"range": [layout.height, 0]},
            "shapes": [_shape(shape, layout) for shape in layout.shapes],
        },
    }
