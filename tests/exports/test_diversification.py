"""The keys of « Diversifier » worked out again from the rows alone, over all territories, for editions of many kinds.

What is expected is written from generator/REFERENCE.md with the standard library; it imports nothing of the code
it checks.
"""

import csv
import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from generator.compute import EditionSummary, compute
from generator.edition import edition_of_input
from generator.reference.territories import territories_of
from generator.site.files import portrait_text
from generator.system.progress import Progress
from tests.conftest import Row, write_rows

PROJECT = Path(__file__).parents[2]
SCHEMA = json.loads((PROJECT / "docs/schema/portrait.schema.json").read_text(encoding="utf-8"))
Wide = dict[str, Any]
MEMBERS = set(re.findall("..", "ATBEBGCYCZDEDKEEESFIGRHRHUIEITLTLULVMTNLPLPTROSESISK"))
COUNTRIES = ["DE", "IT", "US", "CN", "GB", "XI", "FR", "QR", "QS", "PL", "PT", "ES", "BE", "NL", "CZ", "CH", "ZZ", "IE"]
NAMES = {"20": "Corse", "2A": "Corse-du-Sud", "99": "Monaco", "98": "Code 98", "97": "Code 97"}
LARGE = ("42", "69", "13", "20", "2A", "99")
SIDES = {"export": "E", "import": "I"}


@cache
def table(name: str) -> list[dict[str, str]]:
    with (PROJECT / "data/reference" / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader((line for line in stream if line[0] != "#"), delimiter=";"))


PRODUCTS = [row["code"] for row in table("produits_a129.csv")][:24]


@dataclass(frozen=True)
class Case:
    """Editions of some years with their quarters, and the years that publish Corsica in two."""

    quarters: dict[int, str]
    in_two: tuple[int, ...] = ()


CASES = {
    "two whole years": Case({2023: "1234", 2024: "1234"}),
    "one edition": Case({2024: "1234"}),
    "an unfinished year": Case({2022: "1234", 2023: "1234", 2024: "123"}),
    "the year before lacks a quarter": Case({2023: "134", 2024: "1234"}),
    "a year is missing": Case({2022: "1234", 2024: "1234"}),
    "across the break": Case({2020: "1234", 2021: "1234", 2022: "1234"}),
    "Corsica is published in two": Case({2023: "1234", 2024: "1234"}, in_two=(2023, 2024)),
    "Corsica parts": Case({2023: "1234", 2024: "1234"}, in_two=(2024,)),
    "Corsica joins": Case({2023: "1234", 2024: "1234"}, in_two=(2023,)),
}


def rows_of(year: int, quarters: str, *, in_two: bool) -> Iterator[Row]:
    chance = random.Random(year)
    codes = [row["code_douane"] for row in table("departements.csv")]
    corsica = ["2A", "2B"] if in_two else ["20"]
    # Monaco and unknown codes, one of the year before alone; nothing of the Lozère
    unknown = ["98", "97"] if year == 2023 else ["98"]
    places = [*sorted({*codes} - {"20", "48"}), *corsica, "99"]
    for flux in "EI":
        for place in unknown:
            yield flux, int(quarters[0]), year, place, PRODUCTS[0], "2410", "DE", 1_000
    for place in places:
        for flux in "EI":
            for _ in range(chance.randint(1, 40 if place in LARGE else 6)):
                product, country = chance.choice(PRODUCTS), chance.choice(COUNTRIES)
                value = chance.choice([0, 7, 7, 500, chance.randint(1, 10**6), chance.randint(1, 10**8)])
                for quarter in chance.sample(quarters, chance.randint(1, len(quarters))):
                    yield flux, int(quarter), year, place, product, "2410", country, value


Rows = dict[int, list[Row]]


QUICK = ("two whole years", "Corsica joins")
"""Each takes seconds: `make quick` leaves the others to `make test`."""


@pytest.fixture(params=[*QUICK, *(pytest.param(name, marks=pytest.mark.whole) for name in CASES if name not in QUICK)])
def case(request: pytest.FixtureRequest) -> Case:
    return CASES[request.param]


