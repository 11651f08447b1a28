"""Permanent addresses: an edition keeps its own, from its first day and after a newer one is published."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.cli import main
from tests.conftest import Row, contents, write_rows

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
def after(files: Mapping[int, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("after") / "site", files, 2024)


def redirect_target(page: Path) -> Path | None:
    """The address that the page redirects to; nothing for any other page."""
    found = REFRESH.search(page.read_text(encoding="utf-8"))
    return (page.parent / found[1] / "index.html").resolve() if found else None


def test_every_older_address_leads_to_the_same_figures(before: Path, after: Path) -> None:
    addresses = [page.relative_to(before) for page in sorted((before / "2023").rglob("index.html"))]
    assert len(addresses) > 20
    for address in addresses:
        target = redirect_target(before / address)
        assert target is not None, address
        assert target.is_file(), address
        assert (after / address).is_file(), address
        assert redirect_target(after / address) is None, address
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


def test_an_older_page_does_not_depend_on_later_editions(before: Path, after: Path) -> None:
    old, new = contents(before / "2022"), contents(after / "2022")
    assert old == new
