"""Imports under the carbon border mechanism, by hand."""

from __future__ import annotations

from generator.portrait.carbon_border import BorderImports, CarbonBorder, Good
from tests.trade_rows import trade_rows

ROWS = [
    ("42", "import", "2410", "CN", 100, 40),
    ("42", "import", "2420", "TR", 50, 10),  # steel too
    ("42", "import", "2410", "DE", 70, 7),  # a member
    ("42", "import", "2410", "CH", 70, 7),  # exempt
    ("42", "import", "2410", "FR", 70, 7),  # goods that come back
    ("42", "export", "2410", "CN", 70, 7),  # an export
    ("42", "import", "2594", "CN", 70, 7),  # screws: another class
    ("42", "import", "3511", "GB", 9, 0),
    ("43", "import", "2442", "CN", 200, 30),
    ("98", "import", "2351", "DZ", 5, 500),  # of no page: in the country only
]


def border(year: int = 2024) -> CarbonBorder:
    names = ["departement", "direction", "cpf4", "country", "value_eur", "mass_kg"]
    return CarbonBorder(trade_rows(ROWS, names), year)


def test_each_good_is_added_up_from_outside_the_union_and_the_exempt_countries() -> None:
    found = border()
    assert found.of(["42"]) == (BorderImports(Good.STEEL, 150, 50), BorderImports(Good.ELECTRICITY, 9, 0))
    assert found.of(["42", "43"])[0] == BorderImports(Good.ALUMINIUM, 200, 30)
    assert [each.good for each in found.of(None)] == [
        Good.ALUMINIUM,
        Good.STEEL,
        Good.ELECTRICITY,
        Good.CEMENT,
    ]
    assert found.of(["01"]) == ()


def test_the_united_kingdom_was_a_member_for_goods_in_2020() -> None:
    assert [each.good for each in border(2020).of(["42"])] == [Good.STEEL]
