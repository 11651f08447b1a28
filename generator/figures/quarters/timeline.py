"""The time axis of the quarters: a slot a quarter, gaps included, years readable whatever their number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.figures.frame import Label
from generator.figures.text import width as text_width
from generator.french.words import word
from generator.portrait.model import Quarter

_SIZE = 12.0
_APART = 6.0


@dataclass(frozen=True, slots=True)
class Timeline:
    """The slots of ``count`` quarters from number ``first`` on, between ``left`` and ``right`` (x in pixels)."""

    first: int
    count: int
    left: float
    right: float

    @property
    def slot(self) -> float:
        """The width of a quarter."""
        return (self.right - self.left) / self.count

    def start(self, year: int) -> float:
        """Where a year begins, be it in sight or not."""
        return self.left + (year * 4 - self.first) * self.slot

    def middle(self, quarter: Quarter) -> float:
        """The middle of a quarter's slot."""
        return self.left + (number(quarter) - self.first + 0.5) * self.slot

    @property
    def years(self) -> range:
        """The years of which a quarter is in sight."""
        return range(self.first // 4, (self.first + self.count - 1) // 4 + 1)

    def crosses(self, year: int) -> bool:
        """Whether there are slots before and after the beginning of a year."""
        return self.first < year * 4 < self.first + self.count


def with_gaps(quarters: Sequence[Quarter]) -> Iterator[Quarter | None]:
    """The quarters, with ``None`` wherever some are missing in between."""
    before = None
    for quarter in quarters:
        if before is not None and number(quarter) != before + 1:
            yield None
        yield quarter
        before = number(quarter)


def time_labels(axis: Timeline, top: float) -> Iterator[Label]:
    """The quarters' names where there is room, and the years' below: as many as do not touch each other."""
    line = top + _SIZE + 4
    if axis.slot >= text_width(_short_name(4), _SIZE) + _APART:
        for place in range(axis.count):
            x = axis.left + (place + 0.5) * axis.slot
            yield Label(x, line, _short_name((axis.first + place) % 4 + 1), _SIZE, "middle", "muted")
        line += _SIZE + 5
    taken = -1.0
    for year in axis.years:
        start, end = max(axis.start(year), axis.left), min(axis.start(year + 1), axis.right)
        half = text_width(str(year), _SIZE, bold=True) / 2
        x = min(max((start + end) / 2, half), axis.right - half + _APART)
        if x - half > taken:
            yield Label(x, line, str(year), _SIZE, "middle", bold=True)
            taken = x + half + _APART


def quarter_name(quarter: Quarter) -> str:
    """``T1 2024``."""
    return word("trimestres", "court", n=quarter.quarter, year=quarter.year)


def _short_name(quarter: int) -> str:
    return word("trimestres", "abrege", n=quarter)


def number(quarter: Quarter) -> int:
    """How many quarters there are before it."""
    return quarter.year * 4 + quarter.quarter - 1
