"""Each measure of « Diversifier » against a case worked out by hand, and the rule of the break."""

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

import pandas as pd
import pytest

from generator.portrait.analysis import analyses
from generator.portrait.build import portraits
from generator.portrait.concentration import concentrated_sourcing, history
from generator.portrait.diversification import Regularity, diversifications, eu_origins, outlets, regularities
from generator.portrait.evolution import evolution, is_comparable, members
from generator.portrait.model import Flow, Totals
from generator.portrait.ranking import Axis, top_ranks
from generator.portrait.series import Quarterly
from generator.portrait.trade import Scope, nested, scopes_of
from generator.reference.direction import Direction
from generator.reference.territories import france, region, territories
from tests.trade_rows import trade_rows

EXPORT, IMPORT = Direction.EXPORT, Direction.IMPORT
M = 1_000_000
BY_KEY = {t.key: t for t in territories()}
Row = tuple[str, str, int, str, str, int]
"""département, direction, quarter, A129, country, euros."""


def frame(rows: Iterable[Row]) -> pd.DataFrame:
    return trade_rows(rows, ["departement", "direction", "quarter", "a129", "country", "value_eur"])


def scope(cells: dict[tuple[str, str], int], direction: Direction = EXPORT) -> Scope:
    return Scope(cells={d: Counter(cells if d is direction else {}) for d in Direction})


def test_coverage() -> None:
    assert Totals(export_eur=3, import_eur=4).coverage == Fraction(3, 4)
    assert Totals(export_eur=3, import_eur=0).coverage is None


@pytest.mark.parametrize(("sold", "is_about_balanced"), [(97, False), (98, True), (102, True), (103, False)])
def test_below_three_hundredths_of_imports_trade_is_about_balanced(sold: int, is_about_balanced: bool) -> None:
    assert Totals(export_eur=sold, import_eur=100).is_about_balanced is is_about_balanced
    assert not Totals(export_eur=0, import_eur=0).is_about_balanced


def test_contributions_by_hand() -> None:
    # 200 before: steel 120 -> 90 (-15 points), tools 80 -> 90 (+5), wine 0 -> 10 (+5, after tools by its code)
    before = scope({("steel", "DE"): 120, ("tools", "IT"): 80})
    after = scope({("steel", "DE"): 90, ("tools", "IT"): 90, ("wine", "US"): 10})
    found = evolution(before, after, (2023, 2024))
    assert [(c.code, c.change_eur, c.points) for c in found.products[EXPORT].contributions] == [
        ("steel", -30, Fraction(-15, 100)),
        ("tools", 10, Fraction(5, 100)),
        ("wine", 10, Fraction(5, 100)),
    ]
    assert [c.code for c in found.countries[EXPORT].contributions] == ["DE", "IT", "US"]
    assert found.products[IMPORT].contributions == ()


def test_from_nothing_there_are_no_points() -> None:
    found = evolution(scope({}), scope({("wine", "US"): 10}), (2023, 2024))
    assert [(c.change_eur, c.points) for c in found.products[EXPORT].contributions] == [(10, None)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [(2020, 2021, True), (2021, 2022, False), (2022, 2023, True), (2020, 2023, False), (2023, 2024, True)],
)
def test_no_change_is_told_across_the_break(before: int, after: int, expected: bool) -> None:
    assert is_comparable(before, after) is expected


def test_members_of_a_region_and_of_france() -> None:
    now = Quarterly.from_rows(
        frame(
            [
                ("04", "export", 1, "wine", "US", 5),
                ("99", "import", 2, "wine", "US", 3),
                ("20", "export", 1, "wine", "US", 2),
                ("98", "export", 1, "wine", "US", 1),
            ]
        ),
        2024,
        [1, 2],
    )
    then = Quarterly.from_rows(
        frame([("04", "export", 1, "wine", "US", 4), ("04", "export", 3, "wine", "US", 100)]), 2023, [1, 2, 3]
    )
    before = then.restricted_to([(1, 2), (1, 2)])
    found = members(region("93"), now, before)
    assert [m.unit.code for m in found] == ["04", "05", "06", "13", "83", "84", "99"]
    assert (found[0].totals, found[0].before) == (Totals(5, 0), Totals(4, 0))
    assert (found[-1].unit.name, found[-1].totals) == ("Monaco", Totals(0, 3))
    whole = members(france(), now, None)
    assert [(m.unit.code, m.unit.name) for m in whole][-2:] == [("98", "Code 98"), ("99", "Monaco")]
    assert [m.totals for m in whole if m.unit.code == "20"] == [Totals(2, 0)]
    assert sum(m.totals.export_eur for m in whole) == 8
    assert all(m.before is None for m in whole)


