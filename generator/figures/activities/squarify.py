"""Squarified treemap (Bruls, Huizing, van Wijk) in the given order, by the steps of d3-hierarchy, as in Plotly."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Pixels across."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Pixels down."""
        return self.bottom - self.top

    def inset(self, side: float, top: float) -> Box:
        """The box less ``side`` on the left, right and bottom, and ``top`` above; crossing sides meet half-way."""
        x0, y0, x1, y1 = self.left + side, self.top + top, self.right - side, self.bottom - side
        if x1 < x0:
            x0 = x1 = (x0 + x1) / 2
        if y1 < y0:
            y0 = y1 = (y0 + y1) / 2
        return Box(x0, y0, x1, y1)


def squarify(values: Sequence[int], box: Box) -> list[Box]:
    """A box for each value (all positive): areas in proportion, together ``box``."""
    placed: list[Box] = []
    rest = sum(values)
    while len(placed) < len(values):
        unplaced = values[len(placed) :]
        row = unplaced[: _row_length(unplaced, box, rest)]
        edges = [0.0, *(value / sum(row) for value in accumulate(row))]
        x0, y0, x1, y1 = box
        if x1 - x0 < y1 - y0:
            edge = y0 + (y1 - y0) * (sum(row) / rest)
            cuts = [x0 + (x1 - x0) * part for part in edges]
            placed += [Box(a, y0, b, edge) for a, b in pairwise(cuts)]
            box = Box(x0, edge, x1, y1)
        else:
            edge = x0 + (x1 - x0) * (sum(row) / rest)
            cuts = [y0 + (y1 - y0) * part for part in edges]
            placed += [Box(x0, a, edge, b) for a, b in pairwise(cuts)]
            box = Box(edge, y0, x1, y1)
        rest -= sum(row)
    return placed


def _row_length(values: Sequence[int], box: Box, total: int) -> int:
    """How many values are side by side: as many as do not worsen the worst aspect ratio."""
    if not box.width or not box.height:
        return len(values)
    alpha = max(box.height / box.width, box.width / box.height) / total
    worst = float("inf")
    least = most = values[0]
    for count, running in enumerate(accumulate(values)):
        least, most = min(least, values[count]), max(most, values[count])
        beta = running * running * alpha
        ratio = max(most / beta, beta / least)
        if ratio > worst:
            return count
        worst = ratio
    return len(values)
