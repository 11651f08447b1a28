"""Flows: a pure function from their content to a ``Layout``: bars, ribbons, the ranks on them, the key beneath.

Bars and ribbons share one scale, pixels a euro; the two sides are centred on one another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import hypot
from operator import attrgetter

from generator.figures import frame
from generator.figures.figure import FigureContext
from generator.figures.flows.columns import Column
from generator.figures.flows.content import Content, Link
from generator.figures.flows.model import Badge, Bar, Layout, Measures, Ribbon, Rule, Swatch, stack
from generator.figures.frame import Label
from generator.figures.text import width, wrap
from generator.french.words import word

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


_ROW_GAP = 7.0
_SWATCH = 10.0


@dataclass(frozen=True, slots=True)
class Key:
    """The key of the main flows, down to its ``bottom``."""

    bottom: float
    labels: tuple[Label, ...] = ()
    badges: tuple[Badge, ...] = ()
    rules: tuple[Rule, ...] = ()
    swatches: tuple[Swatch, ...] = ()


def key_of(content: Content, measures: Measures, top: float) -> Key:
    """The key below ``top``: heading, legend of the colours, a row a flow; an empty one without a main flow."""
    if not content.main:
        return Key(top)
    words = word("flux", f"principaux_{len(content.main)}")
    lines = wrap(words, measures.width - 2 * measures.margin, measures.size + 1, bold=True)
    cursor = top + _ROW_GAP + len(lines) * measures.line
    labels = list(stack(measures.margin, (top + _ROW_GAP + cursor) / 2, lines, measures.size + 1, bold=True))
    swatches, legend = _legend(measures, cursor + _ROW_GAP / 2 + measures.line / 2)
    labels.extend(legend)
    cursor += _ROW_GAP + measures.line
    badges, rules = [], [_rule(measures, top)]
    for rank, link in enumerate(content.main, start=1):
        rules.append(_rule(measures, cursor))
        middle, height, row = _row(link, measures, cursor + _ROW_GAP / 2)
        badges.append(Badge(measures.margin + measures.badge_radius + 1, middle, measures.badge_radius, rank))
        labels.extend(row)
        cursor += _ROW_GAP + height
    return Key(cursor + _ROW_GAP / 2, tuple(labels), tuple(badges), tuple(rules), swatches)


def _rule(measures: Measures, y: float) -> Rule:
    return Rule(measures.margin, measures.width - measures.margin, y)


def _legend(measures: Measures, middle: float) -> tuple[tuple[Swatch, ...], tuple[Label, ...]]:
    """What the colours of the ribbons are, on one line."""
    swatches: list[Swatch] = []
    labels: list[Label] = []
    x = measures.margin
    for color, key in (("ribbon-main", "legende_principaux"), ("ribbon", "legende_autres")):
        swatches.append(Swatch((x, middle - _SWATCH / 2, x + 2 * _SWATCH, middle + _SWATCH / 2), color))
        (label,) = stack(x + 2 * _SWATCH + 6, middle, (word("flux", key),), measures.size, tone="muted")
        labels.append(label)
        x = label.x + width(label.text, measures.size) + 2 * _SWATCH
    return tuple(swatches), tuple(labels)


def _row(link: Link, measures: Measures, top: float) -> tuple[float, float, tuple[Label, ...]]:
    """Middle, height and labels of one row."""
    x = measures.margin + 2 * measures.badge_radius + 10
    name = wrap(link.name, measures.width - measures.margin - x - measures.key_amounts, measures.size)
    beneath: tuple[str, ...] = () if measures.key_amounts else (link.flow.line,)
    if link.may_be_one_off:
        beneath += (word("phrases", "peut_etre_ponctuel"),)
    height = max((len(name) + len(beneath)) * measures.line, 2 * measures.badge_radius + 2)
    middle = top + height / 2
    labels = stack(x + measures.key_amounts, middle, (*name, *beneath), measures.size)
    if measures.key_amounts:
        labels += stack(x, middle, (link.flow.line,), measures.size, bold=True)
    return middle, height, labels


_GAP = 18.0


def lay_out(content: Content, context: FigureContext, measures: Measures) -> Layout:
    """The picture of ``content`` in one width, with the mark of a demonstration and the foot."""
    color, scale = str(content.direction), measures.flow_height / content.total_eur
    mark = frame.mark(context, measures.width)
    left = Column(content.left, measures, scale, color, is_left=True)
    right = Column(content.right, measures, scale, color, is_left=False)
    heading_top = frame.mark_height(mark) + _GAP / 2
    headings = (*left.heading(heading_top), *right.heading(heading_top))
    heading_bottom = max(label.y for label in headings) + _GAP / 2
    top = heading_bottom + _GAP
    body = max(left.height, right.height)
    left_bars, left_labels = left.placed(top + (body - left.height) / 2)
    right_bars, right_labels = right.placed(top + (body - right.height) / 2)
    ribbons = _ribbons(content, left_bars, right_bars, scale)
    key = key_of(content, measures, top + body + _GAP)
    foot = frame.foot(context, measures.width, key.bottom, measures.margin)
    return Layout(
        width=measures.width,
        height=round(foot[-1].y + 10),
        outline=color,
        flow_top=top,
        flow_height=measures.flow_height,
        bars=left_bars + right_bars,
        ribbons=ribbons,
        badges=place_badges(ribbons, measures) + key.badges,
        labels=(*headings, *left_labels, *right_labels, *key.labels, *foot),
        rules=(
            left.rule(heading_bottom),
            right.rule(heading_bottom),
            *key.rules,
            Rule(measures.margin, measures.width - measures.margin, key.bottom),
        ),
        swatches=key.swatches,
        mark=mark,
    )


def _ribbons(content: Content, left: Sequence[Bar], right: Sequence[Bar], scale: float) -> tuple[Ribbon, ...]:
    """Largest first, so that small ones are seen above; the main flows above them all."""
    sources = _ends(content.links, left, attrgetter("left", "right"), scale)
    targets = _ends(content.links, right, attrgetter("right", "left"), scale)
    lit = str(content.direction)
    x_source, x_target = left[0].x + left[0].width, right[0].x
    return tuple(
        Ribbon(
            source=source,
            target=len(left) + target,
            x_source=x_source,
            x_target=x_target,
            y_source=sources[source, target],
            y_target=targets[source, target],
            thickness=flow.value_eur * scale,
            value_eur=flow.value_eur,
            color="ribbon" if rank is None else "ribbon-main",
            lit_color=lit if rank is None else "main",
            texts=(name, flow.line),
            rank=rank,
        )
        for source, target, name, flow, rank, _ in sorted(content.links, key=lambda link: link.rank or 0)
    )


def _ends(
    links: Iterable[Link], bars: Sequence[Bar], place: Callable[[Link], tuple[int, int]], scale: float
) -> dict[tuple[int, int], float]:
    """The middle of each ribbon at its bar of one side; ``place``: its bar, then the bar at its other end."""
    used = [bar.y for bar in bars]
    middles = {}
    for link in sorted(links, key=place):
        bar = place(link)[0]
        thickness = link.flow.value_eur * scale
        middles[link.left, link.right] = used[bar] + thickness / 2
        used[bar] += thickness
    return middles