def test_half_of_corsica_is_not_compared_with_the_whole() -> None:
    one = Quarterly.from_rows(frame([("20", "export", 1, "wine", "US", 9)]), 2023, [1])
    two = Quarterly.from_rows(
        frame([("2A", "export", 1, "wine", "US", 4), ("2B", "export", 1, "wine", "US", 6)]), 2024, [1]
    )
    corsica = region("94")
    assert [m.before for m in members(corsica, two, one)] == [None, None]
    assert [(m.unit.name, m.before) for m in members(corsica, one, two)] == [("Corse", Totals(10, 0))]


def test_ranks_by_hand() -> None:
    # steel: 69 sells 9, 26 and 42 sell 7 each: both second of three; Corsica in one counts once
    scopes = {
        BY_KEY["26"]: scope({("steel", "DE"): 7}),
        BY_KEY["42"]: scope({("steel", "DE"): 7, ("wine", "IT"): 1}),
        BY_KEY["69"]: scope({("steel", "DE"): 9}),
        BY_KEY["2A"]: scope({("wine", "IT"): 8}),
        BY_KEY["2B"]: scope({("wine", "IT"): 8}),
    }
    ranks = top_ranks(scopes, scope({("steel", "DE"): 28, ("wine", "IT"): 9}))
    steel, wine = ranks[BY_KEY["42"]][Axis.PRODUCT][EXPORT]
    assert (steel.code, steel.value_eur, steel.rank, steel.among, steel.national_eur) == ("steel", 7, 2, 3, 28)
    assert steel.ahead == ((BY_KEY["69"], 9),)
    assert (wine.code, wine.rank, wine.among) == ("wine", 2, 2)
    assert [(r.code, r.rank) for r in ranks[BY_KEY["26"]][Axis.COUNTRY][EXPORT]] == [("DE", 2)]


def test_regularity_by_hand() -> None:
    # 30 + 10 in the first quarter, 20 in the third: two quarters, the best one makes 40 / 60 = two thirds
    rows = frame(
        [
            ("42", "export", 1, "steel", "DE", 30),
            ("42", "export", 1, "steel", "DE", 10),
            ("42", "export", 3, "steel", "DE", 20),
            ("69", "export", 2, "steel", "DE", 60),
            ("42", "import", 4, "steel", "DE", 5),
        ]
    )
    flow = Flow("steel", "DE", 60, is_main=True)
    found = regularities(rows, EXPORT, {BY_KEY["42"]: [flow], france(): [flow]})
    (own,), (whole,) = found.values()
    assert own == Regularity("steel", "DE", (40, 0, 20, 0))
    assert (own.value_eur, own.quarters, own.best_quarter) == (60, 2, Fraction(2, 3))
    assert own.may_be_one_off
    assert (whole.by_quarter, whole.best_quarter, whole.may_be_one_off) == ((40, 60, 20, 0), Fraction(1, 2), False)


def test_outlets_by_hand() -> None:
    # France sells its steel to DE 40 %, PL 20 %, ES 10 %, ... ; the territory 20 %, 9 %, 5 %: only PL is below half
    national = {"steel": {"DE": 40, "PL": 20, "ES": 10, "FR": 20, "QR": 10}}
    here = {"steel": {"DE": 20, "PL": 9, "ES": 5, "US": 66}}
    found = outlets(here, national)
    assert [(o.product_code, o.code, o.share, o.national_share) for o in found] == [
        ("steel", "PL", Fraction(9, 100), Fraction(1, 5))
    ]


