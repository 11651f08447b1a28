"""Activities on a phone: two ranked lists with bars, shares of their direction on one scale for both."""

from __future__ import annotations

from collections.abc import Sequence

from generator.figures import svg
from generator.figures.activities.content import Half, Leaf
from generator.figures.activities.model import lay_out_strip
from generator.figures.figure import Drawing, FigureContext
from generator.figures.frame import Label, Layout, Line, framed
from generator.figures.text import width as text_width
from generator.figures.text import wrap
from generator.figures.theme import color
from generator.french.words import word
from generator.portrait.model import Totals

_WIDTH, _MARGIN, _SIZE, _LEAD = 340, 8.0, 13.0, 16.0
_END = _WIDTH - _MARGIN
_BAR, _GAP, _HEADING = 6.0, 9.0, 32.0
_LEAST_BAR = 1.5
_LEAST_HEIGHT = 320.0


def lists(halves: Sequence[Half], totals: Totals, context: FigureContext, title: str) -> Drawing:
    """The drawing of ``halves``, each with its first products named and the others gathered."""
    strip = lay_out_strip(halves, totals, context, _WIDTH, _MARGIN, _SIZE)
    largest = max(leaf.value_eur / half.total_eur for half in halves for leaf in half.leaves)
    top, labels, rules, bars = strip.bottom, list[Label](), list[Line](), list[str]()
    for half in halves:
        heading = next(h for h in half.headings if text_width(h, _SIZE + 1, bold=True) <= _END - _MARGIN)
        labels.append(Label(_MARGIN, top + _HEADING - 10, heading, _SIZE + 1, bold=True))
        top += _HEADING
        for leaf in half.leaves:
            lines = _lines(leaf, top)
            labels.extend(lines)
            rules.append(Line(_MARGIN, top, _END, top, "grid"))
            top = lines[-2].y + 4
            length = max(leaf.value_eur / half.total_eur * (_END - _MARGIN) / largest, _LEAST_BAR)
            tone = half.soft if leaf.gathered else half.tone
            bars.append(svg.rectangle(_MARGIN, top, length, _BAR, tone, stroke=color(half.tone)))
            top += _BAR + 4
    end = max(top, _LEAST_HEIGHT) + 6
    shapes, labels = [*strip.shapes, *rules], [*strip.labels, *labels]
    layout = Layout(*framed(context, _WIDTH, _MARGIN, end, shapes, labels))
    return svg.picture(layout, title, bars)


def _lines(leaf: Leaf, top: float) -> list[Label]:
    """The lines of a product's name below ``top``, then its amount beside the first."""
    name = word("activites", "reste", n=len(leaf.details)) if leaf.gathered else leaf.name
    room = _END - _MARGIN - text_width(leaf.line, _SIZE) - _GAP
    first = top + 3 + _SIZE
    named = (Label(_MARGIN, first + _LEAD * n, line, _SIZE) for n, line in enumerate(wrap(name, room, _SIZE)))
    return [*named, Label(_END, first, leaf.line, _SIZE, "end")]
