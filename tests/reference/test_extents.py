"""The bounding boxes of territories, checked against other geographic data."""

from itertools import pairwise

from generator.reference.geography import Extent, extents, neighbours
from generator.reference.territories import departements, france, regions


def meet(one: Extent, other: Extent) -> bool:
    return one.west <= other.east and other.west <= one.east and one.south <= other.north and other.south <= one.north


def test_the_boxes_of_neighbours_meet() -> None:
    for departement in departements():
        (own,) = extents(departement)
        assert own.west < own.east and own.south < own.north
        assert all(meet(own, extents(other)[0]) for other in neighbours(departement))


def test_centres_run_from_west_to_east_and_south_to_north() -> None:
    centres = {d.code: extents(d)[0].centre for d in departements()}
    eastward = [centres[code][0] for code in ("29", "35", "75", "67")]
    northward = [centres[code][1] for code in ("2A", "2B", "66", "63", "75", "59")]
    assert eastward == sorted(eastward)
    assert northward == sorted(northward)


def test_a_region_contains_its_departements_and_france_all() -> None:
    for region in regions():
        (whole,) = extents(region)
        for member in (d for d in departements() if d.region_code == region.code):
            (own,) = extents(member)
            assert whole.west <= own.west and own.east <= whole.east
    assert len(extents(france())) == 6
    assert all(any(meet(extents(d)[0], part) for part in extents(france())) for d in departements())


def test_the_ring_of_a_polygon_is_closed_and_runs_counterclockwise() -> None:
    ring = Extent(1.0, 2.0, 3.0, 5.0).ring
    assert ring[0] == ring[-1]
    doubled = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))
    assert doubled == 12.0
