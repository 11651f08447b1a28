"""The model of a balance figure: every position, text and amount, from which both drawings are made."""

from __future__ import annotations

from dataclasses import dataclass

from generator.figures.frame import Label


@dataclass(frozen=True, slots=True)
class Measures:
    """Measures in pixels; ``name_width`` 0 puts a row's name above its bars instead of at their left."""

    width: int
    margin: float
    name_width: float
    difference_width: float
    name_size: float
    amount_size: float
    bar: float
    row_padding: float
    rows_height: float
    """The least height of all rows together: few partners get more air, not a strip of a picture."""


WIDE = Measures(960, 16, 196, 136, 15, 14, 18, 9, rows_height=200)
NARROW = Measures(340, 8, 0, 0, 14, 13, 14, 9, rows_height=140)


@dataclass(frozen=True, slots=True)
class Bar:
    """An amount in euros as a bar from the axis to ``end`` (x in pixels), its text at that end."""

    value_eur: int
    end: float
    label: Label


@dataclass(frozen=True, slots=True)
class Row:
    """A partner: its band from ``top`` to ``bottom``, its bars centred on ``middle``."""

    code: str
    name: str
    top: float
    bottom: float
    middle: float
    name_labels: tuple[Label, ...]
    imported: Bar
    exported: Bar
    difference: Label
    difference_eur: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole figure.

    ``scale``: pixels a euro on both sides of ``axis``, whose line is drawn over ``axis_spans`` (y from, y to).
    ``ticks``: x and euros, without the axis itself, each drawn over ``tick_span`` in ``tick_tone``.
    """

    width: int
    height: int
    margin: float
    axis: float
    scale: float
    bar: float
    mark: tuple[Label, ...]
    headings: tuple[Label, ...]
    swatches: tuple[tuple[float, float, str], ...]
    rows: tuple[Row, ...]
    axis_spans: tuple[tuple[float, float], ...]
    ticks: tuple[tuple[float, int], ...]
    tick_span: tuple[float, float]
    tick_tone: str
    tick_labels: tuple[Label, ...]
    foot_top: float
    foot: tuple[Label, ...]
