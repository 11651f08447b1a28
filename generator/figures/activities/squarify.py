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

    def inset(self, left: float, top: float, right: float, bottom: float) -> Box:
        """A smaller box; sides that would cross meet in the middle."""
        x0, y0, x1, y1 = self.left + left, self.top + top, self.right - right, self.bottom - bottom
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
        count = _row_length(values[done:], left, rest)
        row = values[done : done + count]
        total = sum(row)
        x0, y0, x1, y1 = left
        across = x1 - x0 < y1 - y0
        if across:
            edge = y0 + (y1 - y0) * (total / rest)
            strip, left = Box(x0, y0, x1, edge), Box(x0, edge, x1, y1)
        else:
            edge = x0 + (x1 - x0) * (total / rest)
            strip, left = Box(x0, y0, edge, y1), Box(edge, y0, x1, y1)
        yield _divide(row, strip, across=across), left
        done += count
        rest -= total


def _row_length(values: Sequence[int], box: Box, total: int) -> int:
    """How many values stand side by side: as long as the worst ratio of their sides does not grow."""
    if not box.width or not box.height:
        return len(values)
    alpha = max(box.height / box.width, box.width / box.height) / total
    worst = float("inf")
    least = most = values[0]
    running = 0
    for count, value in enumerate(values):
        running += value
        if value < least:
            least = value
        elif value > most:
            most = value
        beta = running * running * alpha
        ratio = max(most / beta, beta / least)
        if ratio > worst:
            return count
        worst = ratio
    return len(values)


def _divide(row: Sequence[int], strip: Box, *, across: bool) -> list[Box]:
    """The strip cut in proportion, side by side (``across``) or one under the other."""
    total = sum(row)
    edges = [0.0, *(done / total for done in accumulate(row))]
    x0, y0, x1, y1 = strip
    if across:
        cuts = [x0 + (x1 - x0) * edge for edge in edges]
        return [Box(a, y0, b, y1) for a, b in pairwise(cuts)]
    cuts = [y0 + (y1 - y0) * edge for edge in edges]
    return [Box(x0, a, x1, b) for a, b in pairwise(cuts)]