@pytest.fixture
def rows(case: Case) -> Rows:
    return {year: [*rows_of(year, q, in_two=year in case.in_two)] for year, q in case.quarters.items()}


@pytest.fixture
def found(rows: Rows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Wide]:
    """Each territory's ``portrait.json``, by its address."""
    monkeypatch.setattr("generator.compute.draw", lambda _, **__: {})
    earlier: list[EditionSummary] = []
    for year, own in rows.items():
        folder = write_rows(tmp_path / str(year), own)
        pages = territories_of(None if year == max(rows) else "france")
        data = compute(edition_of_input(year, folder), pages, Progress(), earlier)
        earlier.append(data.summary)
    return {t.path: json.loads(portrait_text(data, t)) for t in data.pages}


class Place:
    """A territory's rows in one edition, as REFERENCE.md scopes them."""

    def __init__(self, rows: list[Row], codes: set[str] | None) -> None:
        self.rows = [row for row in rows if codes is None or row[3] in codes]

    def sums(self, side: str, *columns: int, quarters: str = "1234") -> Counter[Any]:
        total: Counter[Any] = Counter()
        for row in self.rows:
            if row[0] == SIDES[side] and str(row[1]) in quarters:
                total[row[columns[0]] if len(columns) == 1 else tuple(row[c] for c in columns)] += row[7]
        return +total

    def total(self, side: str, quarters: str = "1234") -> int:
        return self.sums(side, 0, quarters=quarters).total()


PRODUCT, COUNTRY, QUARTER = 4, 6, 1


def codes_of(portrait: Wide, *, in_two: bool) -> set[str] | None:
    """The customs codes of the territory that a ``portrait.json`` names."""
    place = portrait["territoire"]
    if place["type"] == "france":
        return None
    found = set()
    for row in table("departements.csv"):
        if place["code"] in ((row["code"],) if place["type"] == "departement" else (row["region"],)):
            found.add(row["code"] if in_two and row["code_douane"] == "20" else row["code_douane"])
    return found | ({"99"} if place["type"] == "region" and place["code"] == "93" else set())


def ordered(values: Counter[str]) -> list[str]:
    return sorted(values, key=lambda code: (-values[code], code))


def ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def near(value: float | None) -> Any:
    return value if value is None else pytest.approx(value, rel=1e-12)


def compared_quarters(case: Case, year: int) -> str:
    """The quarters compared with the year before; none if they cannot be."""
    now, before = case.quarters[year], case.quarters.get(year - 1, "")
    return now if set(now) <= set(before) and year != 2022 else ""


def comparable(case: Case, portrait: Wide, year: int, other: int) -> bool:
    """Whether the territory's rows are those of the same place in both years."""
    halves = portrait["territoire"]["type"] == "departement" and portrait["territoire"]["code"][0:2] in ("2A", "2B")
    return not halves or (year in case.in_two) == (other in case.in_two)


def test_each_key_is_that_of_the_rows(case: Case, rows: Rows, found: dict[str, Wide]) -> None:
    year = max(rows)
    in_two = year in case.in_two
    france = Place(rows[year], None)
    peers: dict[str, dict[frozenset[str], Place]] = {"departement": {}, "region": {}}
    for portrait in found.values():
        codes = codes_of(portrait, in_two=in_two)
        if codes is not None:
            place = Place(rows[year], codes)
            peers[portrait["territoire"]["type"]][frozenset(codes)] = place
    assert len(found) == 120
    assert [len(places) for places in peers.values()] == [101 if in_two else 100, 18]
    sums = {
        (kind, side, column): [place.sums(side, column) for place in places.values()]
        for kind, places in peers.items()
        for side in SIDES
        for column in (PRODUCT, COUNTRY)
    }
    for path, portrait in found.items():
        kind = portrait["territoire"]["type"]
        codes = codes_of(portrait, in_two=in_two)
        place = Place(rows[year], codes)
        assert portrait["couverture"] == near(ratio(place.total("export"), place.total("import"))), path
        expect_contributions(case, rows, portrait, place)
        expect_members(case, rows, portrait)
        for key, column, name in (("rangs_produits", PRODUCT, "produit"), ("rangs_pays", COUNTRY, "pays")):
            if kind == "france":
                assert portrait[key] is None
                continue
            for side in SIDES:
                own, whole = place.sums(side, column), france.sums(side, column)
                others = sums[kind, side, column]
                assert portrait[key][side] == [
                    {
                        name: code,
                        "valeur": own[code],
                        "rang": 1 + sum(other[code] > own[code] for other in others),
                        "sur": sum(other[code] > 0 for other in others),
                        "part_france": near(own[code] / whole[code]),
                    }
                    for code in ordered(own)[:5]
                ], path
        expect_regularity(portrait, place)
        expect_outlets(portrait, place, france)
        expect_origins(portrait, place, france)
        expect_history(case, rows, portrait)
        if kind != "departement" or portrait["territoire"]["code"] in ("42", "48", "2A"):
            errors = Draft202012Validator(SCHEMA).iter_errors(portrait)
            assert [error.message for error in errors] == [], path


