"""Activities: the strip of balance and bar that stands above the treemap and above the lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from generator.figures.activities.content import Half
from generator.figures.figure import FigureContext
from generator.figures.frame import Label, Line, Patch, Shape, difference_tone, mark_height
from generator.french.formatting import NBSP, block
from generator.french.words import word
from generator.portrait.model import Totals
from generator.reference.direction import Direction

_BAR = 12.0


class Strip(NamedTuple):
    """The strip, down to its ``bottom``: the products may begin there."""

    labels: list[Label]
    shapes: list[Shape]
    bottom: float


def lay_out_strip(
    halves: Sequence[Half], totals: Totals, context: FigureContext, width: int, margin: float, size: float
) -> Strip:
    """Lays it out below the demonstration's mark, in texts of ``size``: both directions' shares of all trade."""
    line = mark_height(context, width) + margin + size
    left, right, top = margin, width - margin, line + 1.5 * size + 8
    bottom = top + _BAR
    text = word("activites", "solde", solde=block(totals.import_eur, totals.export_eur).balance(totals))
    balance = Label(width / 2, line, text, size, "middle", difference_tone(totals.balance_eur), bold=True)
    labels, shapes = [balance], list[Shape]()
    start, total = left, sum(half.total_eur for half in halves)
    for half in halves:
        tone, end = half.direction.value, start + (right - left) * half.total_eur / total
        shapes.append(Patch(start, top, end, bottom, tone))
        x, anchor = (left, "start") if half.direction is Direction.IMPORT else (right, "end")
        labels.append(
            Label(x, top - 6, f"{word('commun', tone)} {half.share}", size, anchor, tone, bold=True)
        )
        start = end
    for place, anchor in enumerate(("start", "middle", "middle", "middle", "end")):
        x = left + (right - left) * place / 4
        shapes.append(Line(x, bottom + 2, x, bottom + 6, "muted"))
        labels.append(Label(x, bottom + 18, f"{25 * place}{NBSP}%", 12, anchor, "muted"))
    shapes.append(Line(left, bottom + 2, right, bottom + 2, "muted"))
    return Strip(labels, shapes, bottom + 30)
