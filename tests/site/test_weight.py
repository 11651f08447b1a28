"""The size of the site is reported by edition and kind of file, and a site too large to publish is not built."""

from collections import Counter
from pathlib import Path

import pytest

from generator.errors import SiteError
from generator.site.build import FAIL_FROM, WARN_FROM, check_weight, weigh, weight_table


def test_each_file_counts_for_its_edition_and_kind(tmp_path: Path) -> None:
    for name, size in {"index.html": 3, "a/b.svg": 5, "2023/a/b.svg": 7, "2024/index.html": 11, "x": 1}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x" * size)
    assert weigh(tmp_path, ["2023"]) == {"newest": {"pages": 14, "pictures": 5, "other": 1}, "2023": {"pictures": 7}}


def test_the_table_has_one_line_per_edition_and_their_sum() -> None:
    weight = {"newest": Counter(pages=1_500_000), "2023": Counter(pages=500_000, data=2_000_000)}
    assert weight_table(weight).splitlines() == [
        "| edition | MB | pages | data |",
        "| --- | ---: | ---: | ---: |",
        "| newest | 1.5 | 1.5 | 0.0 |",
        "| 2023 | 2.5 | 0.5 | 2.0 |",
        "| all | 4.0 | 2.0 | 2.0 |",
    ]


def test_a_large_site_is_a_warning_then_an_error() -> None:
    assert check_weight(WARN_FROM - 1, limited=True) is None
    assert "800.0 MB" in str(check_weight(WARN_FROM, limited=True))
    with pytest.raises(SiteError, match="--no-size-limit"):
        check_weight(FAIL_FROM, limited=True)
    assert "950.0 MB" in str(check_weight(FAIL_FROM, limited=False))


BARS = {
    "departements/42-loire/*.js": 40_000,
    "departements/42-loire/*.svg": 165_000,
    "departements/42-loire/index.html": 135_000,
    "departements/42-loire/portrait.json": 40_000,
    "departements/42-loire/partage.png": 24_000,
    "2023/departements/42-loire/*.js": 0,
    "2023/departements/42-loire/*.svg": 60_000,
    "2023/departements/42-loire/index.html": 125_000,
    "assets/javascripts/lunr/**/*.js": 20_000,
    "**/*.map": 0,
}
"""Bytes, of the demonstration's portrait: a twelfth of what a dozen editions have room for, with some to spare."""


@pytest.mark.parametrize("pattern", BARS)
def test_a_portrait_leaves_room_for_twelve_editions(pattern: str, demo_site: Path) -> None:
    found = [path.stat().st_size for path in demo_site.glob(pattern)]
    assert BARS[pattern] / 2 <= sum(found) <= BARS[pattern], found
