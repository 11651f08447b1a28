"""Two editions side by side: the newest at the plain addresses, the older one under its year, evolution between."""

import csv
import gzip
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from generator import edition as editions
from generator.cli import main
from generator.edition import earlier_editions, edition
from tests.conftest import Row, write_rows

LOIRE = Path("departements/42-loire")


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in {"href", "src", "srcset", "data-figure-src"} and value]


def build(output: Path, folder: Path, *more: str) -> int:
    return main(
        ["build", "--year", "2024", "--input", str(folder), "--output", str(output), "--only", "42,france", *more]
    )


def plain(text: str) -> str:
    """The text with plain spaces instead of no-break ones."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.fixture
def site(demo_site: Path) -> Path:
    return demo_site


def page(site: Path, path: Path | str) -> str:
    return (site / path / "index.html").read_text(encoding="utf-8")


def portrait(site: Path, path: Path | str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site / path / "portrait.json").read_text(encoding="utf-8"))
    return found


def test_each_page_links_to_itself_in_the_other_edition(site: Path) -> None:
    assert '<a href="../../2023/departements/42-loire/">2023</a>' in page(site, LOIRE)
    assert '<a href="../../../departements/42-loire/">' in page(site, "2023" / LOIRE)
    assert '<a href="../2023/france/">2023</a>' in page(site, "france")
    assert '<a href="../../france/">' in page(site, "2023/france")


def test_every_link_of_both_editions_leads_somewhere(site: Path) -> None:
    lost = []
    for path in sorted(site.rglob("index.html")):
        links = _Links()
        links.feed(path.read_text(encoding="utf-8"))
        for link in links.found:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or not parts.path:
                continue
            target = path.parent / unquote(parts.path)
            if not (target / "index.html").is_file() and not target.is_file():
                lost.append(f"{path.relative_to(site)}: {link}")
    assert lost == []


def test_the_older_edition_is_complete_and_shows_its_year(site: Path) -> None:
    old = page(site, "2023" / LOIRE)
    assert '<link rel="canonical" href="https://portraits.example/2023/departements/42-loire/"' in old
    assert "https://portraits.example/2023/partage.png" in old
    assert (site / "2023" / "partage.png").is_file()
    assert '"temporalCoverage": "2023"' in old
    assert "gardée telle quelle" in old
    assert set(re.findall(r'<figure id="([\w-]+)"', old)) == {
        f"fig-{name}"
        for name in (
            "balance", "activites", "trimestres", "flux-export", "flux-export-region", "flux-export-france",
            "flux-import", "flux-import-region", "flux-import-france",
        )
    }  # fmt: skip
    assert portrait(site, "2023" / LOIRE)["edition"] == "2023"
    assert (site / "2023" / LOIRE / "flux-export.svg").is_file()
    assert not (site / "2023" / "42").exists()
    assert "Qualité des données, 2023" in page(site, "2023/qualite")
    assert '<a href="../../../departements/42-loire/">Ce portrait' in old
    first = page(site, "2023")
    assert '<a href="departements/42-loire/">Loire</a>' in first
    assert first.count('<li aria-current="page">Édition 2023</li>') == first.count(">Édition 2023<") == 1


def test_an_older_figure_stays_a_picture(site: Path) -> None:
    assert "data-figure-src" in page(site, LOIRE)
    assert (site / LOIRE / "balance.js").is_file()
    assert "data-figure-src" not in page(site, "2023" / LOIRE)
    assert not list((site / "2023").rglob("*.js"))


def test_search_and_menu_cover_the_newest_edition_only(site: Path) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    locations = {entry["location"].split("#")[0] for entry in index["docs"]}
    assert "departements/42-loire/" in locations
    assert not any(location.startswith("2023/") for location in locations)
    mapped = (site / "sitemap.xml").read_text(encoding="utf-8")
    assert "/departements/42-loire/</loc>" in mapped
    assert "/2023/" not in mapped
    with gzip.open(site / "sitemap.xml.gz", "rt", encoding="utf-8") as packed:
        assert packed.read() == mapped


def test_the_newest_edition_does_not_depend_on_the_older_one(site: Path, whole_site: Path) -> None:
    alone = whole_site
    assert not (alone / "2023").exists()
    assert "evolution" not in page(alone, LOIRE)
    lone, beside = portrait(alone, LOIRE), portrait(site, LOIRE)
    assert [(q["annee"], q["trimestre"]) for q in beside.pop("series")] == [
        (year, quarter) for year in (2023, 2024) for quarter in (1, 2, 3, 4)
    ]
    assert [q["annee"] for q in lone.pop("series")] == [2024] * 4
    assert lone.pop("evolution") is None
    assert beside.pop("evolution")["depuis"] == 2023
    assert lone.pop("contributions") is None
    assert beside.pop("contributions").keys() == {"export", "import"}
    years_before = [entry["annee"] for entry in beside["historique"][:-1]]
    assert (years_before, beside.pop("historique")[-1:]) == ([2023], lone.pop("historique"))
    assert lone == beside
    for name in ("balance.csv", "flux-import.csv", "activites.svg"):
        assert (alone / LOIRE / name).read_bytes() == (site / LOIRE / name).read_bytes()


def test_evolution_is_the_difference_of_both_portraits(site: Path) -> None:
    with (site / LOIRE / "evolution.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    old, new = portrait(site, "2023" / LOIRE), portrait(site, LOIRE)
    for sense in ("export", "import"):
        of_sense = [row for row in rows if row["sens"] == sense]
        (total,) = [row for row in of_sense if row["genre"] == "total"]
        assert (int(total["avant_eur"]), int(total["apres_eur"])) == (old[sense]["total"], new[sense]["total"])
        for kind in ("pays", "produit"):
            gaps = [int(row["ecart_eur"]) for row in of_sense if row["genre"] == kind]
            assert gaps == sorted(gaps, reverse=True)
            assert sum(gaps) == new[sense]["total"] - old[sense]["total"]
    text = page(site, LOIRE)
    assert "D’où vient le changement" in text
    assert text.index('id="importations"') < text.index('id="evolution"')
    assert "les exportations de la Loire passent de" in text
    assert "D’où vient le changement" not in page(site, "2023" / LOIRE)
    assert "les exportations de Corse passent de" in page(site, "departements/2a-corse-du-sud")


def halves(folder: Path, year: int, quarters: tuple[int, ...], value: int) -> Path:
    rows: list[Row] = [(flux, q, year, "42", "C20A", "2014", "DE", value) for flux in "EI" for q in quarters]
    return write_rows(folder, rows)


def test_an_unfinished_year_is_compared_with_the_same_quarters(tmp_path: Path) -> None:
    older = halves(tmp_path / "older", 2023, (1, 2, 3, 4), 1_000_000)
    newest = halves(tmp_path / "newest", 2024, (1, 2), 1_500_000)
    output = tmp_path / "site"
    assert build(output, newest, "--previous", "2023", str(older)) == 0
    text = page(output, LOIRE)
    assert "Évolution par rapport au premier semestre 2023" in text
    cover = text[text.index('class="pce-cover"') : text.index('id="essentiel"')]
    told = "<small>progressent de 50 % par rapport au premier semestre 2023</small>"
    assert plain(cover.replace("&nbsp;", " ")).count(told) == 2
    with (output / LOIRE / "evolution.csv").open(encoding="utf-8-sig", newline="") as stream:
        (total, *_) = csv.DictReader(stream, delimiter=";")
    assert (total["avant_eur"], total["apres_eur"]) == ("2000000", "3000000")
    assert "par rapport à : 1er, 2e trimestres 2023" in (output / LOIRE / "evolution.svg").read_text("utf-8")
    assert '">2023</a>' in text
    quarters = plain(text[text.index('id="fig-trimestres-table"') :])
    assert quarters.count("; année :") == 3  # of 2023, both directions and the balance


def rolling(folder: Path, last_of_2023: int) -> Path:
    """The files of the last quarters, over two calendar years."""
    quarters = ((4, 2023, last_of_2023), (1, 2024, 40), (2, 2024, 50))
    rows: list[Row] = [
        (flux, q, year, "42", "C20A", "2014", "DE", value) for flux in "EI" for q, year, value in quarters
    ]
    return write_rows(folder, rows)


def test_the_rolling_files_build_both_of_their_years(tmp_path: Path) -> None:
    files = rolling(tmp_path / "files", 30)
    assert build(tmp_path / "site", files, "--previous", "2023", str(files)) == 0
    found = [(q["annee"], q["trimestre"], q["export"]) for q in portrait(tmp_path / "site", LOIRE)["series"]]
    assert found == [(2023, 4, 30), (2024, 1, 40), (2024, 2, 50)]
    text = page(tmp_path / "site", LOIRE)
    assert '">4e trimestre 2023</a>' in text
    assert "Au 2ᵉ trimestre 2024 : exportations 50 €, importations 50 €" in plain(text)
    assert "; année :" not in plain(text)
    assert 'id="revisions"' not in page(tmp_path / "site", "qualite")


def test_a_revised_quarter_is_reported(tmp_path: Path) -> None:
    older = halves(tmp_path / "older", 2023, (1, 2, 3, 4), 1000)
    newest = rolling(tmp_path / "newest", 1250)
    assert build(tmp_path / "site", newest, "--previous", "2023", str(older)) == 0
    told = re.sub(' data-label="[^"]*"', "", plain(page(tmp_path / "site", "qualite")))
    assert 'id="revisions"' in told
    row = "<td>T4 2023</td><td>exportations</td><td>1 000 €</td><td>1 250 €</td><td>+250 €</td>"
    assert f'<th scope="row">Loire</th>{row}' in told
    assert f'<th scope="row">France</th>{row}' in told
    assert "T3 2023" not in told
    found = [q["export"] for q in portrait(tmp_path / "site", LOIRE)["series"]]
    assert found == [1000, 1000, 1000, 1000, 40, 50]
    text = plain(page(tmp_path / "site", LOIRE))
    assert "Au 2ᵉ trimestre 2024, en un an : exportations −95 %, importations −95 %" in text


def test_a_revision_that_cannot_be_compared_is_a_warning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    older = halves(tmp_path / "older", 2023, (1, 2, 3, 4), 1000)
    rows: list[Row] = [
        (flux, quarter, year, "42", product, "2014", "DE", 50)
        for flux in "EI"
        for quarter, year, product in ((4, 2023, "X00X"), (1, 2024, "C20A"))
    ]
    newest = write_rows(tmp_path / "newest", rows)
    assert build(tmp_path / "site", newest, "--previous", "2023", str(older)) == 0
    told = capsys.readouterr().err
    assert f"warning: the rows of 2023 in {newest} are not compared with the edition of 2023: " in told
    assert "X00X" in told
    assert 'id="revisions"' not in page(tmp_path / "site", "qualite")


def test_quarters_missing_in_the_year_before_are_not_compared(tmp_path: Path) -> None:
    older = halves(tmp_path / "older", 2023, (1, 2), 5)
    newest = halves(tmp_path / "newest", 2024, (1, 2, 3), 7)
    output = tmp_path / "site"
    assert build(output, newest, "--previous", "2023", str(older)) == 0
    assert "D’où vient le changement" not in page(output, LOIRE)
    assert '">1er, 2e trimestres 2023</a>' in page(output, LOIRE)


def test_a_demonstration_cannot_be_published_with_real_figures(
    demo_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    older = halves(tmp_path / "older", 2023, (1,), 5)
    assert build(tmp_path / "site", demo_folder, "--previous", "2023", str(older)) == 1
    assert "one is a demonstration, the other is not" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    "words",
    [["--previous", "2024", "x"], ["--previous", "mille", "x"], ["--previous", "2023", "x", "--previous", "2023", "y"]],
)
def test_previous_years_must_be_earlier(
    words: list[str], demo_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(tmp_path / "site", demo_folder, *words) == 2
    assert "--previous" in capsys.readouterr().err


def test_an_edition_includes_the_earlier_ones_of_its_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editions, "RAW", tmp_path)
    assert earlier_editions(edition("demo")) == []
    for name in ("demo", "demo-2023", "2023"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "export.zip").touch()
    assert [found.name for found in earlier_editions(edition("demo"))] == ["demo-2023"]
    assert [found.name for found in earlier_editions(edition("2024"))] == ["2023"]
    assert earlier_editions(edition("demo-2023")) == []
