"""The text of a treemap's cell: the largest size in which name, amount and share fit."""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

from generator.charts.text import width, wrap
from generator.charts.treemap_content import Leaf

LEAD = 1.3
"""Height of a line in font sizes; that of Plotly's lines."""
_LARGEST = 20


class Fitted(NamedTuple):
    """A font size, the name's lines and those of amount and share; empty where they do not fit."""

    size: int
    name: tuple[str, ...]
    amounts: tuple[str, ...]
    bold: bool
    """Whether the name is bold; it is not where only thinner letters have room."""

    @property
    def lines(self) -> tuple[str, ...]:
        """All lines, from the top."""
        return self.name + self.amounts


def fit(leaf: Leaf, room: float, height: float, least: int) -> Fitted:
    """The text of a cell of ``room`` × ``height`` pixels, in sizes from 20 down to ``least``.

    Where name, amount and share have no room the name stands alone, and where that has none, nothing.
    """
    # a size that follows the cell's keeps the large products first to be read
    start = max(least, min(_LARGEST, int(sqrt(max(room * height, 0)) / 8)))
    for size, bold in (*((size, True) for size in range(start, least - 1, -1)), (least, False)):
        name = _lines(leaf.name, room, size, bold=bold)
        amounts = _amounts(leaf, room, size)
        if name and amounts and (len(name) + len(amounts)) * size * LEAD <= height:
            return Fitted(size, name, amounts, bold)
    name = _lines(leaf.name, room, least, bold=False)
    if len(name) * least * LEAD > height:
        name = ()
    return Fitted(least, name, (), bold=False)


def _lines(text: str, room: float, size: int, *, bold: bool) -> tuple[str, ...]:
    """The text wrapped between its words; nothing where a word is too long."""
    if any(width(word, size, bold=bold) > room for word in text.split(" ")):
        return ()
    return wrap(text, room, size, bold=bold)


def _amounts(leaf: Leaf, room: float, size: int) -> tuple[str, ...]:
    together = f"{leaf.amount} · {leaf.share}"
    for lines in ((together,), (leaf.amount, leaf.share)):
        if all(width(line, size) <= room for line in lines):
            return lines
    return ()