def expect_contributions(case: Case, rows: Rows, portrait: Wide, place: Place) -> None:
    year = max(rows)
    quarters = compared_quarters(case, year)
    if not quarters or not comparable(case, portrait, year, year - 1):
        assert portrait["contributions"] is None
        return
    before = Place(rows[year - 1], codes_of(portrait, in_two=year - 1 in case.in_two))
    for side in SIDES:
        total = before.total(side, quarters)
        for key, column, name in (("produits", PRODUCT, "produit"), ("pays", COUNTRY, "pays")):
            then, now = (p.sums(side, column, quarters=quarters) for p in (before, place))
            order = sorted({*then, *now}, key=lambda c: (-abs(now[c] - then[c]), c))
            entries = portrait["contributions"][side][key]
            assert [(e[name], e["avant"], e["apres"]) for e in entries] == [(c, then[c], now[c]) for c in order]
            assert [e["points"] for e in entries] == [near(ratio(now[c] - then[c], total)) for c in order]
            assert all(e["nom"] for e in entries)
            change = place.total(side, quarters) - total
            assert sum(e["apres"] - e["avant"] for e in entries) == change
            if total:
                assert sum(e["points"] for e in entries) == pytest.approx(change / total, rel=1e-9)


def units_of(portrait: Wide, year: int, *, in_two: bool, is_told: bool) -> dict[str, set[str]]:
    """The customs codes of each unit of a région or of France, by the unit's code."""
    place = portrait["territoire"]
    places = [row for row in table("departements.csv") if place["code"] in ("FR", row["region"])]
    units = {row["code"]: {row["code_douane"]} for row in places}
    if "2A" in units:
        units |= {"2A": {"2A"}, "2B": {"2B"}} if in_two else {"20": {"20", "2A", "2B"}}
        units = units if in_two else {code: own for code, own in units.items() if code not in ("2A", "2B")}
    if place["code"] in ("FR", "93"):
        units["99"] = {"99"}
    if place["code"] == "FR":
        units["98"] = {"98"}
        units |= {"97": {"97"}} if is_told and year == 2024 else {}
    return units


def expect_members(case: Case, rows: Rows, portrait: Wide) -> None:
    year = max(rows)
    if portrait["territoire"]["type"] == "departement":
        assert "departements" not in portrait
        return
    quarters, parts = compared_quarters(case, year), year in case.in_two and year - 1 not in case.in_two
    units = units_of(portrait, year, in_two=year in case.in_two, is_told=bool(quarters))
    entries = portrait["departements"]
    assert [entry["code"] for entry in entries] == sorted(units)
    names = {entry["code"]: entry["nom"] for entry in entries}
    assert names == names | {c: n for c, n in NAMES.items() if c in units}
    for side in SIDES:
        for entry in entries:
            codes, is_half = units[entry["code"]], entry["code"] in ("2A", "2B") and parts
            assert entry[side] == Place(rows[year], codes).total(side)
            then = Place(rows[year - 1], codes).total(side, quarters) if quarters and not is_half else None
            assert entry[f"{side}_avant"] == then
        assert sum(entry[side] for entry in entries) == portrait[side]["total"]
        if quarters and not (parts and "2A" in units):
            before = Place(rows[year - 1], codes_of(portrait, in_two=year - 1 in case.in_two))
            assert sum(entry[f"{side}_avant"] for entry in entries) == before.total(side, quarters)


