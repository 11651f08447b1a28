"""A build of the same again does nothing; whatever has changed is built."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.cli import main
from tests.conftest import Row, write_rows

ROWS: list[Row] = [
    *[("E", q, 2024, "42", "C20A", "2014", "DE", 1000) for q in (1, 2, 3, 4)],
    *[("I", q, 2024, "42", "C10A", "1011", "IT", 700) for q in (1, 2, 3, 4)],
]


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files and the site made of them."""
    folder = tmp_path_factory.mktemp("seal")
    write_rows(folder / "files", ROWS)
    assert build(folder) == 0
    return folder


@pytest.fixture
def built(first: Path, tmp_path: Path) -> Path:
    shutil.copytree(first, tmp_path, dirs_exist_ok=True)
    return tmp_path


def build(folder: Path, *more: str) -> int:
    arguments = [
        "build",
        "--year",
        "2024",
        "--input",
        str(folder / "files"),
        "--output",
        str(folder / "site"),
    ]
    return main([*arguments, "--only", "48", *more])


def is_kept(folder: Path, *more: str) -> bool:
    """Whether a build leaves the site's folder as it is; a new one would be another folder."""
    before = (folder / "site").stat().st_ino
    assert build(folder, *more) == 0
    return (folder / "site").stat().st_ino == before


def test_nothing_has_changed(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert not is_kept(built, "--force")
    told = capsys.readouterr()
    assert is_kept(built)
    again = capsys.readouterr()
    assert again.out == told.out
    assert "nothing has changed" in again.err
    assert "nothing has changed" not in told.err


def test_other_rows_are_built(built: Path) -> None:
    write_rows(built / "files", [*ROWS, ("E", 1, 2024, "48", "C20A", "2014", "DE", 5)])
    assert not is_kept(built)


def test_a_site_that_somebody_touched_is_built(built: Path) -> None:
    page = built / "site" / "departements" / "48-lozere" / "index.html"
    page.write_text(page.read_text(encoding="utf-8") + " ", encoding="utf-8")
    assert not is_kept(built)


def test_a_site_that_lost_a_file_is_built(built: Path) -> None:
    (built / "site" / "404.html").unlink()
    assert not is_kept(built)


def test_other_addresses_are_built(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://elsewhere.example/")
    assert not is_kept(built)


def test_wrong_usage_stays_wrong_usage(built: Path) -> None:
    assert build(built, "--only", "100") == 2
