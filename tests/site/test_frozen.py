"""What was cited stays: an edition's own address, from its first day and once another is the newest."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.cli import main
from tests.conftest import Row, contents, text_of, write_rows

YEARS = (2022, 2023, 2024)
REFRESH = re.compile(r'http-equiv="refresh" content="0; url=([^"]*)"')


def write(folder: Path, year: int) -> Path:
    rows: list[Row] = [
        (flux, quarter, year, departement, product, "2014", country, value * (year - 2020) + quarter)
        for quarter in (1, 2, 3, 4)
        for flux in "EI"
        for departement, product, country, value in (
            ("42", "C20A", "DE", 900),
            ("42", "C10A", "US", 70),
            ("01", "C20A", "IT", 5000),
        )
    ]
    return write_rows(folder, rows)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[int, Path]:
    folder = tmp_path_factory.mktemp("years")
    return {year: write(folder / str(year), year) for year in YEARS}


def build(output: Path, files: Mapping[int, Path], newest: int, *more: str) -> Path:
    words = ["--year", str(newest), "--input", str(files[newest]), "--output", str(output)]
    for year in YEARS:
        if year < newest:
            words += ["--previous", str(year), str(files[year])]
    assert main(["build", *words, "--only", "42,01,france", *more]) == 0
    return output


@pytest.fixture(scope="module")
def before(files: Mapping[int, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("before") / "site", files, 2023)


@pytest.fixture(scope="module")
def cache(files: Mapping[int, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Filled by the build of the year before."""
    folder = tmp_path_factory.mktemp("cache")
    build(folder / "site", files, 2023, "--cache", str(folder / "kept"))
    return folder / "kept"


@pytest.fixture(scope="module")
def after(files: Mapping[int, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("after") / "site", files, 2024)


def led_to(page: Path) -> Path | None:
    """The page a refresh leads to; nothing for a page of its own."""
    found = REFRESH.search(page.read_text(encoding="utf-8"))
    return (page.parent / found[1] / "index.html").resolve() if found else None


def test_every_address_of_the_day_before_leads_to_the_same_figures(before: Path, after: Path) -> None:
    addresses = [page.relative_to(before) for page in sorted((before / "2023").rglob("index.html"))]
    assert len(addresses) > 20
    for address in addresses:
        target = led_to(before / address)
        assert target is not None, address
        assert target.is_file(), address
        assert (after / address).is_file(), address
        assert led_to(after / address) is None, address
        old, new = target.parent, after / address.parent
        for name in ("portrait.json", "trimestres.csv", "balance.csv"):
            if (old / name).is_file():
                assert (old / name).read_bytes() == (new / name).read_bytes()
        if (old / "balance-etroit.svg").is_file():
            # the narrow picture serves every screen
            assert (old / "balance-etroit.svg").read_bytes() == (new / "balance.svg").read_bytes()
            assert not (new / "balance-etroit.svg").exists()
    kinds = {address.parts[1] for address in addresses}
    assert kinds == {"index.html", "departements", "france", "produits", "pays", "qualite"}
    assert Path("2023/departements/42-loire/integrer/balance/index.html") in addresses


def test_what_an_older_page_says_does_not_hang_on_what_comes_after(before: Path, after: Path) -> None:
    old, new = contents(before / "2022"), contents(after / "2022")
    assert old == new


def test_a_kept_edition_is_not_made_again_and_changes_no_byte(
    files: Mapping[int, Path],
    cache: Path,
    after: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (entry,) = cache.iterdir()
    made = entry.stat().st_ino
    output = build(tmp_path / "site", files, 2024, "--cache", str(cache))
    assert "Writing the pages of 2022" not in capsys.readouterr().err
    assert entry.stat().st_ino == made
    assert sorted(path.name[:4] for path in cache.iterdir()) == ["2022", "2023"]
    with_cache, without = contents(output), contents(after)
    assert with_cache.keys() == without.keys()
    assert [name for name, content in with_cache.items() if content != without[name]] == []


def test_another_file_makes_the_edition_and_those_after_it_again(
    files: Mapping[int, Path], tmp_path: Path
) -> None:
    kept = tmp_path / "kept"
    build(tmp_path / "site", files, 2024, "--cache", str(kept))
    first = {path.name for path in kept.iterdir()}
    changed = dict(files) | {2023: write(tmp_path / "2023", 2023)}
    with (changed[2023] / "export.txt").open("a", encoding="utf-8") as file:
        file.write(text_of([("E", 1, 2023, "42", "C20A", "2014", "DE", 1)]))
    build(tmp_path / "site", changed, 2024, "--cache", str(kept))
    second = {path.name for path in kept.iterdir()}
    assert {name[:4] for name in first & second} == {"2022"}
    assert len(second) == len(first) == 2


def test_nothing_is_kept_unasked(files: Mapping[int, Path], tmp_path: Path) -> None:
    beside = set(files[2023].parent.iterdir())
    build(tmp_path / "site", files, 2023)
    assert list(tmp_path.iterdir()) == [tmp_path / "site"]
    assert set(files[2023].parent.iterdir()) == beside
