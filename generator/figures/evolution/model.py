"""The model of an evolution figure: every position, text and amount, from which both drawings are made."""

from __future__ import annotations

from dataclasses import dataclass

from generator.figures.frame import Label
from generator.portrait.evolution import Change


@dataclass(frozen=True, slots=True)
class Measures:
    """Measures in pixels; ``columns`` of panels side by side; ``name_width`` 0 puts a row's name above its bar."""

    width: int
    margin: float
    columns: int
    name_width: float
    label_width: float
    size: float
    bar: float
    gap: float


WIDE = Measures(960, 16, 2, 150, 104, 13, 14, 32)
NARROW = Measures(340, 8, 1, 0, 0, 13, 10, 22)


@dataclass(frozen=True, slots=True)
class Row:
    """A partner or a product: its band, and its bar from the panel's axis to ``end`` (x in pixels)."""

    change: Change
    name: str
    top: float
    bottom: float
    middle: float
    end: float
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """One direction by partner or by product. ``tone``: its colour's name; ``swatch``: x, y of its square of colour.

    ``axis``: x of the line that bars begin at, drawn over ``axis_spans`` (y from, y to).
    """

    tone: str
    left: float
    right: float
    axis: float
    axis_spans: tuple[tuple[float, float], ...]
    swatch: tuple[float, float]
    heading: Label
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole figure; bars share one scale."""

    width: int
    height: int
    margin: float
    bar: float
    periods: tuple[str, str]
    mark: tuple[Label, ...]
    panels: tuple[Panel, ...]
    foot_top: float
    foot: tuple[Label, ...]
