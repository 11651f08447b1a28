"""Text in Plotly specs. Plotly reads strings as a kind of HTML: whatever comes from files is escaped here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Any

from generator.figures.frame import Label, mark_height
from generator.figures.theme import color
from generator.french.formatting import NBSP, integer
from generator.french.words import curved

_BASELINE = 0.35
"""Middle of a line of text above its baseline, in font sizes: Plotly places a line by its middle."""
_ANCHORS = {"start": "left", "middle": "center", "end": "right"}
_SIDES = {"start": "right", "middle": "center", "end": "left"}
"""On which side of its point a text stands."""


def escape_text(text: str) -> str:
    """``text`` shown as it is: ``&``, ``<`` and ``>`` become entities, apostrophes are curved."""
    return escape(curved(text), quote=False)


def lines(texts: Iterable[str]) -> str:
    """Several lines of untrusted text, escaped, one under the other."""
    return "<br>".join(map(escape_text, texts))


def annotation(label: Label, width: float, height: float) -> dict[str, Any]:
    """A line of text at its place in a figure of ``width`` × ``height`` pixels without margins."""
    return {
        "x": round(label.x / width, 5),
        "y": round(1 - _middle(label) / height, 5),
        "xanchor": _ANCHORS[label.anchor],
        "text": _marked(label),
        "font": {"size": label.size, "color": color(label.tone)},
    }


def _marked(label: Label) -> str:
    escaped = escape_text(label.text)
    return f"<b>{escaped}</b>" if label.bold else escaped


def _middle(label: Label) -> float:
    return label.y - _BASELINE * label.size


def text_trace(labels: Sequence[Label], across: Callable[[float], float] | None = None) -> dict[str, Any]:
    """All lines of text of a figure whose axes are in pixels; ``across`` gives the x of an axis that is in euros.

    Not as annotations: Plotly measures each of those, which took half of the time until a figure was alive on a phone
    (balance: 366 -> 165 ms, flows: 532 -> 250 ms, processor four times slower). A Sankey covers this text.
    """
    return {
        "type": "scatter",
        "mode": "text",
        "x": [round(across(label.x)) if across else round(label.x, 1) for label in labels],
        "y": [round(_middle(label), 1) for label in labels],
        "text": [_marked(label) for label in labels],
        "textposition": [f"middle {_SIDES[label.anchor]}" for label in labels],
        "textfont": {
            "size": [label.size for label in labels],
            "color": [color(label.tone) for label in labels],
        },
        "hoverinfo": "skip",
    }


def euros(value: int) -> str:
    """The whole amount, for hovering: ``1 234 567 €``."""
    return f"{integer(value)}{NBSP}€"


def signed_euros(value: int) -> str:
    """The whole difference, its sign written: ``+1 234 567 €``."""
    return ("+" if value > 0 else "") + euros(value)


def axis(*ends: float) -> dict[str, Any]:
    """An axis over the whole drawing; ``ends``: its Plotly ``range``."""
    return {"range": list(ends)}


Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in pixels of the drawing."""


def _shape(kind: str, box: Box, width: float, height: float, **more: Any) -> dict[str, Any]:
    left, top, right, bottom = box
    return {
        "type": kind,
        "x0": round(left / width, 5),
        "x1": round(right / width, 5),
        "y0": round(1 - bottom / height, 5),
        "y1": round(1 - top / height, 5),
        **more,
    }


def rectangle(box: Box, tone: str, width: float, height: float) -> dict[str, Any]:
    """A filled rectangle beneath the data of a figure of ``width`` × ``height`` pixels."""
    return _shape("rect", box, width, height, fillcolor=color(tone), line={"width": 0})


def line(box: Box, tone: str, width: float, height: float) -> dict[str, Any]:
    """A horizontal or vertical line beneath the data."""
    return _shape("line", box, width, height, line={"width": 1, "color": color(tone)})


def plotly_layout(width: int, height: int, mark: tuple[Label, ...], **more: Any) -> dict[str, Any]:
    """A layout the size of the drawing, with axes in its pixels and the demonstration's band; see ``template``.

    ``more`` is what the chart adds or has otherwise; its ``shapes`` come beside the band.
    """
    band = [rectangle((0, 0, width, mark_height(mark)), "text", width, height)] if mark else []
    return {
        "width": width,
        "height": height,
        "xaxis": axis(0, width),
        "yaxis": axis(height, 0),
        **more,
        "shapes": [*band, *more.get("shapes", [])],
    }
