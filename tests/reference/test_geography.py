import pytest

from generator.reference.geography import neighbours, siblings
from generator.reference.tables import read_table
from generator.reference.territories import departements, france, region, regions

BY_CODE = {place.code: place for place in departements()}


def test_each_pair_of_neighbours_is_listed_once() -> None:
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


def test_neighbours_are_mutual() -> None:
    for place in (*departements(), *regions()):
        assert place not in neighbours(place)
        assert all(place in neighbours(other) for other in neighbours(place))


def test_neighbours_of_a_region_and_of_the_country() -> None:
    assert [place.name for place in neighbours(region("53"))] == ["Normandie", "Pays de la Loire"]
    assert neighbours(region("94")) == neighbours(region("04")) == neighbours(france()) == ()


def test_siblings_are_the_previous_and_next_in_the_region() -> None:
    def codes(code: str) -> list[str | None]:
        return [place.code if place else None for place in siblings(BY_CODE[code])]

    assert codes("42") == ["38", "43"]
    assert codes("01") == [None, "03"]
    assert codes("2B") == ["2A", None]
    assert codes("974") == [None, None]
    assert siblings(region("84")) == siblings(france()) == (None, None)
