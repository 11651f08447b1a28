"""Where the ranks of the main flows stand: on their ribbons, none over another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import hypot

from generator.figures.flows.model import Badge, Measures, Ribbon

Point = tuple[float, float]


def place_badges(ribbons: Sequence[Ribbon], measures: Measures) -> tuple[Badge, ...]:
    """A badge on the middle of each main flow, in rank order.

    All ribbons offer places at the same abscissas, two radii apart, at least as many as there are badges: a
    choice without overlap always exists. Among those, the first rank has its wish first: a place clear of the
    other main flows, then near the middle.
    """
    main = sorted((r for r in ribbons if r.rank is not None), key=lambda r: r.rank or 0)
    curves = [_places(ribbon, measures) for ribbon in main]
    wishes = []
    for curve in curves:
        rivals = [(other, r.thickness) for other, r in zip(curves, main, strict=True) if other is not curve]
        wishes.append(_by_wish(curve, rivals, measures))
    chosen = next(_choices(wishes, 2 * measures.badge_radius))
    return tuple(Badge(x, y, measures.badge_radius, rank) for rank, (x, y) in enumerate(chosen, start=1))


def _by_wish(curve: list[Point], rivals: list[tuple[list[Point], float]], measures: Measures) -> list[Point]:
    def crowd(place: int) -> int:
        return sum(
            abs(curve[place][1] - other[place][1]) < measures.badge_radius + thickness / 2
            for other, thickness in rivals
        )

    middle = measures.badge_places // 2
    order = sorted(range(measures.badge_places), key=lambda place: (crowd(place), abs(place - middle), place))
    return [curve[place] for place in order]


def _choices(
    wishes: list[list[Point]], apart: float, chosen: tuple[Point, ...] = ()
) -> Iterator[tuple[Point, ...]]:
    """Every choice of one place each in which all are ``apart``, the best first."""
    if len(chosen) == len(wishes):
        yield chosen
        return
    for x, y in wishes[len(chosen)]:
        if all(hypot(x - a, y - b) >= apart for a, b in chosen):
            yield from _choices(wishes, apart, (*chosen, (x, y)))


def _places(ribbon: Ribbon, measures: Measures) -> list[Point]:
    """Points of the ribbon's middle line at evenly spaced abscissas, clear of the bars."""
    clear = measures.badge_radius + 2
    step = (ribbon.x_target - ribbon.x_source - 2 * clear) / (measures.badge_places - 1)
    places = []
    for place in range(measures.badge_places):
        x = ribbon.x_source + clear + place * step
        t = _parameter((x - ribbon.x_source) / (ribbon.x_target - ribbon.x_source))
        blend = t * t * (3 - 2 * t)
        places.append((x, ribbon.y_source + (ribbon.y_target - ribbon.y_source) * blend))
    return places


@lru_cache(maxsize=1024)
def _parameter(fraction: float) -> float:
    """The parameter at which the ribbon's curve has gone ``fraction`` of its way across.

    Its control points stand half-way, so the abscissa is 1.5 t − 1.5 t² + t³, which grows with t. Kept, as all
    ribbons of one width ask for the same few.
    """
    low, high = 0.0, 1.0
    for _ in range(30):
        t = (low + high) / 2
        if t * (1.5 - t * (1.5 - t)) < fraction:
            low = t
        else:
            high = t
    return (low + high) / 2
