"""Contributions to a change, laid out: the largest as bars to the left and right of zero, the rest gathered.

The page draws them as bars in the cells of a table, which needs no second text for those who do not see it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from generator.portrait.contributions import Contribution

LEAST: Final = Fraction(1, 1000)
"""A contribution below 0.1 point is gathered with the others."""
MOST: Final = 6
"""Bars at most: what follows is gathered too, so that a list takes no more than half of a telephone's screen."""
HALF: Final = 50
"""Units from zero to either end of a bar's drawing."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A product's or a country's part in the change; ``points`` in fractions of 1.

    ``name``: as labels have it, untrusted; ``left``, ``width``: of its bar, in hundredths of the drawing.
    """

    name: str
    points: Fraction
    change_eur: int
    left: int
    width: int


@dataclass(frozen=True, slots=True)
class Bars:
    """The bars, the largest first; ``rest``: the sum of the ``gathered`` others. All together make the change."""

    bars: tuple[Bar, ...]
    rest: Fraction
    rest_eur: int
    gathered: int


def lay_out(found: Sequence[Contribution], naming: Callable[[str], str], widest: Fraction) -> Bars | None:
    """The bars of one list; ``None`` where the territory traded nothing before. ``widest``: what fills a half."""
    known = [(each, each.points) for each in found if each.change_eur and each.points is not None]
    if not known:
        return None
    shown = [(each, points) for each, points in known if abs(points) >= LEAST][:MOST]
    others = known[len(shown) :]
    return Bars(
        bars=tuple(_bar(each, points, naming, widest) for each, points in shown),
        rest=sum((points for _, points in others), Fraction(0)),
        rest_eur=sum(each.change_eur for each, _ in others),
        gathered=len(others),
    )


def widest_of(*lists: Sequence[Contribution]) -> Fraction:
    """The largest part in any of the lists, which are drawn at one scale; 1 where none has any."""
    points = [abs(each.points) for found in lists for each in found if each.points]
    return max(points, default=Fraction(1))


def _bar(each: Contribution, points: Fraction, naming: Callable[[str], str], widest: Fraction) -> Bar:
    width = max(1, round(HALF * abs(points) / widest))
    return Bar(naming(each.code), points, each.change_eur, HALF - width if points < 0 else HALF, width)
