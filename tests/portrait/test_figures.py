"""REFERENCE.md's rules on tiny literal tables."""

from collections import Counter

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.portrait.build import activities, flows, partner_balances, portraits
from generator.portrait.model import Portrait, Totals
from generator.portrait.trade import Scope, scopes_of
from generator.reference.direction import Direction
from generator.reference.names import OTHERS
from generator.reference.territories import territories
from tests.trade_rows import trade_rows

EXPORT, IMPORT = Direction.EXPORT, Direction.IMPORT
Cells = dict[tuple[str, str], int]


def scope(exports: Cells | None = None, imports: Cells | None = None) -> Scope:
    return Scope(cells={EXPORT: Counter(exports or {}), IMPORT: Counter(imports or {})})


def countries(count: int) -> list[str]:
    return [f"{chr(65 + i // 26)}{chr(65 + i % 26)}" for i in range(count)]


def test_balance_is_the_union_of_both_first_tens_by_total_trade() -> None:
    exports = {("C10A", code): 100 - i for i, code in enumerate(countries(11))}
    rows = partner_balances(scope(exports, {("C10A", "ZZ"): 95}))
    assert [row.country_code for row in rows] == ["AA", "AB", "AC", "AD", "AE", "AF", "ZZ", "AG", "AH", "AI", "AJ"]
    by_code = {row.country_code: row for row in rows}
    assert "AK" not in by_code
    assert (by_code["ZZ"].import_eur, by_code["ZZ"].export_eur, by_code["ZZ"].balance_eur) == (95, 0, -95)


def test_balance_shows_both_ways_of_a_partner_that_is_first_in_one_only() -> None:
    exports = {("C10A", code): 100 for code in countries(10)} | {("C10A", "ZZ"): 1}
    (first, *_), last = (rows := partner_balances(scope(exports, {("C10A", "ZZ"): 5}))), rows[-1]
    assert first.country_code == "AA"
    assert (last.country_code, last.import_eur, last.export_eur) == ("ZZ", 5, 1)


def test_ties_are_broken_by_code() -> None:
    exports = {("C10A", code): 7 for code in reversed(countries(12))}
    assert flows(scope(exports), EXPORT).countries == tuple(countries(10))


def test_a_value_of_zero_is_nowhere() -> None:
    result = scope({("C10A", "DE"): 5, ("C10B", "IT"): 0})
    assert flows(result, EXPORT).countries == ("DE",)
    assert [row.product_code for row in activities(result)] == ["C10A"]
    assert flows(result, IMPORT).rows == ()


def test_activities_by_total_trade_then_code() -> None:
    rows = activities(scope({("C10A", "DE"): 3, ("C20A", "DE"): 3}, {("C10B", "DE"): 4, ("C20A", "IT"): 1}))
    assert [(row.product_code, row.import_eur, row.export_eur) for row in rows] == [
        ("C10B", 4, 0),
        ("C20A", 1, 3),
        ("C10A", 0, 3),
    ]


def test_main_flows_are_the_first_five_without_others() -> None:
    exports = {(f"C{i}A", "DE"): 100 + i for i in range(10, 21)} | {("C10A", "IT"): 500}
    result = flows(scope(exports), EXPORT)
    assert result.rows[0].product_code == "C10A"
    assert [flow.product_code for flow in result.main] == ["C10A", "C20A", "C19A", "C18A", "C17A"]
    assert result.other_products == 1
    assert [flow.value_eur for flow in result.rows if flow.product_code == OTHERS] == [111]


def test_equal_flows_go_by_product_for_exports_and_by_country_for_imports() -> None:
    cells = {("C10B", "DE"): 5, ("C10A", "IT"): 5, ("C10A", "DE"): 5}
    exported = flows(scope(exports=cells), EXPORT).rows
    imported = flows(scope(imports=cells), IMPORT).rows
    assert [(f.product_code, f.country_code) for f in exported] == [("C10A", "DE"), ("C10A", "IT"), ("C10B", "DE")]
    assert [(f.country_code, f.product_code) for f in imported] == [("DE", "C10A"), ("DE", "C10B"), ("IT", "C10A")]


