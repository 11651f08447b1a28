"""Flows: a pure function from their content to a ``FlowsLayout``: bars, ribbons, the ranks on them, the key beneath.

Bars and ribbons share one scale, pixels a euro; the two sides are centred on one another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations, product
from math import asinh, hypot, sinh
from operator import attrgetter
from typing import NamedTuple

from generator.figures.figure import FigureContext
from generator.figures.flows.columns import Column
from generator.figures.flows.content import Content, Link
from generator.figures.flows.model import Badge, Bar, FlowsLayout, Measures, Ribbon, stack
from generator.figures.frame import Label, Line, Patch, framed, mark_height
from generator.figures.text import width, wrap
from generator.french.words import word

Point = tuple[float, float]


def place_badges(ribbons: Sequence[Ribbon], measures: Measures) -> list[Badge]:
    """A badge on the middle of each main flow, in rank order.

    All ribbons offer places at the same abscissas, two radii apart, at least as many as there are badges: a
    choice without overlap always exists. Among those, the first rank has its wish first: a place clear of the
    other main flows, then near the middle.
    """
    main = sorted((r for r in ribbons if r.rank is not None), key=lambda r: r.rank or 0)
    curves = [(_places(ribbon, measures), ribbon.thickness) for ribbon in main]
    wishes = [
        _by_wish(own, [rival for rival in curves if rival[0] is not own], measures) for own, _ in curves
    ]
    chosen = next(
        points
        for points in product(*wishes)
        if all(hypot(x - a, y - b) >= 2 * measures.badge_radius for (x, y), (a, b) in combinations(points, 2))
    )
    return [Badge(x, y, measures.badge_radius, rank) for rank, (x, y) in enumerate(chosen, start=1)]


def _by_wish(curve: list[Point], rivals: list[tuple[list[Point], float]], measures: Measures) -> list[Point]:
    def crowd(place: int) -> int:
        return sum(
            abs(curve[place][1] - other[place][1]) < measures.badge_radius + thickness / 2
            for other, thickness in rivals
        )

    middle = measures.badge_places // 2
    order = sorted(range(measures.badge_places), key=lambda place: (crowd(place), abs(place - middle), place))
    return [curve[place] for place in order]


def _places(ribbon: Ribbon, measures: Measures) -> list[Point]:
    """Points of the ribbon's middle line at evenly spaced abscissas, clear of the bars.

    The control points of its curve stand half-way, so that at the parameter t the abscissa has gone
    1.5 t − 1.5 t² + t³ of its way, and the ordinate 3 t² − 2 t³; ``sinh`` solves the first for t.
    """
    clear, across = measures.badge_radius + 2, ribbon.x_target - ribbon.x_source
    step = (across - 2 * clear) / (measures.badge_places - 1)
    places = []
    for place in range(measures.badge_places):
        x = ribbon.x_source + clear + place * step
        t = 0.5 + sinh(asinh(4 * (x - ribbon.x_source) / across - 2) / 3)
        blend = t * t * (3 - 2 * t)
        places.append((x, ribbon.y_source + (ribbon.y_target - ribbon.y_source) * blend))
    return places


_ROW_GAP = 7.0
_SWATCH = 10.0
_GAP = 18.0


class Key(NamedTuple):
    """The key of the main flows, down to its ``bottom``."""

    bottom: float
    labels: list[Label]
    badges: list[Badge]
    rules: list[Line]
    swatches: list[Patch]


def key_of(content: Content, measures: Measures, top: float) -> Key:
    """The key below ``top``: heading, legend of the colours, a row a flow; an empty one without a main flow."""
    key = Key(top, [], [], [], [])
    if not content.main:
        return key
    margin, end, size, line = measures.margin, measures.width - measures.margin, measures.size, measures.line
    lines = wrap(word("flux", f"principaux_{len(content.main)}"), end - margin, size + 1, bold=True)
    cursor = top + _ROW_GAP + len(lines) * line
    key.labels.extend(stack(margin, (top + _ROW_GAP + cursor) / 2, lines, size + 1, bold=True))
    _legend(key, measures, cursor + _ROW_GAP / 2 + line / 2)
    key.rules.append(Line(margin, top, end, top, "grid"))
    cursor += _ROW_GAP + line
    for rank, link in enumerate(content.main, start=1):
        key.rules.append(Line(margin, cursor, end, cursor, "grid"))
        middle, height, row = _row(link, measures, cursor + _ROW_GAP / 2)
        key.badges.append(Badge(margin + measures.badge_radius + 1, middle, measures.badge_radius, rank))
        key.labels.extend(row)
        cursor += _ROW_GAP + height
    return key._replace(bottom=cursor + _ROW_GAP / 2)


def _legend(key: Key, measures: Measures, middle: float) -> None:
    """What the colours of the ribbons are, on one line."""
    x = measures.margin
    for tone, name in (("ribbon-main", "legende_principaux"), ("ribbon", "legende_autres")):
        key.swatches.append(Patch(x, middle - _SWATCH / 2, x + 2 * _SWATCH, middle + _SWATCH / 2, tone))
        (label,) = stack(x + 2 * _SWATCH + 6, middle, (word("flux", name),), measures.size, tone="muted")
        key.labels.append(label)
        x = label.x + width(label.text, measures.size) + 2 * _SWATCH


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


def lay_out(content: Content, context: FigureContext, measures: Measures) -> FlowsLayout:
    """The picture of ``content`` in one width."""
    scale = measures.flow_height / content.total_eur
    left, right = (Column(content, measures, scale, is_left) for is_left in (True, False))
    heading_top = mark_height(context, measures.width) + _GAP / 2
    headings = (*left.heading(heading_top), *right.heading(heading_top))
    heading_bottom = max(label.y for label in headings) + _GAP / 2
    top = heading_bottom + _GAP
    body = max(left.height, right.height)
    left_bars, left_labels = left.placed(top + (body - left.height) / 2)
    right_bars, right_labels = right.placed(top + (body - right.height) / 2)
    ribbons = _ribbons(content, left_bars, right_bars, scale)
    key = key_of(content, measures, top + body + _GAP)
    rules = (left.rule(heading_bottom), right.rule(heading_bottom), *key.rules)
    labels = (*headings, *left_labels, *right_labels, *key.labels)
    return FlowsLayout(
        *framed(context, measures.width, measures.margin, key.bottom, [*rules, *key.swatches], labels),
        tone=str(content.direction),
        flow_top=top,
        flow_height=measures.flow_height,
        bars=(*left_bars, *right_bars),
        ribbons=ribbons,
        badges=(*place_badges(ribbons, measures), *key.badges),
    )


def _ribbons(content: Content, left: Sequence[Bar], right: Sequence[Bar], scale: float) -> tuple[Ribbon, ...]:
    """Largest first, so that small ones are seen above; the main flows above them all."""
    sources = _ends(content.links, left, attrgetter("left", "right"), scale)
    targets = _ends(content.links, right, attrgetter("right", "left"), scale)
    return tuple(
        Ribbon(
            source=link.left,
            target=len(left) + link.right,
            x_source=left[0].x + left[0].width,
            x_target=right[0].x,
            y_source=sources[link],
            y_target=targets[link],
            thickness=link.flow.value_eur * scale,
            value_eur=link.flow.value_eur,
            texts=(link.name, link.flow.line),
            rank=link.rank,
        )
        for link in sorted(content.links, key=lambda link: link.rank or 0)
    )


def _ends(
    links: Iterable[Link], bars: Sequence[Bar], place: Callable[[Link], tuple[int, int]], scale: float
) -> dict[Link, float]:
    """The middle of each ribbon at its bar of one side; ``place``: its bar, then the bar at its other end."""
    used = [bar.y for bar in bars]
    middles = {}
    for link in sorted(links, key=place):
        bar = place(link)[0]
        thickness = link.flow.value_eur * scale
        middles[link] = used[bar] + thickness / 2
        used[bar] += thickness
    return middles
