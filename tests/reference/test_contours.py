import gzip

from generator.reference.geography import Scale, box, neighbours, outlines, rings
from generator.reference.territories import departements

OVERSEAS = {"971", "972", "973", "974", "976"}
BORDER = 1
"""The minimum number of corners that two neighbours share."""


def test_each_departement_of_the_mainland_has_an_outline_at_both_scales() -> None:
    codes = {t.code for t in departements()} - OVERSEAS
    assert set(outlines(Scale.FRANCE)) == set(outlines(Scale.DETAIL)) == codes
    for path in (*outlines(Scale.FRANCE).values(), *outlines(Scale.DETAIL).values()):
        assert min(len(ring) for ring in rings(path)) >= 3


def test_the_map_is_small() -> None:
    paths = "\n".join(outlines(Scale.FRANCE).values()).encode()
    assert len(paths) <= 16_000
    assert len(gzip.compress(paths, 9)) <= 6_000


def test_neighbours_share_their_border() -> None:
    corners = {code: {c for ring in rings(path) for c in ring} for code, path in outlines(Scale.FRANCE).items()}
    for one in departements():
        if one.code in corners:
            for other in neighbours(one):
                assert len(corners[one.code] & corners[other.code]) >= BORDER, (one.code, other.code)


def test_a_box_bounds_its_outline() -> None:
    square = "M10 20l4 0 0 6 -4 0z"
    assert (box(square).x, box(square).y, box(square).width, box(square).height) == (10, 20, 4, 6)
    assert box(square).expanded(1).width == 6