codes = st.sampled_from([f"C{i}Z" for i in range(10, 26)])
partners = st.sampled_from(countries(16))
tables = st.dictionaries(st.tuples(codes, partners), st.integers(0, 10**12), max_size=120)


@given(tables, st.sampled_from(Direction))
def test_flows_sum_to_the_total_whatever_the_rows(cells: Cells, direction: Direction) -> None:
    result = flows(scope(cells, cells), direction)
    assert sum(flow.value_eur for flow in result.rows) == result.total_eur == sum(cells.values())
    assert all(flow.value_eur for flow in result.rows)
    assert len(result.main) <= 5
    assert not any(OTHERS in (flow.product_code, flow.country_code) for flow in result.main)
    values = [flow.value_eur for flow in result.rows]
    assert values == sorted(values, reverse=True)
    for end, named, others in (
        (0, result.products, result.other_products),
        (1, result.countries, result.other_countries),
    ):
        traded = {pair[end] for pair, value in cells.items() if value}
        assert len(named) + others == len(traded)


@given(tables, tables)
def test_activities_sum_to_the_totals(exports: Cells, imports: Cells) -> None:
    rows = activities(scope(exports, imports))
    assert sum(row.export_eur for row in rows) == sum(exports.values())
    assert sum(row.import_eur for row in rows) == sum(imports.values())


def frame(rows: list[tuple[str, str, int]]) -> pd.DataFrame:
    return trade_rows(rows, ["departement", "direction", "value_eur"])


@pytest.fixture
def by_key() -> dict[str, Portrait]:
    rows = [
        ("05", "export", 2),
        ("99", "export", 3),
        ("98", "export", 10),
        ("20", "export", 7),
        ("9A", "import", 4),
        ("42", "export", 1),
        ("42", "export", 1),
    ]
    return {portrait.territory.key: portrait for portrait in portraits(scopes_of(frame(rows)), 2024)}


def test_there_are_120_portraits(by_key: dict[str, Portrait]) -> None:
    assert len(by_key) == len(territories()) == 120


def test_monaco_counts_in_its_region_and_nowhere_below(by_key: dict[str, Portrait]) -> None:
    assert by_key["region-93"].totals.export_eur == 5
    assert by_key["05"].totals.export_eur == 2


def test_unknown_codes_count_in_france_only(by_key: dict[str, Portrait]) -> None:
    assert by_key["france"].totals.export_eur == 2 + 3 + 10 + 7 + 1 + 1
    regions = [p for key, p in by_key.items() if key.startswith("region-")]
    assert sum(p.totals.export_eur for p in regions) == 14


def test_both_corsican_departements_show_corsica(by_key: dict[str, Portrait]) -> None:
    assert by_key["2A"].totals == by_key["2B"].totals == by_key["region-94"].totals
    assert by_key["2A"].totals.export_eur == 7


def test_repeated_keys_are_summed_and_shares_have_their_wholes(by_key: dict[str, Portrait]) -> None:
    loire = by_key["42"]
    assert loire.totals.export_eur == 2
    assert loire.region_totals == by_key["region-84"].totals
    assert loire.france_totals == by_key["france"].totals
    assert by_key["region-84"].region_totals is None
    assert by_key["france"].france_totals is None


def test_details_of_an_activity_go_down_to_cpf4(by_key: dict[str, Portrait]) -> None:
    (activity,) = by_key["971"].activities
    assert [(d.product_code, d.import_eur, d.export_eur) for d in activity.details] == [("1011", 4, 0)]
    (activity,) = by_key["42"].activities
    assert [(d.product_code, d.import_eur, d.export_eur) for d in activity.details] == [("1011", 0, 2)]


def test_the_european_union_is_its_other_members_of_the_year() -> None:
    rows = [
        ("42", "export", "DE", 5),
        ("42", "export", "GB", 7),
        ("42", "export", "FR", 1),
        ("42", "export", "XI", 2),
        ("42", "import", "GR", 3),
    ]
    table = trade_rows(rows, ["departement", "direction", "country", "value_eur"])

    def union(year: int) -> Totals:
        return next(p.eu for p in portraits(scopes_of(table), year) if p.territory.key == "42")

    assert union(2024) == Totals(export_eur=5, import_eur=3)
    assert union(2020) == Totals(export_eur=12, import_eur=3)
