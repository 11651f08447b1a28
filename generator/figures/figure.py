"""What every figure is made of: its context, its layout in pixels, the frame around its data, its pictures.

Lengths are pixels of the drawing, from its top left corner; a ``tone`` is the name of a colour in the theme.
``svg.picture`` draws a layout, ``specs.figure`` describes it to Plotly.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from generator.figures.text import text_width, wrap
from generator.french.formatting import Unit, share
from generator.french.words import word

_BANNER_SIZE, _FOOT_SIZE = 13.0, 12.0
_BANNER_LEAD, _FOOT_LEAD = 18.0, 16.0
NAME_LEAD = 1.25
"""Line height of a name, in font sizes."""
BASELINE = 0.35
"""How far the baseline of a line is below its middle, in font sizes: Plotly places a line by its middle."""


@dataclass(frozen=True, slots=True)
class FigureContext:
    """What a picture states of itself, as it may be shared without its page.

    ``period``: ``2024`` or ``1er–3e trimestres 2024``. ``source``: source, date and licence on one line.
    ``complete``: whether the period is the whole year.
    """

    place: str
    period: str
    source: str
    demonstration: bool
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Drawing:
    """A static picture: a whole SVG file, ``width`` × ``height`` in CSS pixels."""

    width: int
    height: int
    svg: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, drawn. ``name``: of its files (``flux-export``). ``title``: what it shows, with place and period.

    ``wide``: the picture for a desktop; ``medium``: for a tablet; ``narrow``: for a phone. ``specs``: the Plotly spec
    (``{"data": […], "layout": {…}}``) of each, the size of the picture, as JSON: text takes a tenth of the memory.

    A figure of an earlier edition has only ``narrow``: a dozen editions must fit in the host's one gigabyte, and the
    narrow picture serves every screen.
    """

    name: str
    title: str
    wide: Drawing | None
    medium: Drawing | None
    narrow: Drawing
    specs: Mapping[str, str]


class Amount(NamedTuple):
    """An amount as written, with its share of a total; ``number``: the amount without its unit."""

    value_eur: int
    text: str
    number: str
    share: str

    @classmethod
    def of(cls, value: int, total: int, unit: Unit) -> Amount:
        """The amount in a unit, and as a share of a total that is not zero."""
        return cls(value, unit(value), unit.number(value), share(value, total) or "")

    @property
    def line(self) -> str:
        """``34,5 M€ · 5,9 %``."""
        return f"{self.text} · {self.share}"


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures of one of a figure's pictures, in pixels; each kind of figure adds its own."""

    width: int
    margin: float

    @property
    def end(self) -> float:
        """The right edge of the data."""
        return self.width - self.margin


class Label(NamedTuple):
    """One line of text, ``y`` at its baseline; ``anchor``: ``start``, ``middle`` or ``end``."""

    x: float
    y: float
    text: str
    size: float
    anchor: str = "start"
    tone: str = "text"
    bold: bool = False

    @property
    def width(self) -> float:
        """The width of the text in pixels."""
        return text_width(self.text, self.size, bold=self.bold)


class Line(NamedTuple):
    """A thin line, horizontal or vertical. ``is_axis``: drawn above the data, but below them by Plotly."""

    x0: float
    y0: float
    x1: float
    y1: float
    tone: str
    is_axis: bool = False


class Patch(NamedTuple):
    """A filled rectangle below the data."""

    left: float
    top: float
    right: float
    bottom: float
    tone: str
    opacity: float | None = None


Shape = Line | Patch


@dataclass(frozen=True, slots=True)
class Layout:
    """A figure laid out for one width; each kind adds its data. SVG and Plotly share ``shapes`` and ``labels``."""

    width: int
    height: int
    shapes: tuple[Shape, ...]
    labels: tuple[Label, ...]


def stacked(first: Label, lines: Iterable[str], lead: float) -> list[Label]:
    """The ``lines`` one below the other, placed and styled as ``first``; ``lead``: from baseline to baseline."""
    return [first._replace(y=first.y + row * lead, text=line) for row, line in enumerate(lines)]


def banner(context: FigureContext, width: int) -> list[Label]:
    """The notice at the top of a demonstration's drawing, on a band of ``banner_height``; empty for real data."""
    if not context.demonstration:
        return []
    lines = wrap(word("commun", "demonstration"), width - 16, _BANNER_SIZE, bold=True)
    first = Label(width / 2, _BANNER_LEAD, "", _BANNER_SIZE, "middle", "on-alert", bold=True)
    return stacked(first, lines, _BANNER_LEAD)


def banner_height(context: FigureContext, width: int) -> float:
    """The height of the banner's band; 0 without one."""
    labels = banner(context, width)
    return labels[-1].y + 8 if labels else 0.0


def framed(
    context: FigureContext, measures: Measures, end: float, shapes: Iterable[Shape], labels: Iterable[Label]
) -> tuple[int, int, tuple[Shape, ...], tuple[Label, ...]]:
    """The fields of a ``Layout`` of data that end at ``end``: with the banner above; a rule, place and source below."""
    top = banner_height(context, measures.width)
    band = [Patch(0, 0, measures.width, top, "alert")] if top else []
    rule = Line(measures.margin, end, measures.end, end, "grid", is_axis=True)
    text = word("commun", "pied", place=context.place, period=context.period, source=context.source)
    lines = wrap(text, measures.end - measures.margin, _FOOT_SIZE)
    foot = stacked(Label(measures.margin, end + _FOOT_LEAD + 2, "", _FOOT_SIZE, tone="muted"), lines, _FOOT_LEAD)
    height, notice = round(foot[-1].y + 10), banner(context, measures.width)
    return measures.width, height, (*band, *shapes, rule), (*labels, *foot, *notice)


def difference_tone(value: int) -> str:
    """The tone of a difference, which its sign says too."""
    return "gain" if value > 0 else "loss" if value < 0 else "muted"


def round_amounts(largest: int) -> list[int]:
    """The round amounts of a scale, in euros: half of the largest one up to ``largest``, then that one."""
    power = 10 ** (len(str(largest)) - 1)
    outer = max(factor * power for factor in (1, 2, 4, 6, 8) if factor * power <= max(largest, 1))
    return [outer] if outer % 2 else [outer // 2, outer]
