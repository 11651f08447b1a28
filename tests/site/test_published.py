"""A site published again reports what has changed since the live one, and nothing else."""

import json
import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator import edition as editions
from generator.cli import main
from generator.customs.fetch.http import Limits
from generator.errors import SiteError
from generator.exports.published import EditionTotals, Published
from generator.portrait.model import Totals
from generator.reference.territories import departements
from generator.site.published import fetch_published, read_published
from tests.conftest import Row, contents
from tools.bench.gzip_server import serving

ATOM = "{http://www.w3.org/2005/Atom}"
QUICK = Limits(timeout=5, attempts=2, back_off=0.001, max_bytes=100_000)
ROWS: list[Row] = [
    (flux, quarter, 2024, "42", "C21Z", "2120", "DE", 1_000_000 * quarter) for flux in "EI" for quarter in (1, 2, 3, 4)
]


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def folder(edition_folder: Callable[..., Path]) -> Path:
    return edition_folder(ROWS)


def build(folder: Path, site: Path, published: Path | None) -> None:
    more = ["--published", str(published)] if published else []
    only = ["--only", "42,france"]
    assert main(["build", "--year", "2024", "--input", str(folder), "--output", str(site), *only, *more]) == 0


def titles(site: Path) -> list[str | None]:
    feed = ET.fromstring((site / "nouveautes.xml").read_bytes())
    return [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]


def files_of(site: Path) -> dict[str, bytes]:
    return {name: held for name, held in contents(site).items() if not Path(name).name.startswith(".")}


def published_at(site: Path, output: Path) -> None:
    with serving(site) as address:
        fetch_published(address, output, limits=QUICK)


def dated(folder: Path, day: str) -> Path:
    """Copies the editions' TOML files, with another date for 2024."""
    shutil.copytree(editions.EDITIONS, folder)
    file = folder / "2024.toml"
    text = re.sub(r"^date = .*$", f"date = {day}", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    file.write_text(text, encoding="utf-8")
    return folder


def test_changes_since_the_live_site_are_reported_once_and_kept(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, again, third = (tmp_path / name for name in ("first", "again", "third"))
    build(folder, first, None)
    totals = json.loads((first / "api/totaux.json").read_text(encoding="utf-8"))["editions"]
    assert [(e["edition"], e["demonstration"]) for e in totals] == [("2024", False)]
    assert totals[0]["territoires"] == {
        path: {"export": 10_000_000, "import": 10_000_000} for path in ("departements/42-loire", "france")
    }
    assert titles(first) == ["Édition 2024"]

    # nothing moved: the same bytes
    published_at(first, tmp_path / "live")
    build(folder, again, tmp_path / "live")
    assert files_of(again) == files_of(first)

    export = folder / "export.txt"
    monkeypatch.setattr(editions, "EDITIONS", dated(tmp_path / "editions", "2026-12-24"))
    export.write_text(export.read_text(encoding="utf-8").replace(";4000000;", ";4000500;"), encoding="utf-8")
    shutil.rmtree(again)
    build(folder, again, tmp_path / "live")
    revisions = json.loads((again / "api/revisions.json").read_text(encoding="utf-8"))["revisions"]
    moved = {
        "avant": {"export": 10_000_000, "import": 10_000_000},
        "apres": {"export": 10_000_500, "import": 10_000_000},
    }
    assert [r["territoires"] for r in revisions] == [{"departements/42-loire": moved, "france": moved}]
    page = (again / "revisions/index.html").read_text(encoding="utf-8")
    assert 'id="edition-2024-1"' in page
    assert "<td>10\u202f000\u202f000\xa0€</td><td>10\u202f000\u202f500\xa0€</td>" in page
    assert page.count("<td>exportations</td>") == 2
    assert "<td>importations</td>" not in page
    assert titles(again) == ["Révision des totaux, édition 2024", "Édition 2024"]
    feed = (again / "nouveautes.xml").read_text(encoding="utf-8")
    assert "Loire, exportations : 10\u202f000\u202f000 € → 10\u202f000\u202f500 €" in feed
    assert "/revisions/#edition-2024-1" in feed

    # the next publication moves nothing, and still tells of it
    published_at(again, tmp_path / "live")
    build(folder, third, tmp_path / "live")
    assert files_of(third) == files_of(again)


def test_the_first_publication_is_compared_with_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    live, output = tmp_path / "live", tmp_path / "published"
    live.mkdir()
    output.mkdir()
    (output / "totaux.json").write_text("of a time before", encoding="utf-8")
    with serving(live) as address:
        fetch_published(f"{address}/portraits", output, limits=QUICK)
    assert "nothing is published there yet" in capsys.readouterr().err
    assert [path.name for path in output.iterdir()] == ["adresse.txt"]
    assert read_published(output) == Published()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "HTTP 404"),
        ("<html>", "not JSON"),
        ('{"schema":1,"editions":[{"edition":"2024<b>"}]}', "expected a year"),
        (" " * 200_000, "larger than 100000 bytes"),
    ],
)
def test_a_site_with_an_unreadable_history_is_not_replaced(text: str | None, said: str, tmp_path: Path) -> None:
    live, output = tmp_path / "live", tmp_path / "published"
    (live / "api").mkdir(parents=True)
    (live / "index.html").write_text("a site", encoding="utf-8")
    if text is not None:
        (live / "api" / "totaux.json").write_text(text, encoding="utf-8")
    with pytest.raises(SiteError, match=said) as refused:
        published_at(live, output)
    assert "FIRST_PUBLICATION=true" in str(refused.value)
    assert read_published(output) == Published()
    with serving(live) as address:
        fetch_published(address, output, first=True, limits=QUICK)
    assert read_published(output) == Published()


