"""The worked examples of « Diversifier »: each is computed here, and docs/methode.md shows the result."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from generator.french.formatting import number, share, tenths, tenths_of, unit_for
from generator.portrait.concentration import concentrated_sourcing, concentration
from generator.portrait.diversification import Regularity, eu_origins, outlets
from generator.portrait.evolution import Change
from generator.portrait.model import Totals
from generator.portrait.ranking import Rank

METHOD = (Path(__file__).parents[2] / "docs" / "methode.md").read_text(encoding="utf-8")
HUNDRED_K = 100_000
"""Amounts are written in tenths of a million below."""


def coverage() -> str:
    totals = Totals(export_eur=3684 * HUNDRED_K, import_eur=1600 * HUNDRED_K)
    assert totals.coverage
    return f"368,4 ÷ 160 = {share(totals.coverage.numerator, totals.coverage.denominator)}"


def change() -> str:
    return f"400 M€ puis 368,4 M€, soit {unit_for(4000 * HUNDRED_K).change(4000 * HUNDRED_K, 3684 * HUNDRED_K)}"


def contribution_of_machines() -> str:
    machines = Change("C28A", 2000 * HUNDRED_K, 1600 * HUNDRED_K, 4000 * HUNDRED_K)
    assert machines.points == Fraction(-1, 10)
    return f"(160 − 200) ÷ 400 = {tenths(tenths_of(machines.change_eur, machines.total_eur)).removesuffix(',0')} points"


def contribution_of_steel() -> str:
    steel = Change("C24A", 2000 * HUNDRED_K, 2084 * HUNDRED_K, 4000 * HUNDRED_K)
    return f"l'acier de 200 à 208,4 M€, {tenths(tenths_of(steel.change_eur, steel.total_eur))} points"


def part_of_a_departement() -> str:
    return f"40 ÷ 71,6 = {share(400, 716, 0)}"


def rank() -> str:
    steel = Rank("C24A", 2084, 5284, rank=1 + sum(other > 2084 for other in (3200,)), among=2, ahead=())
    return f"{steel.rank}ᵉ sur {steel.among}, et 208,4 ÷ 528,4 = {share(steel.value_eur, steel.national_eur)}"


def regularity() -> str:
    flow = Regularity("C30C", "US", (0, 5, 90, 5))
    assert flow.may_be_one_off and not Regularity("C30C", "US", (20, 20, 60, 0)).may_be_one_off
    return f"sur 100 dans l'année : {share(max(flow.by_quarter), flow.value_eur)}"


def outlet() -> str:
    here, nation = {"C24A": {"DE": 2080, "PL": 4}}, {"C24A": {"DE": 2080, "PL": 3204}}
    (found,) = outlets(here, nation)
    there = share(found.national_eur, found.national_total_eur)
    return f"soit {there} ; ici 0,4 ÷ 208,4 = {share(found.value_eur, found.total_eur)}"


def origin() -> str:
    here = {("C13Z", "CN"): 120_000_000, ("C13Z", "IT"): 40_000_000}
    by_country = {"C13Z": {country: euros for (_, country), euros in here.items()}}
    (found,) = eu_origins(concentrated_sourcing(here, 2024), by_country, by_country, 2024)
    return f"importés par la France : {share(found.national_eur, found.national_total_eur)}"


def dependence() -> str:
    found = concentration({"DE": 50, "IT": 25, "US": 25})
    assert found
    return f"1 ÷ (0,25 + 0,0625 + 0,0625) = {number(found.equivalent)} partenaires"


EXAMPLES = (
    coverage,
    change,
    contribution_of_machines,
    contribution_of_steel,
    part_of_a_departement,
    rank,
    regularity,
    outlet,
    origin,
    dependence,
)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.__name__)
def test_the_method_shows_the_computed_result(example: Callable[[], str]) -> None:
    text = " ".join(example().split())
    assert text in " ".join(METHOD.split())


def test_every_measure_of_what_to_do_next_has_an_example() -> None:
    part = METHOD[METHOD.index("### Diversifier {") : METHOD.index("Ce qui a été laissé de côté")]
    measures = part.split("\n:   **Définition**")[1:]
    assert len(measures) == 7
    assert all("**Exemple**" in measure and "**Limites**" in measure for measure in measures)
