from __future__ import annotations

import pytest

from generator.reference.geography import neighbours, siblings, tiles
from generator.reference.tables import read_table
from generator.reference.territories import departements, france, region, regions

BY_CODE = {place.code: place for place in departements()}


def test_each_departement_has_a_square_of_its_own() -> None:
    assert list(tiles()) == [place.code for place in departements()]
    squares = [(tile.column, tile.row) for tile in tiles().values()]
    assert len(set(squares)) == 101
    assert {min(squares)[0], max(squares)[0]} == {1, 12}
    assert {tile.row for tile in tiles().values()} == set(range(1, 14))


def test_places_that_touch_are_near_on_the_map() -> None:
    gaps = [
        max(abs(one.column - other.column), abs(one.row - other.row))
        for row in read_table("voisins.csv")
        for one, other in [(tiles()[row["departement"]], tiles()[row["voisin"]])]
    ]
    assert sum(gap == 1 for gap in gaps) > 0.85 * len(gaps)
    assert max(gaps) <= 4


def test_the_compass_is_kept() -> None:
    north, south, west, east = (tiles()[code] for code in ("59", "66", "29", "67"))
    assert north.row < tiles()["75"].row < tiles()["63"].row < south.row
    assert west.column < tiles()["75"].column < east.column
    assert tiles()["2B"].row < tiles()["2A"].row


def test_a_pair_of_neighbours_stands_once() -> None:
    pairs = [(row["departement"], row["voisin"]) for row in read_table("voisins.csv")]
    assert len({frozenset(pair) for pair in pairs}) == len(pairs)
    assert all(one != other for one, other in pairs)
    assert {code for pair in pairs for code in pair} <= set(BY_CODE)


@pytest.mark.parametrize(
    ("code", "around"),
    [
        ("42", ["03", "07", "38", "43", "63", "69", "71"]),
        ("75", ["92", "93", "94"]),
        ("29", ["22", "56"]),
        ("2A", ["2B"]),
        ("48", ["07", "12", "15", "30", "43"]),
        ("974", []),
        ("976", []),
    ],
)
def test_neighbours_of_a_departement(code: str, around: list[str]) -> None:
    assert [place.code for place in neighbours(BY_CODE[code])] == around


def test_each_is_its_neighbours_neighbour() -> None:
    for place in (*departements(), *regions()):
        assert place not in neighbours(place)
        assert all(place in neighbours(other) for other in neighbours(place))


def test_neighbours_of_a_region_and_of_the_country() -> None:
    assert [place.name for place in neighbours(region("53"))] == ["Normandie", "Pays de la Loire"]
    assert neighbours(region("94")) == neighbours(region("04")) == neighbours(france()) == ()


def test_before_and_after_in_the_region() -> None:
    def codes(code: str) -> list[str | None]:
        return [place.code if place else None for place in siblings(BY_CODE[code])]

    assert codes("42") == ["38", "43"]
    assert codes("01") == [None, "03"]
    assert codes("2B") == ["2A", None]
    assert codes("974") == [None, None]
    assert siblings(region("84")) == siblings(france()) == (None, None)
