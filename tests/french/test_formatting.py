"""French numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.french.formatting import (
    MILLIONS,
    amount,
    common_unit,
    compact,
    integer,
    millions,
    ordinal,
    part,
    share,
    short_part,
    signed,
    signed_amount,
)


def plain(text: str | None) -> str | None:
    return text.replace("\u202f", " ").replace("\u00a0", " ") if text is not None else None


@pytest.mark.parametrize(
    ("euros", "largest", "expected"),
    [
        (4_192_149_999, 4_192_149_999, "4 192,1"),
        (-587_000_000, 10**9, "−587,0"),
        (-12, 10**9, "−< 0,1"),
        (0, 10**9, "0"),
        (870_499, 999_999, "870"),
        (499, 10**5, "< 1"),
        (499, 9_999, "499"),
    ],
)
def test_amounts_that_stand_together_share_a_unit(euros: int, largest: int, expected: str) -> None:
    assert plain(amount(euros, common_unit(largest))) == expected


@pytest.mark.parametrize(
    ("euros", "expected"),
    [
        (4_192_100_000, "4 192,1"),
        (0, "0,0"),
        (49_999, "0,0"),
        (50_000, "0,1"),
        (150_000, "0,2"),
        (580_354_500_000, "580 354,5"),
    ],
)
def test_millions_round_exact_halves_up(euros: int, expected: str) -> None:
    assert plain(millions(euros)) == expected


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


@pytest.mark.parametrize(
    ("euros", "expected"),
    [
        (1_234_000_000, "1,2 Md€"),
        (34_500_000, "34,5 M€"),
        (870_000, "870 k€"),
        (12, "12 €"),
        (999_950_000, "1,0 Md€"),
        (999_499, "999 k€"),
        (999_500, "1,0 M€"),
        (999, "999 €"),
        (-870_000, "−870 k€"),
        (0, "0 €"),
    ],
)
def test_amounts_take_the_unit_that_suits_them(euros: int, expected: str) -> None:
    assert plain(compact(euros)) == expected


def test_a_difference_always_has_its_sign() -> None:
    assert [plain(signed(n)) for n in (5_000, -5_000, 0)] == ["+5 k€", "−5 k€", "0 €"]
    assert plain(integer(-1234567)) == "−1 234 567"


@given(st.integers(0, 10**15))
def test_amounts_never_show_a_thousand_of_a_unit(euros: int) -> None:
    number = (plain(compact(euros)) or "").rsplit(" ", 1)
    assert number[1] == "Md€" or float(number[0].replace(" ", "").replace(",", ".")) < 1000


@pytest.mark.parametrize(
    ("value", "whole", "said"),
    [(1, 8, "12,5 %"), (0, 8, "0 %"), (1, 10**9, "< 0,1 %"), (1, 2000, "0,1 %"), (8, 8, "100 %")],
)
def test_a_share_is_never_a_false_zero(value: int, whole: int, said: str) -> None:
    assert short_part(value, whole).replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("value", "whole", "written", "in_a_column"),
    [
        (59, 1000, "5,9 %", "5,90 %"),
        (72, 10_000, "0,72 %", "0,72 %"),
        (20, 100, "20 %", "20,00 %"),
        (1, 10_000_000, "moins de 0,01 %", "< 0,01 %"),
        (0, 10, "0 %", "0 %"),
        (3, 0, None, None),
    ],
)
def test_a_share_is_never_nothing_for_something(
    value: int, whole: int, written: str | None, in_a_column: str | None
) -> None:
    assert plain(part(value, whole)) == written
    assert plain(part(value, whole, 2)) == in_a_column


def test_a_rank_is_written_with_raised_letters() -> None:
    assert [ordinal(rank) for rank in (1, 2, 39)] == ["1ᵉʳ", "2ᵉ", "39ᵉ"]


def test_a_column_of_millions_has_one_decimal_and_no_false_zero() -> None:
    columns = (4_192_150_000, -587_040_000, 40_000, -40_000, 0)
    assert [plain(amount(e, MILLIONS)) for e in columns] == ["4 192,2", "−587,0", "< 0,1", "−< 0,1", "0"]
    signs = [plain(signed_amount(euros, MILLIONS)) for euros in columns]
    assert signs == ["+4 192,2", "−587,0", "+< 0,1", "−< 0,1", "0"]
