"""Quarters: those of each edition's own year, ascending, and adding up to the year."""

from collections.abc import Iterable

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.edition import QUARTERS
from generator.portrait.model import Quarter
from generator.portrait.ranking import Axis
from generator.portrait.series import Quarterly, revisions, series
from generator.portrait.trade import scopes_of
from generator.reference.direction import Direction
from generator.reference.territories import Territory, france, region, territories
from tests.trade_rows import trade_rows

Row = tuple[str, str, int, str, str, int]
"""département, flux, quarter, A129, country, euros."""
SOME = {"42", "01", "2A", "971", "region-84", "region-93", "region-94", "france"}
LOIRE = next(t for t in territories() if t.code == "42")
AIN = next(t for t in territories() if t.code == "01")


def frame(rows: Iterable[Row]) -> pd.DataFrame:
    return trade_rows(rows, ["departement", "direction", "quarter", "a129", "country", "value_eur"])


OLD = Quarterly.from_rows(
    frame([("42", "export", 4, "C10A", "DE", 7), ("42", "import", 4, "C20A", "IT", 5)]), 2023, [4]
)
NEW = Quarterly.from_rows(
    frame(
        [
            ("42", "export", 1, "C10A", "DE", 10),
            ("42", "export", 1, "C10A", "DE", 1),
            ("42", "import", 2, "C20A", "US", 3),
            ("01", "import", 1, "C10A", "DE", 100),
            ("ZZ", "export", 2, "C10A", "US", 1000),
        ]
    ),
    2024,
    [2, 1],
)


def test_quarters_ascend_over_the_editions_and_gaps_stay_gaps() -> None:
    assert series([OLD, NEW], LOIRE) == (
        Quarter(2023, 4, import_eur=5, export_eur=7),
        Quarter(2024, 1, import_eur=0, export_eur=11),
        Quarter(2024, 2, import_eur=3, export_eur=0),
    )
    assert series([NEW], AIN)[1] == Quarter(2024, 2, 0, 0)
    assert OLD.quarters_of(AIN) == (Quarter(2023, 4, 0, 0),)


def test_what_a_later_publication_moved_the_largest_first() -> None:
    again = Quarterly.from_rows(
        frame([("42", "export", 4, "C10A", "DE", 9), ("42", "import", 4, "C20A", "IT", 1)]), 2023, [4]
    )
    found = [(r.direction, r.before_eur, r.after_eur) for r in revisions([(OLD, again)], [LOIRE, AIN])]
    assert found == [(Direction.IMPORT, 5, 1), (Direction.EXPORT, 7, 9)]
    assert revisions([(OLD, OLD)], [LOIRE, AIN]) == ()


def test_half_of_corsica_is_not_a_revision_of_the_whole() -> None:
    one = Quarterly.from_rows(frame([("20", "export", 1, "C10A", "DE", 9)]), 2023, [1])
    two = Quarterly.from_rows(frame([("2A", "export", 1, "C10A", "DE", 4)]), 2023, [1])
    corsican = [t for t in territories() if t.code in {"2A", "2B"}]
    assert revisions([(one, two)], corsican) == ()


def test_a_region_adds_its_departements_and_france_has_unknown_codes_too() -> None:
    assert NEW.quarters_of(region("84"))[0] == Quarter(2024, 1, import_eur=100, export_eur=11)
    assert NEW.quarters_of(france())[1] == Quarter(2024, 2, import_eur=3, export_eur=1000)


def test_a_product_and_a_partner_have_a_series_of_the_whole_country() -> None:
    assert OLD.quarters_of_code(Axis.PRODUCT, "C10A") == (Quarter(2023, 4, 0, 7),)
    assert NEW.quarters_of_code(Axis.PRODUCT, "C10A") == (Quarter(2024, 1, 100, 11), Quarter(2024, 2, 0, 1000))
    assert OLD.quarters_of_code(Axis.COUNTRY, "US") == (Quarter(2023, 4, 0, 0),)


def test_a_part_of_the_year_holds_its_quarters_alone() -> None:
    part = NEW.sums(LOIRE, [2])
    assert (part.totals.export_eur, part.totals.import_eur) == (0, 3)
    assert part.countries[Direction.IMPORT] == {"US": 3}
    assert part.products[Direction.EXPORT] == {}


_ROWS = st.lists(
    st.tuples(
        st.sampled_from(["42", "01", "20", "9A", "99", "ZZ"]),
        st.sampled_from(["export", "import"]),
        st.sampled_from(QUARTERS),
        st.sampled_from(["C10A", "C20A", "??"]),
        st.sampled_from(["DE", "US", "QQ"]),
        st.integers(0, 10**12),
    ),
    min_size=1,
    max_size=40,
)


@settings(max_examples=30, deadline=None)
@given(_ROWS)
def test_the_quarters_of_a_whole_year_add_up_to_it(rows: list[Row]) -> None:
    trade = frame(rows)
    year, scopes = Quarterly.from_rows(trade, 2024, QUARTERS), scopes_of(trade)

    def added(quarters: tuple[Quarter, ...]) -> tuple[int, int]:
        return sum(q.export_eur for q in quarters), sum(q.import_eur for q in quarters)

    def check(territory: Territory) -> None:
        scope = scopes[territory]
        totals = scope.totals
        assert added(year.quarters_of(territory)) == (totals.export_eur, totals.import_eur)
        whole = year.sums(territory, QUARTERS)
        for direction in Direction:
            assert whole.products[direction] == scope.products[direction]
            assert whole.countries[direction] == scope.countries[direction]

    for territory in (t for t in territories() if t.key in SOME):
        check(territory)
    national = scopes[france()]
    for axis in Axis:
        sums = [axis.sums(national, direction) for direction in (Direction.EXPORT, Direction.IMPORT)]
        for code in ("C10A", "DE", "US", "??"):
            assert added(year.quarters_of_code(axis, code)) == (sums[0][code], sums[1][code])