def test_outlets_are_three_a_product_among_ten_destinations() -> None:
    countries = [f"C{n:02}" for n in range(12)]
    national = {"steel": {code: 100 - n for n, code in enumerate(countries)}, "wine": {"DE": 1}}
    found = outlets({"wine": {"US": 9}, "steel": {"C00": 5, "C11": 3}}, national)
    assert [(o.product_code, o.code) for o in found] == [
        ("wine", "DE"),
        ("steel", "C01"),
        ("steel", "C02"),
        ("steel", "C03"),
    ]
    assert outlets({"steel": dict.fromkeys(countries[:10], 1)}, national) == ()


def test_origins_in_the_union_by_hand() -> None:
    # 70 of 100 come from outside, 60 of CN and 10 of US: (6/7)² + (1/7)² = 0.755 > 0.25; members by what France buys
    imports = {("steel", "CN"): 60 * M, ("steel", "US"): 10 * M, ("steel", "DE"): 30 * M}
    national = {"steel": {"CN": 500, "DE": 100, "IT": 200, "PT": 100, "XI": 300, "FR": 300, "BE": 50}}
    (watched,) = concentrated_sourcing(imports, 2024)
    assert watched.outside_origins
    assert watched.outside_origins.index == Fraction(37, 49)
    found = eu_origins([watched], nested(imports), national, 2024)
    assert [(o.code, o.share) for o in found] == [("IT", 0), ("DE", Fraction(3, 10)), ("PT", 0)]


def test_scattered_origins_outside_the_union_are_not_watched() -> None:
    # five equal origins outside make 60 %: their own index is 0.2; the first origin, inside, makes 40 %
    imports = {("steel", code): 12 * M for code in ("CN", "US", "GB", "CH", "TR")} | {("steel", "DE"): 40 * M}
    assert concentrated_sourcing(imports, 2024) == ()
    most = imports | {("steel", "DE"): 70 * M}
    assert [each.is_watched for each in concentrated_sourcing(most, 2024)] == [False]


def test_history_by_hand() -> None:
    # 2020: GB is a member still; DE 5, GB 3, US 1, CN 1 of 10: squares 25 + 9 + 1 + 1 = 36 of 100
    old = Quarterly.from_rows(
        frame(
            [
                ("42", "export", 1, "steel", "DE", 5),
                ("42", "export", 2, "steel", "GB", 3),
                ("42", "export", 3, "steel", "US", 1),
                ("42", "export", 4, "wine", "CN", 1),
                ("69", "import", 1, "wine", "CN", 1),
            ]
        ),
        2020,
        [1, 2, 3, 4],
    )
    unfinished = Quarterly.from_rows(frame([("42", "export", 1, "steel", "DE", 5)]), 2021, [1, 2, 3])
    ((year, found),) = history([old, unfinished], BY_KEY["42"]).items()
    assert year == 2020
    exports = found[EXPORT]
    assert (exports.total_eur, exports.eu_eur, exports.first_partners_eur) == (10, 8, 9)
    assert exports.equivalent == Fraction(100, 36)
    assert IMPORT not in found


def test_france_has_members_and_neither_ranks_nor_outlets_a_departement_the_contrary() -> None:
    # Loire sells all its wine to the United States, the country most of it to Germany
    rows = frame([("42", "export", 1, "C11Z", "US", M), ("69", "export", 1, "C11Z", "DE", 9 * M)])
    scopes = scopes_of(rows)
    found = diversifications(
        [BY_KEY["42"], BY_KEY["region-84"], BY_KEY["france"]],
        {p.territory: p for p in portraits(scopes, 2024)},
        analyses(scopes, rows, 2024),
        rows,
        scopes,
        [Quarterly.from_rows(rows, 2024, [1])],
        before=None,
    )
    loire, rhone_alpes, whole = found.values()
    assert loire.members is None
    assert loire.ranks is not None
    assert [(o.product_code, o.code, o.share) for o in loire.outlets] == [("C11Z", "DE", Fraction(0))]
    assert rhone_alpes.ranks is not None
    assert rhone_alpes.members is not None
    assert sum(m.totals.export_eur for m in rhone_alpes.members) == 10 * M
    assert whole.members is not None
    assert (whole.ranks, whole.outlets) == (None, ())
