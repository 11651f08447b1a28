import pytest

from generator.reference.industry import Industry, industry_of
from generator.reference.tables import read_table
from generator.reference.territories import departements, france, region


def of(code: str) -> Industry:
    return industry_of(next(place for place in departements() if place.code == code))


def names(industry: Industry) -> tuple[list[str], list[str]]:
    return [entry.name for entry in industry.listed], [entry.name for entry in industry.minor]


def test_the_list_has_183_territories_each_under_one_name() -> None:
    rows = read_table("territoires_industrie.csv")
    assert len({row["id"] for row in rows}) == len({(row["id"], row["nom"]) for row in rows}) == 183
    assert len(rows) == 259
    assert all(row["nom"] == row["nom"].strip() for row in rows)
    order = [(row["id"], row["departement"]) for row in rows]
    assert order == sorted(order)
    assert {row["departement"] for row in rows} <= {place.code for place in departements()}


@pytest.mark.parametrize(
    ("code", "listed", "minor"),
    [
        ("26", ["Ardèche Drôme Nord", "Rhône Provence Industrie", "Valence Romans Agglo"], ["Val de Durance"]),
        ("05", ["Hautes-Alpes", "Val de Durance"], []),
        (
            "42",
            ["Lezoux – Thiers – Ambert – Montbrison", "Roannais Forez", "Vallée du Gier, de l'Ondaine et de Loire Sud"],
            [],
        ),
        ("40", [], []),
        ("75", [], []),
    ],
)
def test_known_departements(code: str, listed: list[str], minor: list[str]) -> None:
    assert names(of(code)) == (listed, minor)


def test_few_communes_do_not_count_against_a_territory_wholly_inside() -> None:
    cap = next(entry for entry in of("971").listed if entry.name == "Cap Excellence")
    assert (cap.id, cap.count) == ("ti-0102", 3)


def test_a_region_counts_over_all_its_departements() -> None:
    valley = next(entry for entry in industry_of(region("93")).listed if entry.id == "ti-9307")
    assert valley.count == 192 + 36 + 1
    assert "ti-9307" in {entry.id for entry in industry_of(region("84")).minor}


def test_france_lists_none() -> None:
    assert industry_of(france()) == Industry()
