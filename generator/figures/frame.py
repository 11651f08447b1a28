"""What stands around the data of every figure: lines of text, the demonstration's mark above, the foot below.

A ``Label`` is the one model of a line of text: ``draw`` puts it into the SVG, ``specs.annotation`` into the spec.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from generator.figures import svg
from generator.figures.figure import FigureContext
from generator.figures.text import wrap
from generator.figures.theme import color
from generator.french.words import word

_MARK_SIZE, _FOOT_SIZE = 14.0, 12.0
_MARK_LEAD, _FOOT_LEAD = 20.0, 16.0


class Label(NamedTuple):
    """One line of text in pixels of the drawing, ``y`` at its baseline; ``tone`` is a colour's name in the theme.

    ``anchor``: ``start``, ``middle`` or ``end``.
    """

    x: float
    y: float
    text: str
    size: float
    anchor: str = "start"
    tone: str = "text"
    bold: bool = False


def difference_tone(value: int) -> str:
    """The colour's name of a difference: beside its sign, which says the same."""
    return "gain" if value > 0 else "loss" if value < 0 else "muted"


def draw(labels: Iterable[Label]) -> str:
    """The labels' SVG: those of one look in a group that says it once, a tenth of a picture's bytes."""
    alike: dict[str, list[str]] = {}
    for x, y, text, *look in labels:
        said = f'<text x="{svg.number(x)}" y="{svg.number(y)}">{svg.written(text)}</text>'
        alike.setdefault(_look(*look), []).append(said)
    return "".join(f"<g{look}>{''.join(lines)}</g>" for look, lines in alike.items())


@lru_cache(maxsize=1024)
def _look(size: float, anchor: str, tone: str, bold: bool) -> str:
    """All attributes but the place: a site's thousands of lines of text have a few dozen looks."""
    return svg.attributes(
        font_size=size,
        text_anchor=None if anchor == "start" else anchor,
        font_weight="bold" if bold else None,
        fill=None if tone == "text" else color(tone),
    )


def mark(context: FigureContext, width: int) -> tuple[Label, ...]:
    """The demonstration's mark at the top of a drawing, on a band of ``mark_height``; empty for real data."""
    if not context.demonstration:
        return ()
    lines = wrap(word("commun", "demonstration"), width - 16, _MARK_SIZE, bold=True)
    return tuple(
        Label(width / 2, _MARK_LEAD * (row + 1), line, _MARK_SIZE, "middle", "surface", bold=True)
        for row, line in enumerate(lines)
    )


def mark_height(labels: tuple[Label, ...]) -> float:
    """The height of the band under the mark; 0 without one."""
    return labels[-1].y + 10 if labels else 0.0


def draw_mark(labels: tuple[Label, ...], width: int) -> str:
    """The mark's SVG: light on dark where the figure is dark on light, so that it is no part of the data."""
    if not labels:
        return ""
    band = svg.element("rect", width=width, height=mark_height(labels), fill=color("text"))
    return band + draw(labels)


def foot(context: FigureContext, width: int, top: float, margin: float) -> tuple[Label, ...]:
    """Place, period and source in small lines below ``top``, where ``draw_foot`` has its rule."""
    said = word("commun", "pied", place=context.place, period=context.period, source=context.source)
    return tuple(
        Label(margin, top + _FOOT_LEAD * (row + 1) + 2, line, _FOOT_SIZE, tone="muted")
        for row, line in enumerate(wrap(said, width - 2 * margin, _FOOT_SIZE))
    )


def draw_foot(labels: tuple[Label, ...], width: int, top: float, margin: float) -> str:
    """The foot's SVG."""
    rule = svg.lines([(margin, width - margin, top, top)], "grid")
    return rule + draw(labels)
