"""The model of a figure of quarters: every position, text and amount, from which both drawings are made."""

from __future__ import annotations

from dataclasses import dataclass

from generator.figures.frame import Label
from generator.portrait.model import Quarter
from generator.reference.direction import Direction


@dataclass(frozen=True, slots=True)
class Measures:
    """Measures in pixels: the heights of the two panels, sizes of text and of a point."""

    width: int
    margin: float
    flows_height: float
    balance_height: float
    size: float
    point: float


WIDE = Measures(960, 16, 250, 110, 14, 9)
NARROW = Measures(340, 8, 190, 90, 12, 7)


@dataclass(frozen=True, slots=True)
class Curve:
    """One direction in time: ``points`` (x, y) of all quarters, in ``runs`` of quarters that follow each other."""

    direction: Direction
    points: tuple[tuple[float, float], ...]
    runs: tuple[tuple[tuple[float, float], ...], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A quarter's balance, from the axis to ``end`` (y in pixels), upwards for a surplus."""

    x: float
    end: float
    tone: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal or vertical line from (x, y) to (x, y); ``tone``: its colour's name."""

    start: tuple[float, float]
    end: tuple[float, float]
    tone: str


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole figure. ``point`` and ``bar``: widths in pixels; ``axis``: y of the balance's zero.

    ``keys``: the direction and the middle (x, y) of the points in the legend; ``labels``: all text but the foot.
    """

    width: int
    height: int
    margin: float
    quarters: tuple[Quarter, ...]
    mark: tuple[Label, ...]
    keys: tuple[tuple[Direction, float, float], ...]
    curves: tuple[Curve, ...]
    point: float
    bars: tuple[Bar, ...]
    bar: float
    axis: float
    rules: tuple[Rule, ...]
    labels: tuple[Label, ...]
    foot_top: float
    foot: tuple[Label, ...]
