"""French numbers."""

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.french.formatting import (
    BILLIONS,
    MILLIONS,
    column_share,
    compared_share,
    file_size,
    integer,
    multiple,
    number,
    ordinal,
    rounded,
    share,
    standalone_amount,
    tenths,
    times,
    unit_for,
)
from generator.portrait.model import Totals


def plain(text: str | None) -> str | None:
    return text.replace("\u202f", " ").replace("\u00a0", " ") if text is not None else None


@pytest.mark.parametrize(
    ("euros", "largest", "expected"),
    [
        (4_192_149_999, 4_192_149_999, "4 192,1"),
        (-587_000_000, 10**9, "−587,0"),
        (-12, 10**9, "< 0,1"),
        (0, 10**9, "0"),
        (870_499, 999_999, "870"),
        (499, 10**5, "< 1"),
        (499, 9_999, "499"),
    ],
)
def test_amounts_shown_together_share_a_unit(euros: int, largest: int, expected: str) -> None:
    assert plain(unit_for(largest).number(euros)) == expected


@pytest.mark.parametrize(
    ("euros", "expected"),
    [
        (4_192_100_000, "4 192,1"),
        (0, "0"),
        (49_999, "< 0,1"),
        (50_000, "0,1"),
        (150_000, "0,2"),
        (580_354_500_000, "580 354,5"),
    ],
)
def test_millions_round_exact_halves_up(euros: int, expected: str) -> None:
    assert plain(MILLIONS.number(euros)) == expected


@pytest.mark.parametrize(
    ("part", "whole", "decimals", "expected"),
    [
        (4192, 71307, 1, "5,9 %"),
        (4192, 580354, 2, "0,72 %"),
        (1, 5, 1, "20 %"),
        (1, 8, 1, "12,5 %"),
        (125, 100_000, 2, "0,13 %"),
        (25, 10_000, 1, "0,3 %"),
        (0, 9, 2, "0 %"),
        (3, 3, 1, "100 %"),
        (1, 0, 1, None),
    ],
)
def test_shares_drop_trailing_zeros_and_round_halves_up(
    part: int, whole: int, decimals: int, expected: str | None
) -> None:
    assert plain(share(part, whole, decimals)) == expected


def number_of(text: str) -> Fraction:
    """The number that a reader sees: ``−587,0 M€`` → −587."""
    digits = re.sub(r"[^0-9,−]", "", text).replace("−", "-").replace(",", ".")
    return Fraction(digits)


euros = st.integers(0, 10**12)


@given(euros, euros, euros)
def test_a_written_balance_is_the_difference_of_the_written_amounts(sold: int, bought: int, other: int) -> None:
    write = unit_for(sold, bought, other)
    balance = write.balance(Totals(sold, bought))
    if any(text.startswith("<") for text in (write(sold), write(bought), balance)):
        return
    assert number_of(balance) == number_of(write(sold)) - number_of(write(bought))


@given(euros, euros)
def test_a_written_change_holds_for_the_written_amounts(before: int, after: int) -> None:
    write = unit_for(before, after)
    moved = write.percent_change(before, after)
    if moved is None or moved.trend == "stable":
        return
    was, now = number_of(write(before)), number_of(write(after)) if "<" not in write(after) else Fraction(0)
    percent = abs(now - was) / was * 100
    assert number_of(moved.unsigned) == Fraction(rounded(percent.numerator * 10, percent.denominator), 10)
    assert moved.trend == ("up" if now > was else "down")


@pytest.mark.parametrize(
    ("sold", "bought", "balance"),
    [
        (100_040_000, 99_960_000, "< 0,1 M€"),
        (100_050_000, 99_960_000, "+0,1 M€"),
        (4_192_100_000, 4_742_800_000, "−550,7 M€"),
        (5_000_000, 5_000_000, "0 M€"),
        (0, 400, "−400 €"),
    ],
)
def test_a_balance_is_that_of_the_written_amounts(sold: int, bought: int, balance: str) -> None:
    assert plain(unit_for(sold, bought).balance(Totals(sold, bought))) == balance


@pytest.mark.parametrize(
    ("before", "after", "written"),
    [
        (100_000_000, 103_600_000, "+3,6 %"),
        (100_000_000, 94_000_000, "−6 %"),
        (1_000_000_000, 1_000_900_000, "stable"),
        (1_000_000_000, 1_001_000_000, "+0,1 %"),
        (0, 5_000_000, None),
        (900_000, 5_000_000, None),
        (5_000_000, 0, "−100 %"),
    ],
)
def test_a_change_has_one_decimal_and_is_stable_below_a_thousandth(
    before: int, after: int, written: str | None
) -> None:
    assert plain(MILLIONS.change(before, after)) == written


@pytest.mark.parametrize(
    ("sold_before", "sold", "written"),
    [
        (10_040_000, 10_050_000, "+0,1 M€"),
        (10_050_000, 10_040_000, "−0,1 M€"),
        (10_040_000, 10_040_001, "< 0,1 M€"),
        (10_040_000, 10_040_000, "0 M€"),
    ],
)
def test_the_change_of_a_balance_is_that_of_the_written_balances(sold_before: int, sold: int, written: str) -> None:
    before, after = Totals(sold_before, 4_000_000), Totals(sold, 4_000_000)
    assert plain(MILLIONS.balance_change(before, after)) == written


@pytest.mark.parametrize(
    ("euros", "largest", "written"),
    [
        (1_234_000_000, 1_234_000_000, "1 234,0 M€"),
        (30_000, 10**9, "< 0,1 M€"),
        (0, 10**9, "0 M€"),
        (870_000, 999_999, "870 k€"),
        (12, 9_999, "12 €"),
    ],
)
def test_an_amount_has_the_unit_of_the_largest(euros: int, largest: int, written: str) -> None:
    assert plain(unit_for(largest)(euros)) == written


