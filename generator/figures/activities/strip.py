"""What stands above the products: the balance, and a bar of the two directions' shares with its scale."""

from __future__ import annotations

from dataclasses import dataclass

from generator.figures import svg
from generator.figures.activities.content import Half
from generator.figures.activities.squarify import Box
from generator.figures.frame import Label, difference_tone, draw, mark_height
from generator.french.formatting import NBSP, block
from generator.french.words import word
from generator.portrait.model import Totals
from generator.reference.direction import Direction

_BAR = 12.0


@dataclass(frozen=True, slots=True)
class Strip:
    """The strip in pixels of the drawing.

    ``bar``: the bar's boxes with their tones; ``ticks``: x at 0, 25, 50, 75 and 100 % of all trade, on a scale
    whose line is at ``scale_line``; ``bottom``: where the products may begin.
    """

    labels: tuple[Label, ...]
    bar: tuple[tuple[Box, str], ...]
    scale_line: float
    ticks: tuple[float, ...]
    bottom: float


def lay_out_strip(
    halves: tuple[Half, ...],
    totals: Totals,
    marked: tuple[Label, ...],
    width: float,
    margin: float,
    size: float,
) -> Strip:
    """Lays it out below the demonstration's mark, in texts of ``size``; lengths in pixels."""
    line = mark_height(marked) + margin + size
    top = line + 1.5 * size + 8
    bar = Box(margin, top, width - margin, top + _BAR)
    said = word("activites", "solde", solde=block(totals.import_eur, totals.export_eur).balance(totals))
    balance = Label(width / 2, line, said, size, "middle", difference_tone(totals.balance_eur), bold=True)
    return Strip(
        labels=(balance, *_labels(halves, bar, size)),
        bar=_parts(halves, bar),
        scale_line=bar.bottom + 2,
        ticks=tuple(bar.left + bar.width * quarter / 4 for quarter in range(5)),
        bottom=bar.bottom + 30,
    )


def draw_strip(strip: Strip) -> list[str]:
    """Its SVG."""
    return [
        *(
            svg.rectangle(box.left, box.top, box.right - box.left, box.bottom - box.top, tone)
            for box, tone in strip.bar
        ),
        svg.lines(
            [
                *((x, x, strip.scale_line, strip.scale_line + 4) for x in strip.ticks),
                (strip.ticks[0], strip.ticks[-1], strip.scale_line, strip.scale_line),
            ],
            "muted",
        ),
        draw(strip.labels),
    ]


def _parts(halves: tuple[Half, ...], bar: Box) -> tuple[tuple[Box, str], ...]:
    total = sum(half.total_eur for half in halves)
    boxes, left = [], bar.left
    for half in halves:
        right = left + bar.width * half.total_eur / total
        boxes.append((bar._replace(left=left, right=right), half.direction.value))
        left = right
    return tuple(boxes)


def _labels(halves: tuple[Half, ...], bar: Box, size: float) -> tuple[Label, ...]:
    """Each half's name and share over its end of the bar, the scale's percentages beneath."""
    labels = [
        Label(
            bar.left if half.direction is Direction.IMPORT else bar.right,
            bar.top - 6,
            f"{word('commun', half.direction.value)} {half.share}",
            size,
            "start" if half.direction is Direction.IMPORT else "end",
            half.direction.value,
            bold=True,
        )
        for half in halves
    ]
    anchors = ("start", "middle", "middle", "middle", "end")
    labels += [
        Label(bar.left + bar.width * n / 4, bar.bottom + 18, f"{25 * n}{NBSP}%", 12, anchor, "muted")
        for n, anchor in enumerate(anchors)
    ]
    return tuple(labels)
