"""Each measure against a case worked out by hand, and its rules on any values."""

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.portrait.analysis import analyses
from generator.portrait.build import eu_by_product
from generator.portrait.concentration import concentrated_sourcing, concentration
from generator.portrait.exposure import duty_eur, exposures, markets, outside_markets
from generator.portrait.model import Totals
from generator.portrait.ranking import Axis, Standing, standings
from generator.portrait.specialisation import UNIT, most_similar, specialities
from generator.portrait.trade import Scope, by_departement, sum_over
from generator.reference.direction import Direction
from generator.reference.territories import Territory, departements, territories
from tests.trade_rows import trade_rows

M = 1_000_000
EXPORT, IMPORT = Direction.EXPORT, Direction.IMPORT
BY_CODE = {t.code: t for t in departements()}
NO_ROWS = trade_rows([], ["departement"])
AMOUNTS = st.dictionaries(st.sampled_from("ABCDEFGH"), st.integers(0, 10**12), min_size=1)


def scope(
    exports: dict[tuple[str, str], int] | None = None, imports: dict[tuple[str, str], int] | None = None
) -> Scope:
    return Scope(cells={EXPORT: Counter(exports or {}), IMPORT: Counter(imports or {})})


def test_location_quotient_by_hand() -> None:
    # wine: 30 of 100 here, 50 of 1 000 in the country: 0.30 / 0.05 = 6; cheese: 20 / 100 over 100 / 1 000 = 2
    here = {"wine": 30 * M, "cheese": 20 * M, "cars": 50 * M}
    nation = {"wine": 50 * M, "cheese": 100 * M, "cars": 850 * M}
    found = specialities(here, nation)
    assert [(w.code, float(w.quotient), w.excess) for w in found] == [
        ("wine", 6, Fraction(1, 4)),
        ("cheese", 2, Fraction(1, 10)),
    ]


@pytest.mark.parametrize(
    ("value", "total", "is_one"),
    [
        (2 * M, 200 * M, True),
        (2 * M - 1, 200 * M, False),  # below one per cent
        (M, 10 * M, True),
        (M - 1, 10 * M, False),  # below a million
    ],
)
def test_trifles_are_no_speciality(value: int, total: int, is_one: bool) -> None:
    here = {"wine": value, "cars": total - value}
    nation = {"wine": 2 * M, "cars": 100_000 * M}
    assert [w.code for w in specialities(here, nation)] == (["wine"] if is_one else [])


def test_nothing_exported_has_no_speciality() -> None:
    assert specialities({}, {"wine": 5}) == ()


@given(AMOUNTS)
def test_the_country_is_its_own_yardstick(values: dict[str, int]) -> None:
    assert specialities(values, values) == ()


def test_concentration_by_hand() -> None:
    # shares 0.5, 0.3, 0.2: 0.25 + 0.09 + 0.04 = 0.38
    found = concentration({"DE": 50, "IT": 30, "US": 20})
    assert found
    assert (found.index, found.points, found.level) == (Fraction(38, 100), 3_800, "high")
    assert found.equivalent == Fraction(100, 38)


@pytest.mark.parametrize(("count", "level"), [(4, "high"), (5, "moderate"), (6, "moderate"), (7, "low")])
def test_equal_shares_count_themselves(count: int, level: str) -> None:
    found = concentration({str(n): 10 for n in range(count)})
    assert found
    assert (float(found.equivalent), found.level) == (count, level)


@given(AMOUNTS)
def test_concentration_stays_between_its_bounds(values: dict[str, int]) -> None:
    found = concentration(values)
    if not any(values.values()):
        assert found is None
    else:
        assert found
        assert Fraction(1, found.count) <= found.index <= 1


def test_exposure_by_hand() -> None:
    peers = {
        BY_CODE["42"]: scope({("C11Z", "US"): 10, ("C10A", "US"): 20, ("C10A", "DE"): 70}),
        BY_CODE["48"]: scope({("C10A", "US"): 1, ("C10A", "DE"): 1}),
        BY_CODE["75"]: scope({("C10A", "DE"): 5}),
        BY_CODE["976"]: scope(),
    }
    found = exposures(peers, "US")
    loire, lozere, paris, mayotte = found.values()
    assert (loire.value_eur, loire.total_eur, loire.products) == (30, 100, (("C10A", 20), ("C11Z", 10)))
    assert (lozere.standing, loire.standing) == (Standing(1, 2), Standing(2, 2))
    assert (paris.value_eur, paris.standing, mayotte.standing) == (0, None, None)


