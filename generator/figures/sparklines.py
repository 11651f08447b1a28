"""Dependence over the editions: a small line chart for each measure, interrupted at the break of 2022."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Final, NamedTuple

from generator.portrait.concentration import Dependence
from generator.portrait.evolution import BREAK_YEAR

WIDTH, HEIGHT, MARGIN = 200, 56, 6
MEASURES: Final[dict[str, Callable[[Dependence], Fraction]]] = {
    "ue": lambda found: Fraction(found.eu_eur, found.total_eur),
    "trois_premiers": lambda found: Fraction(found.first_partners_eur, found.total_eur),
    "equivalent": lambda found: found.equivalent,
}
"""Two shares, in fractions of 1, and a number of partners."""


class Point(NamedTuple):
    """The value of a year and its place in the drawing."""

    year: int
    value: Fraction
    x: float
    y: float


class Sparkline(NamedTuple):
    """A measure's points, oldest first; ``paths``: its line, cut at the break, which is at ``break_x``."""

    measure: str
    points: tuple[Point, ...]
    paths: tuple[str, ...]
    break_x: float | None


def sparklines(years: Mapping[int, Dependence]) -> tuple[Sparkline, ...]:
    """One for each measure of ``years``, oldest first; none for fewer than two years."""
    if len(years) < 2:
        return ()
    return tuple(
        _sparkline(measure, {year: value(found) for year, found in years.items()})
        for measure, value in MEASURES.items()
    )


def _sparkline(measure: str, values: Mapping[int, Fraction]) -> Sparkline:
    """``values``: by year, ascending."""
    first, last = min(values), max(values)
    low, high = min(values.values()), max(values.values())

    def x(year: float) -> float:
        return round(MARGIN + (WIDTH - 2 * MARGIN) * (year - first) / (last - first), 1)

    def y(value: Fraction) -> float:
        part = (high - value) / (high - low) if high > low else Fraction(1, 2)
        return round(float(MARGIN + (HEIGHT - 2 * MARGIN) * part), 1)

    points = tuple(Point(year, value, x(year), y(value)) for year, value in values.items())
    parts = [p for p in points if p.year < BREAK_YEAR], [p for p in points if p.year >= BREAK_YEAR]
    paths = tuple("M" + "L".join(f"{p.x} {p.y}" for p in part) for part in parts if len(part) > 1)
    break_x = x(BREAK_YEAR - 0.5) if first < BREAK_YEAR <= last else None
    return Sparkline(measure, points, paths, break_x)
