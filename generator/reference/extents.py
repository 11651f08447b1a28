"""The rectangle around each territory, the spatial coverage of a dataset for data portals.

Table: ``data/reference/emprises.csv`` (``departement;ouest;sud;est;nord``, degrees, WGS 84), drawn up by the project
and rounded outwards to a tenth of a degree.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from generator.reference.tables import read_table
from generator.reference.territories import Kind, Territory, departements


class Extent(NamedTuple):
    """A rectangle in degrees."""

    west: float
    south: float
    east: float
    north: float

    @property
    def ring(self) -> list[list[float]]:
        """The corners as a closed ring, counterclockwise, as GeoJSON wants the outside of a polygon."""
        west, south, east, north = self
        return [[west, south], [east, south], [east, north], [west, north], [west, south]]

    @property
    def centre(self) -> tuple[float, float]:
        """Longitude and latitude of the middle, to the hundredth of a degree."""
        return round((self.west + self.east) / 2, 2), round((self.south + self.north) / 2, 2)


@cache
def _departement_extents() -> dict[str, Extent]:
    sides = ("ouest", "sud", "est", "nord")
    return {
        row["departement"]: Extent(*(float(row[side]) for side in sides))
        for row in read_table("emprises.csv")
    }


def extents(territory: Territory) -> tuple[Extent, ...]:
    """One rectangle for a département or a région; for France the mainland's, then one for each overseas one."""
    own = _departement_extents()
    if territory.kind is Kind.DEPARTEMENT:
        return (own[territory.code],)
    if territory.kind is Kind.REGION:
        return (_around(own[d.code] for d in departements() if d.region_code == territory.code),)
    overseas = tuple(own[d.code] for d in departements() if d.is_overseas_departement)
    return (_around(own[d.code] for d in departements() if not d.is_overseas_departement), *overseas)


def _around(parts: Iterable[Extent]) -> Extent:
    west, south, east, north = zip(*parts, strict=True)
    return Extent(min(west), min(south), max(east), max(north))
