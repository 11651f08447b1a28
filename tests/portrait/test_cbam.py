"""Imports under the carbon border mechanism, by hand."""

from generator.portrait.cbam import CbamImports, cbam_imports
from generator.reference.territories import territories
from tests.trade_rows import trade_rows

BY_KEY = {t.key: t for t in territories()}
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


def imports(key: str, year: int = 2024) -> tuple[CbamImports, ...]:
    names = ["departement", "direction", "cpf4", "country", "value_eur", "mass_kg"]
    return cbam_imports(trade_rows(ROWS, names), [BY_KEY[key]], year)[BY_KEY[key]]


def test_each_good_is_added_up_from_outside_the_union_and_the_exempt_countries() -> None:
    assert imports("42") == (CbamImports("acier", 150, 50), CbamImports("electricite", 9, 0))
    # the région of the Loire and the Haute-Loire
    assert imports("region-84")[0] == CbamImports("aluminium", 200, 30)
    assert [each.good for each in imports("france")] == ["aluminium", "acier", "electricite", "ciment"]
    assert imports("01") == ()


def test_the_united_kingdom_was_a_member_for_goods_in_2020() -> None:
    assert [each.good for each in imports("42", 2020)] == ["acier"]
