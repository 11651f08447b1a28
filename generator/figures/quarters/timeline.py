"""The time axis of the quarters: a slot for each, gaps included, with the names of quarters and years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.figures.figure import Label
from generator.figures.text import width as text_width
from generator.french.words import word
from generator.portrait.model import Quarter

_SIZE = 12.0
_GAP = 6.0


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

    @property
    def years(self) -> range:
        """The years of the quarters."""
        return range(self.first // 4, (self.first + self.count - 1) // 4 + 1)

    def start(self, year: int) -> float:
        """The x of the start of a year, which may be outside."""
        return self.left + (year * 4 - self.first) * self.slot

    def middle(self, quarter: Quarter) -> float:
        """The x of the middle of a quarter's slot."""
        return self.left + (number(quarter) - self.first + 0.5) * self.slot

    def crosses(self, year: int) -> bool:
        """Whether there are slots before and after the start of a year."""
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
    """The names of the quarters where they fit, and those of the years below: as many as do not overlap."""
    line = top + _SIZE + 4
    names = [word("trimestres", "abrege", n=n) for n in (1, 2, 3, 4)]
    if axis.slot >= text_width(names[-1], _SIZE) + _GAP:
        for place in range(axis.count):
            x = axis.left + (place + 0.5) * axis.slot
            yield Label(x, line, names[(axis.first + place) % 4], _SIZE, "middle", "muted")
        line += _SIZE + 5
    taken = -1.0
    for year in axis.years:
        start, end = max(axis.start(year), axis.left), min(axis.start(year + 1), axis.right)
        half = text_width(str(year), _SIZE, bold=True) / 2
        x = min(max((start + end) / 2, half), axis.right - half + _GAP)
        if x - half > taken:
            yield Label(x, line, str(year), _SIZE, "middle", bold=True)
            taken = x + half + _GAP


def quarter_name(quarter: Quarter) -> str:
    """``T1 2024``."""
    return word("trimestres", "court", n=quarter.quarter, year=quarter.year)


def number(quarter: Quarter) -> int:
    """The number of quarters before it."""
    return quarter.year * 4 + quarter.quarter - 1
