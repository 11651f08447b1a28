"""The measures in ``portrait.json``: the numbers on the page, as the schema describes them."""

import json
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from generator.compute import EditionData
from generator.exports.json import portrait_json
from generator.exports.measures import measures_json
from generator.portrait.evolution import evolution
from generator.reference.direction import Direction
from generator.reference.tables import PROJECT
from generator.reference.territories import france, territories

BY_KEY = {t.key: t for t in territories()}
LOIRE = BY_KEY["42"]
SCHEMA = json.loads((PROJECT / "docs/schema/portrait.schema.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def loire(demo: EditionData) -> dict[str, Any]:
    measures = measures_json(demo.inputs[LOIRE], demo.analyses[LOIRE])
    loaded: dict[str, Any] = json.loads(json.dumps(measures))
    return loaded


def test_ranks_and_exposure_are_those_of_the_raw_sums(loire: dict[str, Any], demo: EditionData) -> None:
    exports = {t: demo.scopes[t].totals.export_eur for t in territories() if t.kind is LOIRE.kind}
    larger = {t.customs_codes for t, value in exports.items() if value > exports[LOIRE]}
    traders = {t.customs_codes for t, value in exports.items() if value}
    assert loire["rangs"]["export"] == {"rang": 1 + len(larger), "sur": len(traders)}
    balances = {t: demo.scopes[t].totals.balance_eur for t in exports}
    above = {t.customs_codes for t, value in balances.items() if value > balances[LOIRE]}
    assert loire["rangs"]["solde"] == {"rang": 1 + len(above), "sur": len(traders)}
    own = demo.scopes[LOIRE].countries[Direction.EXPORT]
    first = loire["exposition"][0]
    assert (first["pays"], first["export"]) == ("US", own["US"])
    assert first["part"] == pytest.approx(own["US"] / own.total(), rel=1e-12)


def test_concentration_and_sourcing_are_those_of_the_raw_cells(loire: dict[str, Any], demo: EditionData) -> None:
    own = demo.scopes[LOIRE].countries[Direction.IMPORT]
    index = sum((value / own.total()) ** 2 for value in own.values())
    found = loire["concentration"]["import"]["pays"]
    assert found["indice"] == pytest.approx(index, rel=1e-9)
    assert found["equivalent"] == pytest.approx(1 / index, rel=1e-9)
    assert found["nombre"] == len(own)
    cells = demo.scopes[LOIRE].cells[Direction.IMPORT]
    assert loire["approvisionnements"]
    for row in loire["approvisionnements"]:
        origins = {country: value for (product, country), value in cells.items() if product == row["produit"]}
        total = sum(origins.values())
        assert row["import"] == total
        assert row["import_pays"] == max(origins.values()) == origins[row["pays"]]
        squares = sum((value / total) ** 2 for value in origins.values())
        assert row["indice_origines"] == pytest.approx(squares, rel=1e-9)
        is_concentrated = row["hhi_hors_ue"] is not None and row["hhi_hors_ue"] > 0.25
        assert row["a_surveiller"] == (2 * row["import_hors_ue"] > total and is_concentrated)


def test_sourcing_by_class_is_that_of_the_raw_rows(loire: dict[str, Any], demo: EditionData) -> None:
    rows = demo.trade.rows
    own = rows[(rows["direction"] == "import") & (rows["departement"] == "42")]
    assert loire["approvisionnements_cpf4"]
    for row in loire["approvisionnements_cpf4"]:
        origins = own[own["cpf4"] == row["produit"]].groupby("country", observed=True)["value_eur"].sum()
        total = int(origins.sum())
        assert row["import"] == total >= 1_000_000
        assert row["import_pays"] == origins.max() == origins[row["pays"]]
        squares = float(((origins / total) ** 2).sum())
        assert row["indice_origines"] == pytest.approx(squares, rel=1e-9)
        assert row["a_surveiller"] or 2 * row["import_pays"] > total


def test_specialities_and_likeness_keep_their_order(loire: dict[str, Any], demo: EditionData) -> None:
    own, nation = (demo.scopes[t].products[Direction.EXPORT] for t in (LOIRE, france()))
    assert loire["specialites"]
    for row in loire["specialites"]:
        here, there = own[row["produit"]] / own.total(), nation[row["produit"]] / nation.total()
        assert row["rapport"] == pytest.approx(here / there, rel=1e-9) and here / there >= 2
    gaps = [row["part"] - row["part_france"] for row in loire["specialites"]]
    assert gaps == sorted(gaps, reverse=True)
    assert len(loire["semblables"]) == 5
    assert all(0 <= row["recouvrement"] <= 1 and row["type"] == "departement" for row in loire["semblables"])


def test_changes_are_those_of_the_scopes_and_match_the_schema(loire: dict[str, Any], demo: EditionData) -> None:
    assert loire["evolution"] is None
    before, after = demo.scopes[BY_KEY["43"]], demo.scopes[LOIRE]
    since = evolution(before, after, (2023, 2024))
    given = replace(demo.inputs[LOIRE], evolution=since)
    measures = measures_json(given, demo.analyses[LOIRE])
    content = json.loads(portrait_json(given, demo.context, measures))
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(content)] == []
    export = content["evolution"]["export"]
    assert (export["avant"], export["apres"]) == (before.totals.export_eur, after.totals.export_eur)
    assert export["pays"][0]["apres"] - export["pays"][0]["avant"] == max(
        after.countries[Direction.EXPORT][c] - before.countries[Direction.EXPORT][c]
        for c in {*before.countries[Direction.EXPORT], *after.countries[Direction.EXPORT]}
    )