def test_an_unreachable_site_may_exist(tmp_path: Path) -> None:
    with serving(tmp_path) as address:
        gone = address
    with pytest.raises(SiteError, match="history of revisions would be lost"):
        fetch_published(gone, tmp_path / "published", limits=QUICK)


def test_files_fetched_from_another_site_are_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fetch_published("https://a.example/", tmp_path / "published", first=True)
    monkeypatch.setenv("SITE_URL", "https://b.example/")
    with pytest.raises(SiteError, match=r"fetched from https://a\.example/, but SITE_URL is https://b\.example/"):
        read_published(tmp_path / "published")


def edition(exported: int, *, year: int = 2024, demonstration: bool = False) -> EditionTotals:
    totals = {departements()[0]: Totals(exported, 5)}
    return EditionTotals(year, str(year), "2026-01-31", demonstration, totals)


def test_only_the_same_edition_of_the_same_kind_is_compared() -> None:
    before = Published((edition(1, demonstration=True), edition(1, year=2023)))
    after = before.followed_by((edition(2), edition(2, year=2022)))
    assert after.republications == ()
    numbered = before.followed_by((edition(2, year=2023),)).followed_by((edition(3, year=2023),))
    assert [(each.number, each.changes()[0].after_eur) for each in numbered.republications] == [(1, 2), (2, 3)]


def test_published_files_are_read_back() -> None:
    whole = Published((edition(1),)).followed_by((edition(2),))
    contents = {name: json.loads(text) for name, text in whole.files().items()}
    assert Published.read(contents, "live") == whole


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("numero", True),
        ("date", "2026-13-01"),
        ("periode", "2024\n"),
        ("territoires", {"../../etc": {}}),
        ("territoires", {"france": {"avant": {"export": -1, "import": 0}, "apres": {}}}),
    ],
)
def test_an_invalid_republication_is_rejected(key: str, value: Any) -> None:
    whole = Published((edition(1),)).followed_by((edition(2),))
    content = json.loads(whole.files()["revisions.json"])
    content["revisions"][0][key] = value
    with pytest.raises(SiteError, match=r"^live/revisions.json: "):
        Published.read({"revisions.json": content}, "live")
