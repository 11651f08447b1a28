"""What all layouts are made of: lines of text, thin lines and patches, and the frame around the data.

Lengths are pixels of the drawing, from its top left corner; a ``tone`` is a colour's name in the theme. ``svg.picture``
draws a layout, ``specs.figure`` tells Plotly the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from generator.figures.figure import FigureContext
from generator.figures.text import wrap
from generator.french.words import word

_MARK_SIZE, _FOOT_SIZE = 14.0, 12.0
_MARK_LEAD, _FOOT_LEAD = 20.0, 16.0
LEAD = 1.25
"""Of the lines of a name, in font sizes."""


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
class Frame:
    """What stands around the data: the demonstration's mark on a band above; below ``rule``, the foot."""

    width: int
    height: int
    mark: tuple[Label, ...]
    rule: Line
    foot: tuple[Label, ...]

    @property
    def band(self) -> tuple[Patch, ...]:
        """The ground of the mark: dark where the figure is light, so that it is no part of the data."""
        return (Patch(0, 0, self.width, _band_height(self.mark), "text"),) if self.mark else ()


@dataclass(frozen=True, slots=True)
class Layout:
    """A figure laid out in one width; each kind adds its data. ``shapes`` and ``labels`` are those of both drawings."""

    frame: Frame
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
    return _band_height(mark(context, width))


def _band_height(labels: tuple[Label, ...]) -> float:
    return labels[-1].y + 10 if labels else 0.0


def frame(context: FigureContext, width: int, margin: float, top: float) -> Frame:
    """The frame of a drawing whose data end at ``top``: place, period and source stand below, in small lines."""
    text = word("commun", "pied", place=context.place, period=context.period, source=context.source)
    foot = tuple(
        Label(margin, top + _FOOT_LEAD * (row + 1) + 2, line, _FOOT_SIZE, tone="muted")
        for row, line in enumerate(wrap(text, width - 2 * margin, _FOOT_SIZE))
    )
    rule = Line(margin, top, width - margin, top, "grid")
    return Frame(width, round(foot[-1].y + 10), mark(context, width), rule, foot)


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
