"""The Union's members in the year of an edition."""

import pytest

from generator.reference.countries import other_eu_members


@pytest.mark.parametrize(
    ("year", "count"), [(1994, 11), (1995, 14), (2004, 24), (2007, 26), (2012, 26), (2013, 27), (2020, 27), (2021, 26)]
)
def test_the_number_of_other_members_follows_the_treaties(year: int, count: int) -> None:
    assert len(other_eu_members(year)) == count


def test_the_united_kingdom_counts_until_the_end_of_2020() -> None:
    assert "GB" in other_eu_members(2020)
    assert "GB" not in other_eu_members(2021)


def test_returned_goods_and_northern_ireland_are_not_members() -> None:
    assert not other_eu_members(2024) & {"FR", "XI", "XC", "XL", "EU", "QR", "MC", "CH", "NO", "EL"}
    assert {"DE", "GR", "IE", "HR"} < other_eu_members(2024)
