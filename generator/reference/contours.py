"""Outlines of the départements of metropolitan France, as SVG paths.

Table: ``data/reference/contours.csv`` (``carte;code;trace``). A path is ``M x y l dx dy …z`` once a ring, with integer
coordinates; y grows downwards. Neighbours share the points of their border, so that no gap shows between them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from generator.reference.tables import read_table

_RING: Final = re.compile(r"M(-?\d+) (-?\d+)l([-\d ]+)z")
_NUMBER: Final = re.compile(r"-?\d+")


class Scale(StrEnum):
    """``FRANCE``: drawn some 600 px wide; ``DETAIL``: five times finer; ``SILHOUETTE``: one shape, ``FR``."""

    FRANCE = "france"
    DETAIL = "detail"
    SILHOUETTE = "silhouette"


DETAIL_FACTOR: Final = 5
"""Units of ``DETAIL`` for one of ``FRANCE``."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, in the units of its outlines."""

    x: int
    y: int
    width: int
    height: int

    def grown(self, margin: int) -> Box:
        """The rectangle with a margin on each side."""
        return Box(self.x - margin, self.y - margin, self.width + 2 * margin, self.height + 2 * margin)


@cache
def outlines(scale: Scale) -> dict[str, str]:
    """The path of each département of metropolitan France, by Insee code."""
    return {row["code"]: row["trace"] for row in read_table("contours.csv") if row["carte"] == scale}


def rings(path: str) -> Iterator[list[tuple[int, int]]]:
    """The corners of each ring of a path, the first not repeated at the end."""
    for x, y, rest in _RING.findall(path):
        numbers = [int(number) for number in _NUMBER.findall(rest)]
        corners = [(int(x), int(y))]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            corners.append((corners[-1][0] + dx, corners[-1][1] + dy))
        yield corners


def box(paths: Collection[str]) -> Box:
    """The smallest rectangle that holds the paths. Raises ``ValueError`` without any."""
    corners = [corner for path in paths for ring in rings(path) for corner in ring]
    left, top = (min(corner[axis] for corner in corners) for axis in (0, 1))
    right, bottom = (max(corner[axis] for corner in corners) for axis in (0, 1))
    return Box(left, top, right - left, bottom - top)


def middle(path: str) -> tuple[int, int]:
    """The centre of gravity of the largest ring of a path: where a label stands."""
    area, corners = max((abs(_area(ring)), ring) for ring in rings(path))
    signed = _area(corners)
    if not area:
        return corners[0]
    pairs = list(zip(corners, [*corners[1:], corners[0]], strict=True))
    x = sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (6 * signed)
    y = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (6 * signed)
    return round(x), round(y)


def _area(corners: list[tuple[int, int]]) -> float:
    pairs = zip(corners, [*corners[1:], corners[0]], strict=True)
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs) / 2
