"""Where everything stands in a flows figure: a pure function from its content to a ``Layout``.

Bars and ribbons share one scale, pixels a euro; the two sides are centred on one another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter

from generator.figures import frame
from generator.figures.figure import FigureContext
from generator.figures.flows.badges import place_badges
from generator.figures.flows.columns import Column
from generator.figures.flows.content import Content, Link
from generator.figures.flows.key import key_of
from generator.figures.flows.model import Bar, Layout, Measures, Ribbon, Rule

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
