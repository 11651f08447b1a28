"""What all layouts are made of: lines of text, thin lines and patches, also those of the frame around the data.

Lengths are pixels of the drawing, from its top left corner; a ``tone`` is a colour's name in the theme. ``svg.picture``
draws a layout, ``specs.figure`` tells Plotly the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from generator.figures.figure import FigureContext
from generator.figures.text import wrap
from generator.french.words import word

_MARK_SIZE, _FOOT_SIZE = 14.0, 12.0
_MARK_LEAD, _FOOT_LEAD = 20.0, 16.0
LEAD = 1.25
"""Of the lines of a name, in font sizes."""
BASELINE = 0.35
"""Of a line of text, below its middle, in font sizes: Plotly places a line by its middle."""


class Label(NamedTuple):
    """One line of text, ``y`` at its baseline; ``anchor``: ``start``, ``middle`` or ``end``."""

    x: float
    y: float
    text: str
    size: float
    anchor: str = "start"
    tone: str = "text"
    bold: bool = False


class Line(NamedTuple):
    """A thin line, horizontal or vertical. ``is_axis``: drawn over the data, where the picture can do so."""

    x0: float
    y0: float
    x1: float
    y1: float
    tone: str
    is_axis: bool = False


class Patch(NamedTuple):
    """A filled rectangle beneath the data."""

    left: float
    top: float
    right: float
    bottom: float
    tone: str
    opacity: float | None = None


Shape = Line | Patch


@dataclass(frozen=True, slots=True)
class Layout:
    """A figure laid out in one width; each kind adds its data. ``shapes`` and ``labels`` are those of both drawings."""

    width: int
    height: int
    shapes: tuple[Shape, ...]
    labels: tuple[Label, ...]


def mark(context: FigureContext, width: int) -> tuple[Label, ...]:
    """The demonstration's mark at the top of a drawing, on a band of ``mark_height``; empty for real data."""
    if not context.demonstration:
        return ()
    lines = wrap(word("commun", "demonstration"), width - 16, _MARK_SIZE, bold=True)
    return tuple(
        Label(width / 2, _MARK_LEAD * (row + 1), line, _MARK_SIZE, "middle", "surface", bold=True)
        for row, line in enumerate(lines)
    )


def mark_height(context: FigureContext, width: int) -> float:
    """The height of the band under the mark; 0 without one."""
    labels = mark(context, width)
    return labels[-1].y + 10 if labels else 0.0


def framed(
    context: FigureContext,
    width: int,
    margin: float,
    end: float,
    shapes: Iterable[Shape],
    labels: Iterable[Label],
) -> tuple[int, int, tuple[Shape, ...], tuple[Label, ...]]:
    """What a ``Layout`` begins with: of data that end at ``end``, and of the frame around them.

    Above stands the demonstration's mark, below a rule place, period and source in small lines.
    """
    # dark where the figure is light, so that it is no part of the data
    band = [Patch(0, 0, width, mark_height(context, width), "text")] if context.demonstration else []
    rule = Line(margin, end, width - margin, end, "grid", is_axis=True)
    text = word("commun", "pied", place=context.place, period=context.period, source=context.source)
    foot = [
        Label(margin, end + _FOOT_LEAD * (row + 1) + 2, line, _FOOT_SIZE, tone="muted")
        for row, line in enumerate(wrap(text, width - 2 * margin, _FOOT_SIZE))
    ]
    return (
        width,
        round(foot[-1].y + 10),
        (*band, *shapes, rule),
        (*labels, *foot, *mark(context, width)),
    )


def name_labels(
    x: float, y: float, lines: tuple[str, ...], size: float, *, bold: bool = False
) -> list[Label]:
    """A name in its lines, the first one's baseline at ``y``."""
    return [Label(x, y + size * LEAD * row, line, size, bold=bold) for row, line in enumerate(lines)]


def difference_tone(value: int) -> str:
    """The colour's name of a difference: beside its sign, which says the same."""
    return "gain" if value > 0 else "loss" if value < 0 else "muted"


def round_amounts(largest: int) -> list[int]:
    """The round amounts of a scale, in euros: the largest one up to ``largest``, after the half of it."""
    power = 10 ** (len(str(largest)) - 1)
    outer = max(factor * power for factor in (1, 2, 4, 6, 8) if factor * power <= max(largest, 1))
    return [outer] if outer % 2 else [outer // 2, outer]
