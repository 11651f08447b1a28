"""Squarified treemap (Bruls, Huizing, van Wijk), filled in the given order.

The steps are those of d3-hierarchy with a ratio of 1, which Plotly draws with: both drawings get the same cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
        """A box smaller by ``side`` left, right and below, by ``top`` above; sides that would cross meet midway."""
        x0, y0, x1, y1 = self.left + side, self.top + top, self.right - side, self.bottom - side
        if x1 < x0:
            x0 = x1 = (x0 + x1) / 2
        if y1 < y0:
            y0 = y1 = (y0 + y1) / 2
        return Box(x0, y0, x1, y1)


def squarify(values: Sequence[int], box: Box) -> list[Box]:
    """One box a value (all positive), areas in proportion, together filling ``box``."""
    return [placed for row, _ in rows(values, box) for placed in row]


def rows(values: Sequence[int], box: Box) -> Iterator[tuple[list[Box], Box]]:
    """The boxes row by row, each with what is left of ``box``: there the next values begin, whatever was before."""
    done, left, rest = 0, box, sum(values)
    while done < len(values):
        row = values[done : done + _row_length(values[done:], left, rest)]
        edges = [0.0, *(value / sum(row) for value in accumulate(row))]
        x0, y0, x1, y1 = left
        if x1 - x0 < y1 - y0:
            edge = y0 + (y1 - y0) * (sum(row) / rest)
            cuts = [x0 + (x1 - x0) * part for part in edges]
            yield [Box(a, y0, b, edge) for a, b in pairwise(cuts)], (left := Box(x0, edge, x1, y1))
        else:
            edge = x0 + (x1 - x0) * (sum(row) / rest)
            cuts = [y0 + (y1 - y0) * part for part in edges]
            yield [Box(x0, a, edge, b) for a, b in pairwise(cuts)], (left := Box(edge, y0, x1, y1))
        done += len(row)
        rest -= sum(row)


def _row_length(values: Sequence[int], box: Box, total: int) -> int:
    """How many values stand side by side: as long as the worst ratio of their sides does not grow."""
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
