"""A site may replace the live one only if its publisher is named and no edition is lost unnoticed."""

import os
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from generator import edition as editions
from generator.cli import main
from generator.customs.fetch.store import check_closed
from generator.edition import Edition, edition
from generator.errors import SiteError
from generator.exports.published import EditionTotals, Published
from generator.portrait.model import Totals
from generator.reference.territories import departements
from generator.site.published import REQUIRED, editions_left_out, require_new_dates, require_publishable
from tests.conftest import Row

ROWS: list[Row] = [
    (flux, quarter, 2024, "42", "C21Z", "2120", "DE", 1_000_000) for flux in "EI" for quarter in (1, 2, 3, 4)
]


@pytest.fixture(autouse=True)
def said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An environment with all variables set, and no files of any edition."""
    for name in REQUIRED:
        monkeypatch.setenv(name, "https://a.example/" if name == "SITE_URL" else "said")
    monkeypatch.delenv("EDITIONS_LEFT_OUT", raising=False)
    monkeypatch.setattr(editions, "RAW", tmp_path / "raw")


@pytest.fixture
def newest() -> Edition:
    return edition("2024")


def published(year: int, *, exported: int = 1, demonstration: bool = False, day: str = "2026-01-31") -> Published:
    totals = {departements()[0]: Totals(exported, 5)}
    return Published((EditionTotals(year, str(year), day, demonstration, totals),))


def refusal(newest: Edition, earlier: list[Edition], live: Published) -> str:
    with pytest.raises(SiteError, match="cannot be published") as refused:
        require_publishable(newest, earlier, live)
    return str(refused.value)


@pytest.mark.parametrize("name", REQUIRED)
def test_a_real_site_must_give_its_address_and_publisher(
    name: str, newest: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITIONS_LEFT_OUT", "2023")
    assert require_publishable(newest, [], Published()) == []
    monkeypatch.setenv(name, " ")
    assert f"not set: {name} " in refusal(newest, [], Published())
    # a demonstration is warned of
    assert [name in each for each in require_publishable(edition("demo"), [], Published())] == [True]


def test_an_edition_without_files_must_be_given_up_explicitly(newest: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    told = refusal(newest, [], Published())
    assert "/2023/ would be lost" in told
    assert "run `python -m generator fetch --edition 2023`" in told
    assert "EDITIONS_LEFT_OUT=2023" in told
    assert require_publishable(newest, [edition("2023")], Published()) == []
    monkeypatch.setenv("EDITIONS_LEFT_OUT", "2022,2023")
    assert require_publishable(newest, [], Published()) == []


def test_editions_of_the_live_site_must_be_kept(newest: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    earlier = [edition("2023")]
    assert "the live site has the edition of 2021" in refusal(newest, earlier, published(2021))
    assert "the edition of 2025" in refusal(newest, earlier, published(2025))
    assert "the edition of 2024" in refusal(edition("demo"), [], published(2024)), "real pages lost to made-up ones"
    assert require_publishable(newest, earlier, published(2021, demonstration=True)) == []
    monkeypatch.setenv("EDITIONS_LEFT_OUT", "2021")
    assert require_publishable(newest, earlier, published(2021)) == []


@pytest.mark.parametrize(
    ("text", "years"), [("", set()), ("2022, 2023", {2022, 2023}), ("2022;2023 ", {2022, 2023}), (" 2022\n", {2022})]
)
def test_years_may_be_separated_in_any_usual_way(text: str, years: set[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITIONS_LEFT_OUT", text)
    assert editions_left_out() == years


def test_anything_but_a_year_is_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITIONS_LEFT_OUT", "2022 à 2023")
    with pytest.raises(SiteError, match="'à'"):
        editions_left_out()


def test_changed_totals_under_the_same_date_are_an_error() -> None:
    before = published(2023)
    message = r"data/editions/2023\.toml, key date: 2026-01-31 .* 1 totals .* from 1 to 2 €"
    with pytest.raises(SiteError, match=message):
        require_new_dates(before, before.followed_by(published(2023, exported=2).editions))
    for after in (
        before,
        published(2022, exported=2),
        published(2023, exported=2, day="2026-02-01"),
        published(2023, exported=2, demonstration=True),
    ):
        require_new_dates(before, before.followed_by(after.editions))


def test_an_edition_without_files_says_how_to_get_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--edition", "2024"]) == 1
    assert "raw/2024: no such file or folder: run `python -m generator fetch --edition 2024` first" in (
        capsys.readouterr().err
    )


def test_a_closed_edition_is_checked_by_its_checksums(
    edition_folder: Callable[..., Path],
    newest: Edition,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    closed = replace(newest, inputs=(edition_folder(ROWS),), sha256={"other name.zip": "0" * 64})
    monkeypatch.setattr("generator.commands.edition", lambda _: closed)
    assert main(["check", "--edition", "2024"]) == 1
    assert "data/editions/2024.toml closed the edition" in capsys.readouterr().err


def test_a_closed_edition_may_be_given_as_several_files(newest: Edition, tmp_path: Path) -> None:
    files = {tmp_path / name: name.encode() for name in ("export.zip", "import.zip")}
    for file, content in files.items():
        file.write_bytes(content)
    digests = {file.name: sha256(content).hexdigest() for file, content in files.items()}
    closed = replace(newest, inputs=tuple(files), sha256=digests)
    check_closed(closed)
    (tmp_path / "import.zip").write_bytes(b"revised")
    with pytest.raises(SiteError, match=r"^import\.zip: SHA-256 is"):
        check_closed(closed)


def test_a_build_ends_with_warnings_and_how_to_view_the_site(
    edition_folder: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.delenv("PUBLISHER_HOST")
    mask = os.umask(0o077)
    try:
        command = ["build", "--year", "2024", "--input", str(edition_folder(ROWS)), "--only", "42"]
        assert main([*command, "--output", str(tmp_path / "site")]) == 0
    finally:
        os.umask(mask)
    told = capsys.readouterr().err
    assert "warning: not set: PUBLISHER_HOST;" in told
    assert told.splitlines()[-1].endswith(f"-m http.server --directory {tmp_path / 'site'}")
    unread = [path for path in (tmp_path / "site").rglob("*") if not path.stat().st_mode & 0o004]
    assert unread == [], "a web server of another user reads every file"