def test_markets_are_the_first_destinations_the_united_states_before_all() -> None:
    assert markets({"DE": 9, "IT": 8, "US": 1}) == ("US", "DE", "IT")
    assert markets({"DE": 9}) == ("DE",)


def test_concentrated_sourcing_by_hand() -> None:
    imports = {
        ("gas", "NO"): 60 * M,  # 0.36 + 0.16 = 0.52
        ("gas", "DZ"): 40 * M,
        ("cars", "DE"): 50 * M,  # exactly half is not more than half
        ("cars", "ES"): 50 * M,
        ("phones", "CN"): 40 * M,  # no origin is most: 0.16 + 0.09 + 0.09 = 0.34, and 70 of 100 from outside
        ("phones", "US"): 30 * M,
        ("phones", "DE"): 30 * M,
        ("wine", "IT"): 90 * M,
        ("wine", "CL"): 10 * M,
        ("boats", "FR"): 60 * M,  # goods that come back are on neither side
        ("boats", "US"): 40 * M,
        ("toys", "CN"): M - 1,  # a trifle
    }
    found = [
        (s.product_code, s.country_code, s.from_country_eur // M, s.is_from_eu, s.outside_eur // M, s.origins.points)
        for s in concentrated_sourcing(imports, 2024)
    ]
    assert found == [
        ("boats", "FR", 60, False, 40, 5_200),
        ("gas", "NO", 60, False, 100, 5_200),
        ("phones", "CN", 40, False, 70, 3_400),
        ("wine", "IT", 90, True, 10, 8_200),
    ]
    assert [s.product_code for s in concentrated_sourcing(imports, 2024) if s.is_watched] == ["gas", "phones"]


def test_sourcing_by_class_sees_what_the_wide_product_hides() -> None:
    table = trade_rows(
        [
            ("42", "import", "2041", "CN", 30 * M),
            ("42", "import", "2042", "DE", 70 * M),
            ("42", "export", "2041", "CN", 500 * M),  # an export is no sourcing
            ("69", "import", "2041", "DE", 60 * M),
            ("00", "import", "??", "ZZ", 40 * M),  # counts in France only
        ],
        columns=["departement", "direction", "cpf4", "country", "value_eur"],
    )
    imports = by_departement(table, IMPORT, "cpf4", "country")

    def sourcing_of(departements: list[str] | None) -> list[tuple[str, str, int, bool]]:
        sourcing = concentrated_sourcing(sum_over(imports, departements), 2024)
        return [(s.product_code, s.country_code, s.value_eur // M, s.is_watched) for s in sourcing]

    assert sourcing_of(["42"]) == [("2042", "DE", 70, False), ("2041", "CN", 30, True)]
    assert sourcing_of(["42", "69"]) == [("2041", "DE", 90, False), ("2042", "DE", 70, False)]
    assert sourcing_of(None)[-1] == ("??", "ZZ", 40, True)
    assert sourcing_of(["48"]) == []


def test_the_marks_themselves_are_not_exceeded() -> None:
    quarter = {("tea", code): 25 * M for code in ("CN", "IN", "LK", "KE")}  # an index of 2 500
    half = {("tea", "CN"): 50 * M, ("tea", "DE"): 50 * M}
    assert concentrated_sourcing(quarter, 2024) == ()
    assert concentrated_sourcing(half, 2024) == ()
    assert [s.is_watched for s in concentrated_sourcing({("tea", "GB"): 2 * M}, 2024)] == [True]
    assert [s.is_watched for s in concentrated_sourcing({("tea", "GB"): 2 * M}, 2020)] == [False]  # a member, for goods


def test_similarity_by_hand() -> None:
    # shares 50/50/0 and 20/50/30: min 20 + 50 + 0 = 70 %
    exports = {
        BY_CODE["42"]: {"A": 50, "B": 50},
        BY_CODE["26"]: {"A": 2, "B": 5, "C": 3},
        BY_CODE["48"]: {"C": 1},
        BY_CODE["75"]: {},
    }
    found = most_similar(exports)
    assert [(s.territory.code, s.overlap) for s in found[BY_CODE["42"]]] == [("26", 7 * UNIT // 10), ("48", 0)]
    assert BY_CODE["75"] not in found


def test_the_two_corsicans_are_not_each_other_s_neighbours_and_count_once() -> None:
    exports = {BY_CODE[code]: {"A": 1} for code in ("2A", "2B", "42")}
    found = most_similar(exports)
    assert [s.territory.code for s in found[BY_CODE["2A"]]] == ["42"]
    assert [s.territory.code for s in found[BY_CODE["42"]]] == ["2A"]


@given(AMOUNTS, AMOUNTS)
def test_overlap_is_mutual(one: dict[str, int], other: dict[str, int]) -> None:
    a, b = BY_CODE["42"], BY_CODE["26"]
    found = most_similar({a: one, b: other})
    if any(one.values()) and any(other.values()):
        assert found[a][0].overlap == found[b][0].overlap <= UNIT


def test_standings_share_places_and_count_corsica_once() -> None:
    values: dict[Territory, int] = {
        BY_CODE[c]: v for c, v in {"42": 5, "26": 5, "2A": 3, "2B": 3, "48": 1, "75": 0}.items()
    }
    found = {t.code: (s.rank, s.among) for t, s in standings(values).items()}
    assert found == {"42": (1, 4), "26": (1, 4), "2A": (3, 4), "2B": (3, 4), "48": (4, 4)}


def test_a_whole_country_without_trade_has_no_measures() -> None:
    for analysis in analyses({t: scope() for t in territories()}, NO_ROWS, 2024).values():
        assert not any(analysis.first(axis, d) for axis in Axis for d in Direction)
        assert analysis.speciality is None
        assert not analysis.partners
        assert not analysis.similar
        assert not analysis.sourcing
        assert not analysis.specialities


def test_standings_and_specialities_by_hand() -> None:
    loire = scope({("C11Z", "CH"): 8 * M, ("C10A", "DE"): 2 * M}, {("C10A", "DE"): 3 * M})
    nation = scope({("C11Z", "CH"): 8 * M, ("C10A", "DE"): 92 * M}, {("C10A", "DE"): 9 * M})
    scopes = {t: scope() for t in territories()} | {BY_CODE["42"]: loire, territories()[-1]: nation}
    found = analyses(scopes, NO_ROWS, 2024)[BY_CODE["42"]]
    assert [found.first(Axis.COUNTRY, d) for d in Direction] == [("CH", 8 * M), ("DE", 3 * M)]
    assert found.standing == {EXPORT: Standing(1, 1), IMPORT: Standing(1, 1)}
    assert found.speciality
    assert found.special_market
    assert (found.speciality.code, float(found.speciality.quotient)) == ("C11Z", 10)
    assert (found.special_market.code, found.special_market.excess) == ("CH", Fraction(72, 100))
    whole = analyses(scopes, NO_ROWS, 2024)[territories()[-1]]
    # France has no rank among one
    assert (whole.standing, whole.balance_standing) == ({}, None)
    assert (whole.speciality, whole.special_market) == (None, None)


@pytest.mark.parametrize(
    ("base", "rate", "duty"),
    [(0, "15", 0), (10, "15", 2), (9, "50", 5), (1, "49.9", 0), (1_000_003, "12.5", 125_000), (7, "200", 14)],
)
def test_a_duty_is_a_share_of_the_base_halves_up(base: int, rate: str, duty: int) -> None:
    assert duty_eur(base, Fraction(rate)) == duty


def test_the_first_market_outside_the_union_is_a_country_and_comes_with_the_united_states() -> None:
    exports = {"DE": 50, "QR": 30, "CH": 9, "US": 4}
    assert outside_markets(exports, 2024) == ("CH", "US")
    assert outside_markets({"GB": 5}, 2020) == ("US",)
    assert outside_markets({"GB": 5}, 2021) == ("GB", "US")


def test_exposure_to_the_first_market_outside_is_ranked_among_all() -> None:
    scopes = {t: scope() for t in territories()}
    for code, to_china in (("42", 6), ("69", 8), ("01", 1)):
        scopes[BY_CODE[code]] = scope({("C10A", "CN"): to_china, ("C10A", "US"): 4, ("C10A", "DE"): 2})
    market = analyses(scopes, NO_ROWS, 2024)[BY_CODE["42"]].outside[0]
    assert (market.market, market.standing) == ("CN", Standing(2, 3))


def test_the_union_s_part_of_each_product_by_hand() -> None:
    trade = scope({("C10A", "DE"): 5, ("C10A", "US"): 3, ("C11Z", "FR"): 2}, {("C10A", "GR"): 7, ("C11Z", "XI"): 1})
    assert eu_by_product(trade, 2024) == {"C10A": Totals(5, 7), "C11Z": Totals(0, 0)}