def expect_regularity(portrait: Wide, place: Place) -> None:
    for side in SIDES:
        by_quarter = place.sums(side, PRODUCT, COUNTRY, QUARTER)
        expected = []
        for flow in (f for f in portrait[f"flux_{side}"] if f["principal"]):
            values = [by_quarter[flow["produit"], flow["pays"], quarter] for quarter in (1, 2, 3, 4)]
            expected.append(
                {
                    "produit": flow["produit"],
                    "pays": flow["pays"],
                    "valeur": sum(values),
                    "trimestres": sum(value > 0 for value in values),
                    "meilleur_trimestre": near(max(values) / sum(values)),
                }
            )
            assert flow["valeur"] == sum(values)
        assert portrait["regularite"][side] == expected


def within(cells: Counter[Any], product: str) -> Counter[str]:
    return Counter({country: value for (code, country), value in cells.items() if code == product})


def expect_outlets(portrait: Wide, place: Place, france: Place) -> None:
    expected = []
    here, there = place.sums("export", PRODUCT, COUNTRY), france.sums("export", PRODUCT, COUNTRY)
    for product in ordered(place.sums("export", PRODUCT))[:5] if portrait["territoire"]["type"] != "france" else []:
        own, whole = within(here, product), within(there, product)
        ten = [c for c in ordered(whole) if c != "FR" and c[0] != "Q"][:10]
        parts = [(c, Fraction(own[c], own.total()), Fraction(whole[c], whole.total())) for c in ten]
        expected += [
            {"produit": product, "pays": c, "part": near(float(part)), "part_france": near(float(national))}
            for c, part, national in [each for each in parts if each[1] * 2 < each[2]][:3]
        ]
    assert portrait["debouches"] == expected


def expect_origins(portrait: Wide, place: Place, france: Place) -> None:
    expected = []
    here, there = place.sums("import", PRODUCT, COUNTRY), france.sums("import", PRODUCT, COUNTRY)
    for entry in portrait["approvisionnements"]:
        own, whole = within(here, entry["produit"]), within(there, entry["produit"])
        outside = [v for c, v in own.items() if c not in MEMBERS and c not in ("FR", "XI") and c[0] != "Q"]
        index = sum(v * v for v in outside) / sum(outside) ** 2 if outside else None
        assert entry["hhi_hors_ue"] == near(index)
        is_flagged = 2 * sum(outside) > own.total() and index is not None and index > 0.25
        assert entry["a_surveiller"] == is_flagged
        if is_flagged:
            expected += [
                {
                    "produit": entry["produit"],
                    "pays": c,
                    "part": near(own[c] / own.total()),
                    "part_france": near(whole[c] / whole.total()),
                }
                for c in [c for c in ordered(whole) if c in MEMBERS][:3]
            ]
    assert portrait["origines_ue"] == expected


def expect_history(case: Case, rows: Rows, portrait: Wide) -> None:
    expected = []
    for year, quarters in case.quarters.items():
        if quarters != "1234" or not comparable(case, portrait, max(rows), year):
            continue
        place = Place(rows[year], codes_of(portrait, in_two=year in case.in_two))
        members = MEMBERS | ({"GB"} if year == 2020 else set())
        entry: Wide = {"annee": year}
        for side in SIDES:
            own = place.sums(side, COUNTRY)
            total = own.total()
            entry[side] = {
                "ue": near(ratio(sum(v for c, v in own.items() if c in members), total)),
                "trois_premiers": near(ratio(sum(own[c] for c in ordered(own)[:3]), total)),
                "equivalent": near(total**2 / sum(v * v for v in own.values()) if total else None),
            }
        expected.append(entry)
    assert portrait["historique"] == expected
