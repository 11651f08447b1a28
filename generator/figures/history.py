"""Dependence over the editions, laid out: for each measure a line of points, with the break of 2022 where it lies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from generator.portrait.concentration import Dependence, YearOfTrade
from generator.portrait.evolution import BREAK_YEAR
from generator.reference.direction import Direction

WIDTH, HEIGHT, MARGIN = 200, 56, 6
MEASURES: Final[dict[str, Callable[[Dependence], Fraction]]] = {
    "ue": lambda found: Fraction(found.eu_eur, found.total_eur),
    "trois_premiers": lambda found: Fraction(found.first_partners_eur, found.total_eur),
    "equivalent": lambda found: found.equivalent,
}
"""What is followed: two shares in fractions of 1, and a number of partners."""


@dataclass(frozen=True, slots=True)
class Point:
    """A year's value, and where it stands in the drawing."""

    year: int
    value: Fraction
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Line:
    """A measure's points, the oldest first; ``paths``: its line, cut at the break; ``break_x``: where that is."""

    measure: str
    points: tuple[Point, ...]
    paths: tuple[str, ...]
    break_x: float | None


def lines_of(history: Sequence[YearOfTrade], direction: Direction) -> tuple[Line, ...]:
    """A line a measure; none where fewer than two editions have any trade in the direction."""
    years = [(each.year, each.dependence[direction]) for each in history if direction in each.dependence]
    if len(years) < 2:
        return ()
    return tuple(_line(measure, [(y, value(d)) for y, d in years]) for measure, value in MEASURES.items())


def _line(measure: str, values: Sequence[tuple[int, Fraction]]) -> Line:
    first, last = values[0][0], values[-1][0]
    low, high = min(value for _, value in values), max(value for _, value in values)
    inner_width, inner_height = WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN

    def across(year: float) -> float:
        return round(MARGIN + inner_width * (year - first) / (last - first), 1)

    def down(value: Fraction) -> float:
        part = (high - value) / (high - low) if high > low else Fraction(1, 2)
        return round(float(MARGIN + inner_height * part), 1)

    points = tuple(Point(year, value, across(year), down(value)) for year, value in values)
    parts = [[p for p in points if p.year < BREAK_YEAR], [p for p in points if p.year >= BREAK_YEAR]]
    return Line(
        measure,
        points,
        tuple("M" + "L".join(f"{p.x} {p.y}" for p in part) for part in parts if len(part) > 1),
        across(BREAK_YEAR - 0.5) if first < BREAK_YEAR <= last else None,
    )