@pytest.mark.parametrize(
    ("value", "whole", "written", "in_a_column"),
    [
        (59, 1000, "5,9 %", "5,90 %"),
        (72, 10_000, "0,7 %", "0,72 %"),
        (20, 100, "20 %", "20,00 %"),
        (1, 10_000_000, "< 0,1 %", "< 0,01 %"),
        (0, 10, "0 %", "0 %"),
        (3, 0, None, None),
    ],
)
def test_a_non_zero_share_is_never_written_as_zero(
    value: int, whole: int, written: str | None, in_a_column: str | None
) -> None:
    assert plain(share(value, whole)) == written
    assert plain(column_share(value, whole)) == in_a_column


@pytest.mark.parametrize(
    ("quotient", "said"),
    [
        ("2.14", "2,1"),
        ("3.36", "3,4"),
        ("7", "7"),
        ("9.96", "10"),
        ("24.1", "24"),
        ("99.6", "100"),
        ("126", "130"),
        ("1205", "1 200"),
    ],
)
def test_multiples_have_two_significant_digits(quotient: str, said: str) -> None:
    assert plain(times(Fraction(quotient))) == said


@pytest.mark.parametrize(
    ("part", "whole", "written"),
    [
        (121, 1000, "12,1 %"),
        (23, 10_000, "0,23 %"),
        (2, 1000, "0,2 %"),
        (996, 100_000, "1 %"),
        (103, 10_000, "1 %"),
        (1, 100_000, "< 0,01 %"),
        (0, 5, "0 %"),
        (1, 0, None),
    ],
)
def test_a_compared_share_has_two_decimals_below_one_percent(part: int, whole: int, written: str | None) -> None:
    assert plain(compared_share(part, whole)) == written


wholes = st.integers(1, 10**12)
parts = st.integers(1, 10**6).map(lambda parts: Fraction(parts, 10**6))


@given(parts, wholes, parts, wholes)
def test_a_written_multiple_is_that_of_the_two_shares_beside_it(
    here: Fraction, total: int, there: Fraction, national: int
) -> None:
    """Of the sentence « 12 % ici, contre 0,23 % en France, environ 52 fois plus » a reader finds 52 too."""
    value, national_value = round(here * total), round(there * national)
    found = multiple(value, total, national_value, national)
    smaller = compared_share(national_value, national)
    larger = compared_share(value, total)
    assert smaller
    assert larger
    assert (found is None) == (smaller.startswith(("<", "0\u00a0")))
    if found is None or larger.startswith("<"):
        return
    said = number_of(times(found))
    step = Fraction(1, 10) if said < 10 else 10 ** (len(str(said)) - 2)
    assert abs(said * number_of(smaller) - number_of(larger)) <= Fraction(step) / 2 * number_of(smaller)


def test_multiples_that_an_editor_checked() -> None:
    assert multiple(241, 1000, 102, 10_000) == Fraction("24.1")
    assert multiple(120, 1000, 23, 10_000) == Fraction(1200, 23)
    assert multiple(15, 1000, 14, 10_000) == Fraction(150, 14)
    assert multiple(1, 2, 1, 10**6) is None


def test_thousands_and_signs() -> None:
    assert plain(integer(-1234567)) == "−1 234 567"
    assert plain(MILLIONS.signed_number(5, 5)) == "0"


def test_a_rank_is_written_with_raised_letters() -> None:
    assert [ordinal(rank) for rank in (1, 2, 39)] == ["1ᵉʳ", "2ᵉ", "39ᵉ"]
    assert ordinal(1, feminine=True) == "1ʳᵉ"


def test_a_column_of_millions_has_one_decimal_and_no_false_zero() -> None:
    columns = (4_192_150_000, -587_040_000, 40_000, -40_000, 0)
    assert [plain(MILLIONS.number(e)) for e in columns] == ["4 192,2", "−587,0", "< 0,1", "< 0,1", "0"]
    signs = [plain(MILLIONS.signed_number(euros)) for euros in columns]
    assert signs == ["+4 192,2", "−587,0", "< 0,1", "< 0,1", "0"]


@pytest.mark.parametrize(
    ("value", "written"), [("2.46", "2,5"), ("3", "3"), ("9.96", "10"), ("10.4", "10"), ("14", "14")]
)
def test_a_plain_number_has_one_decimal_below_ten(value: str, written: str) -> None:
    assert number(Fraction(value)) == written


def test_large_amounts_are_in_billions() -> None:
    assert plain(BILLIONS.number(580_354_500_000)) == "580,4"
    assert plain(BILLIONS(580_354_500_000)) == "580,4 Md€"
    assert [plain(standalone_amount(euros)) for euros in (10**9, 10**9 - 1, 870_000)] == [
        "1,0 Md€",
        "1 000,0 M€",
        "870 k€",
    ]


def test_tenths_of_a_point_have_their_sign() -> None:
    assert [plain(tenths(count)) for count in (9, -14, 0)] == ["+0,9", "−1,4", "< 0,1"]


@pytest.mark.parametrize(
    ("count", "written"),
    [(0, "1 ko"), (499, "1 ko"), (1500, "2 ko"), (320_400, "320 ko"), (1_000_000, "1,0 Mo"), (16_240_000, "16,2 Mo")],
)
def test_a_file_size_has_a_unit(count: int, written: str) -> None:
    assert plain(file_size(count)) == written
