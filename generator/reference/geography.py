"""Where territories are: neighbours, bounding boxes, outlines as SVG paths.

Tables of ``data/reference/``, made for this project: ``voisins.csv`` (``departement;voisin``, one row per pair);
``emprises.csv`` (``departement;ouest;sud;est;nord``, degrees, WGS 84, rounded outwards to a tenth); ``contours.csv``
(``carte;code;trace``, the départements of metropolitan France: ``M x y l dx dy …z`` for each ring, in integers, y
growing downwards; neighbours share the points of their border, so that there are no gaps).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final, NamedTuple

from generator.reference.tables import read_table
from generator.reference.territories import Kind, Territory, departements, departements_of, regions


@cache
def _borders() -> set[frozenset[str]]:
    return {frozenset(row.values()) for row in read_table("voisins.csv")}


def neighbours(territory: Territory) -> tuple[Territory, ...]:
    """The territories of the same kind that share a border with it, by code."""
    if territory.kind is Kind.DEPARTEMENT:
        return tuple(d for d in departements() if frozenset((d.code, territory.code)) in _borders())
    touching = {other.region_code for own in departements_of(territory.code) for other in neighbours(own)}
    return tuple(r for r in regions() if r.code in touching and r != territory)


def siblings(territory: Territory) -> tuple[Territory | None, Territory | None]:
    """The previous and the next département of its région, by code; ``None`` at the ends."""
    if territory.kind is not Kind.DEPARTEMENT or territory.region_code is None:
        return None, None
    members = [None, *departements_of(territory.region_code), None]
    place = members.index(territory)
    return members[place - 1], members[place + 1]


class Extent(NamedTuple):
    """A bounding box in degrees."""

    west: float
    south: float
    east: float
    north: float

    @property
    def ring(self) -> list[list[float]]:
        """The corners as a closed, counterclockwise ring, as in a GeoJSON polygon."""
        west, south, east, north = self
        return [[west, south], [east, south], [east, north], [west, north], [west, south]]

    @property
    def centre(self) -> tuple[float, float]:
        """Longitude and latitude of the centre, to a hundredth of a degree."""
        return round((self.west + self.east) / 2, 2), round((self.south + self.north) / 2, 2)


@cache
def _departement_extents() -> dict[str, Extent]:
    sides = ("ouest", "sud", "est", "nord")
    return {row["departement"]: Extent(*(float(row[side]) for side in sides)) for row in read_table("emprises.csv")}


def extents(territory: Territory) -> tuple[Extent, ...]:
    """One box for a département or a région; for France that of the mainland, then one per overseas département."""
    own = _departement_extents()
    if territory.kind is Kind.DEPARTEMENT:
        return (own[territory.code],)
    if territory.kind is Kind.REGION:
        return (_around(own[d.code] for d in departements_of(territory.code)),)
    overseas = tuple(own[d.code] for d in departements() if d.is_overseas_departement)
    return (_around(own[d.code] for d in departements() if not d.is_overseas_departement), *overseas)


def _around(parts: Iterable[Extent]) -> Extent:
    west, south, east, north = zip(*parts, strict=True)
    return Extent(min(west), min(south), max(east), max(north))


_RING: Final = re.compile(r"M(-?\d+) (-?\d+)l([-\d ]+)z")
_NUMBER: Final = re.compile(r"-?\d+")


class Scale(StrEnum):
    """``FRANCE``: for a drawing 600 px wide; ``DETAIL``: five times finer; ``SILHOUETTE``: a single shape, ``FR``."""

    FRANCE = "france"
    DETAIL = "detail"
    SILHOUETTE = "silhouette"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in the units of the outlines."""

    x: int
    y: int
    width: int
    height: int

    def expanded(self, margin: int) -> Box:
        """The rectangle with a margin on each side."""
        return Box(self.x - margin, self.y - margin, self.width + 2 * margin, self.height + 2 * margin)


@cache
def outlines(scale: Scale) -> dict[str, str]:
    """The path of each département of metropolitan France by Insee code."""
    return {row["code"]: row["trace"] for row in read_table("contours.csv") if row["carte"] == scale}


def rings(path: str) -> Iterator[list[tuple[int, int]]]:
    """The corners of each ring of a path; the first is not repeated at the end."""
    for x, y, rest in _RING.findall(path):
        numbers = [int(number) for number in _NUMBER.findall(rest)]
        corners = [(int(x), int(y))]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            corners.append((corners[-1][0] + dx, corners[-1][1] + dy))
        yield corners


@cache
def box(*paths: str) -> Box:
    """The bounding box of the paths. Raises ``ValueError`` when there are none."""
    corners = [corner for path in paths for ring in rings(path) for corner in ring]
    left, top = (min(corner[axis] for corner in corners) for axis in (0, 1))
    right, bottom = (max(corner[axis] for corner in corners) for axis in (0, 1))
    return Box(left, top, right - left, bottom - top)


@cache
def centroid(path: str) -> tuple[int, int]:
    """The centroid of the largest ring of a path."""
    weighed = []
    for ring in rings(path):
        area = x = y = 0
        for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
            part = x0 * y1 - x1 * y0
            area, x, y = area + part, x + (x0 + x1) * part, y + (y0 + y1) * part
        weighed.append((abs(area), round(x / (3 * area)), round(y / (3 * area))))
    return max(weighed)[1:]
