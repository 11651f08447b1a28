"""« Diversifier » on the portraits: what is listed adds up as written, and nothing is told beyond the data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.compute import EditionData, compute, territories_of
from generator.edition import edition_of_input
from generator.pages.links import Links
from generator.pages.portrait.members import tenths
from generator.pages.portrait.page import Site, portrait_page
from generator.portrait.analysis import SMALL_EXPORTS
from generator.reference.territories import Kind
from generator.system.progress import Progress
from tests.conftest import Row, write_rows
from tests.pages.test_words import text_of

SHOWN = "2a,42,63,region-84,region-93,france"


def rows_of(year: int, amounts: Mapping[tuple[str, str, str, str], int]) -> list[Row]:
    return [
        (flux, quarter, year, place, product, "2410", country, euros)
        for (flux, place, product, country), euros in amounts.items()
        for quarter in (1, 2, 3, 4)
    ]


BEFORE = {
    ("E", "42", "C24A", "DE"): 50_000_000,
    ("E", "42", "C28A", "US"): 50_000_000,
    ("I", "42", "C13Z", "CN"): 30_000_000,
    ("I", "42", "C13Z", "IT"): 10_000_000,
    ("E", "63", "C24A", "PL"): 90_000_000,
    ("E", "63", "C13Z", "ES"): 2_000_000,
    ("E", "20", "C11Z", "US"): 450_000,
    ("I", "20", "C19Z", "ES"): 40_000,
    ("E", "13", "C19Z", "IT"): 60_000_000,
    ("E", "99", "C20C", "IT"): 5_000_000,
}
AFTER = BEFORE | {
    ("E", "42", "C24A", "DE"): 52_000_000,
    ("E", "42", "C28A", "US"): 40_000_000,
    ("E", "42", "C24A", "PL"): 100_000,
    ("E", "63", "C24A", "PL"): 80_000_000,
}


def pages_of(folder: Path, years: tuple[int, int]) -> dict[str, str]:
    made: list[EditionData] = []
    for year, amounts in zip(years, (BEFORE, AFTER), strict=True):
        place = write_rows(folder / str(year), rows_of(year, amounts))
        past = [one.summary for one in made]
        made.append(compute(edition_of_input(year, place), territories_of(SHOWN), Progress(), past))
    return {t.key: portrait_page(_site(made[-1]), made[-1].portraits[t]) for t in made[-1].pages}


def _site(data: EditionData) -> Site:
    topics = {"product": {"C24A": "produits/acier"}, "country": {}}
    return Site(data, Links(flat=False, pages=data.pages, url="https://x/"), topics=topics)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return pages_of(tmp_path_factory.mktemp("years"), (2023, 2024))


def part_of(page: str) -> str:
    text = text_of(page)
    return (
        text[text.index("\nDiversifier\n") : text.index("\nDans le temps\n")]
        .replace("\u00a0", " ")
        .replace("\u202f;", " ;")
    )


def test_halves_go_away_from_zero() -> None:
    assert [tenths(change, 10_000) for change in (5, 4, -5, -4, 0, 10_000)] == [1, 0, -1, 0, 0, 1000]


def test_the_change_by_its_largest_pieces(pages: Mapping[str, str]) -> None:
    """400 M€ then 368,4: −31,6 of 400 is −7,9 %; machines −40, −10 points; steel +8,4, +2,1 points."""
    said = part_of(pages["42"])
    assert "Exportations, −7,9 % en 2024, par rapport à 2023." in said
    assert re.search(r"Par produit : [^;.]* −10,0 points, l'acier \+2,1\.", said)
    assert re.search(
        r"Exportations par pays : −7,9 %\s*États-Unis\s*−10,0 \([^)]*\)[ ;]*Allemagne\s*\+2,0 ", said
    )
    assert "Importations, stables en 2024" in said


def test_a_contribution_has_its_bar_on_its_side(pages: Mapping[str, str]) -> None:
    bars = re.findall(r'pce-half--(up|down) pce-half--(\d+)">([^<]*)', pages["42"])
    assert {name.split()[0]: (side, int(tenths)) for side, tenths, name in bars}.items() >= {
        ("Machines", ("down", 10)),
        ("États-Unis", ("down", 10)),
        ("Allemagne", ("up", 2)),
        ("Pologne", ("up", 1)),
    }
    assert all((side == "up") == ("+" in name) for side, _, name in bars)


def test_a_small_cell_is_in_no_sentence(pages: Mapping[str, str]) -> None:
    """The Loire sells Poland 0,4 M€ of steel, France 320,4 M€."""
    said = part_of(pages["42"])
    assert "que la France exporte ; la Loire n'y en vend pas, ou pour moins de 1 M€." in said
    assert "La Pologne achète 60,6 % de l'acier" in said


def test_suppliers_are_members_and_departements_that_export(pages: Mapping[str, str]) -> None:
    said = part_of(pages["42"])
    assert "Un produit importé vient pour plus de moitié de hors de l'Union européenne" in said
    assert "25 % en France ; en France, le Puy-de-Dôme en exporte le plus" in said


def test_a_region_says_who_makes_it(pages: Mapping[str, str]) -> None:
    said = part_of(pages["region-84"])
    assert "Qui fait la région" in said
    assert "En 2024, le Puy-de-Dôme fait 56 % de la baisse." in said
    assert "Monaco" in part_of(pages["region-93"])
    assert "Qui fait" not in part_of(pages["42"])


def test_below_200_millions_the_page_says_why_it_has_no_ranks(pages: Mapping[str, str]) -> None:
    said = part_of(pages["2A"])
    assert "Cette page ne donne donc ni rangs par produit et par pays, ni débouchés." in said
    assert "Corse-du-Sud" not in said
    assert not re.search(r"\d+ᵉ? sur \d+ ?\(|Trouver d'autres débouchés", said)


def test_who_trades_alone_has_no_rank(pages: Mapping[str, str]) -> None:
    """The Loire alone sells to Germany: « 1ᵉʳ sur 1 » would say nothing."""
    said = part_of(pages["42"])
    assert re.search(r"Allemagne \(seul à en échanger, 100 % du total national\)", said)
    assert "sur 1," not in said and "sur 1 (" not in said


def test_the_press_sentence_of_the_change_is_spoken(pages: Mapping[str, str]) -> None:
    said = text_of(pages["42"]).replace("\u00a0", " ")
    assert "En 2024, par rapport à 2023, les exportations de la Loire reculent de 7,9 % : " in said


def test_a_rank_leads_to_the_territory_s_own_line(pages: Mapping[str, str]) -> None:
    assert 'href="../../produits/acier/#export-42"' in pages["42"]


def test_nothing_is_explained_across_the_break(tmp_path: Path) -> None:
    for page in pages_of(tmp_path, (2021, 2022)).values():
        assert "D'où vient le changement" not in part_of(page)
        assert "points" not in part_of(page)


@pytest.mark.whole
def test_what_a_sentence_lists_adds_up_to_the_change(whole: EditionData) -> None:
    seen = 0
    for territory in whole.pages:
        page = portrait_page(_site(whole), whole.portraits[territory])
        for line in part_of(page).split("\n"):
            change = re.match(r"(?:Ex|Im)portations, ([+−][\d,]+) % ", line)
            for pieces in re.findall(r"Par produit : (.*?)\.(?= |$)", line):
                listed = re.findall(r"[+−][\d\u202f]+,\d(?= points?|,| ;|$)", pieces)
                if change:
                    total = sum(round(10 * number(each)) for each in listed)
                    assert total == round(10 * number(change[1])), (territory.name, line)
                    seen += 1
    assert seen > 200


@pytest.mark.whole
def test_small_territories_have_neither_ranks_nor_outlets(whole: EditionData) -> None:
    for territory in whole.pages:
        said = part_of(portrait_page(_site(whole), whole.portraits[territory]))
        is_large = whole.portraits[territory].totals.export_eur >= SMALL_EXPORTS
        assert ("Rang et part de la France" in said) == (is_large and territory.kind is not Kind.FRANCE)


def number(text: str) -> float:
    return float(text.replace("\u202f", "").replace("−", "-").replace(",", "."))


@pytest.fixture(scope="module")
def whole(demo_folder: Path, earlier_folder: Path) -> EditionData:
    older = compute(edition_of_input(2023, earlier_folder), territories_of("france"), Progress())
    return compute(edition_of_input(2024, demo_folder), territories_of(None), Progress(), [older.summary])
