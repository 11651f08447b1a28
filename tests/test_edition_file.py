"""Each wrong value in an edition's file is one error with file, key, value and what was expected."""

from pathlib import Path

import pytest

from generator.edition import EDITIONS, KEYS, edition_values
from generator.errors import SiteError

GOOD = (EDITIONS / "2024.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", sorted(EDITIONS.glob("*.toml")), ids=lambda file: file.name)
def test_our_own_editions_are_valid(file: Path) -> None:
    assert set(edition_values(file)) <= set(KEYS)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("year = 2024", 'year = "2024"', "key year: '2024' (expected a year"),
        ("year = 2024", "year = true", "key year: True (expected a year"),
        ("year = 2024", "year = 9999", "key year: 9999 (expected a year"),
        ("year = 2024", "year = 2023", "key year: 2023 (expected the year in the file's name)"),
        ("year = 2024", "", "key year: missing (expected a year"),
        ("date = 2026-11-21", "date = 0001-01-01", "key date: 0001-01-01 (expected a day"),
        ("date = 2026-11-21", 'date = "2026-11-21"', "key date: '2026-11-21' (expected a day"),
        ("date = 2026-11-21", "date = 2026-11-21T10:00:00", "key date: 2026-11-21 10:00:00 (expected a day"),
        ('industry_list = "2023-2027"', "industry_list = []", "key industry_list: [] (expected a text)"),
        ('title = "Stat', 'title = ["a"]\nother = "', "key source.title: ['a'] (expected a text)"),
        ('licence = "', 'licence = ""\n#', "key source.licence: '' (expected a text)"),
        ('url = "https', 'url = "javascript', "key source.url: 'javascript"),
        ("[source]", "sources = 1\n[source]", "key sources: unknown (expected one of year, date"),
        ("[source]", "[source]\ncolour = 1", "key source.colour: unknown"),
        ("[source]", "[files]\nexports = 'a.zip'\n[source]", "key files: {'exports': 'a.zip'} (expected texts by"),
        ("[source]", "[sha256]\n'a.zip' = 1\n[source]", "key sha256: {'a.zip': 1} (expected sums"),
        ("[source]", "[source", "not a TOML file in UTF-8"),
        ("[source]", "source = 3\n[x]", "key source: unknown"),
    ],
)
def test_wrong_values_are_reported(old: str, new: str, said: str, tmp_path: Path) -> None:
    assert old in GOOD
    file = tmp_path / "2024.toml"
    file.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SiteError) as raised:
        edition_values(file)
    assert str(raised.value).startswith(str(file))
    assert said in str(raised.value)


def test_bytes_that_are_not_text(tmp_path: Path) -> None:
    (tmp_path / "2024.toml").write_bytes(b"year = 2024 # \xe9")
    with pytest.raises(SiteError, match=r"2024\.toml: not a TOML file in UTF-8"):
        edition_values(tmp_path / "2024.toml")
