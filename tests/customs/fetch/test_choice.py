from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import edition as editions
from generator.customs.fetch.catalogue import Resource, resources_of
from generator.customs.fetch.choice import Choice, named_files
from generator.edition import Edition
from generator.errors import SiteError
from tests.customs.small_year import (
    LIST_NAME,
    edition_in,
)


@pytest.fixture
def year(tmp_path: Path) -> Edition:
    return edition_in(tmp_path)


def _resource(title: str, name: str, format_: str = "") -> Resource:
    return Resource(title, f"https://static.example/{name}", format_)


TITLES = [
    _resource("Régional 2024 – exportations", "a.zip"),
    _resource("Régional 2024 – importations", "b.zip"),
    _resource("Régional 2023 – exportations", "c.zip"),
    _resource("Régional 2023 – importations (mise à jour du 12/03/2024)", "d.zip"),
    _resource("Régional 2024 – exportations, en milliers d'euros", "e.xls"),
    _resource("Notice export 2024", "f.pdf"),
    _resource("National 2024 – exportations", "h.zip"),
    _resource("5 derniers trimestres", "REGIONAL_CPF4PAYSE.zip"),
]
NAMES = [
    _resource("Export", "Regional-2024-export.zip"),
    _resource("", "REGIONAL_CPF4PAYSI_2024.txt"),
    _resource("Import", "Regional-2023-import.zip"),
]


@pytest.mark.parametrize(
    ("resources", "export", "import_"),
    [
        (TITLES, "a.zip", "b.zip"),
        (NAMES, "Regional-2024-export.zip", "REGIONAL_CPF4PAYSI_2024.txt"),
        ([_resource("Départements 2024, import et export", "x.zip")], "x.zip", "x.zip"),
        ([_resource("Import 2024", "1"), _resource("Export 2024", "2", "csv")], "2", "1"),
    ],
    ids=["titles", "file names", "both in one", "no region in the title"],
)
def test_the_files_of_the_year_are_told_by_their_titles(
    year: Edition, resources: list[Resource], export: str, import_: str
) -> None:
    for order in (resources, resources[::-1]):
        chosen = Choice(year, {}).trade(order)
        assert (chosen["export"].file_name, chosen["import"].file_name) == (export, import_)


def test_when_none_fits_all_are_candidates(year: Edition) -> None:
    others = [r for r in TITLES if "2024 – export" not in r.title]
    with pytest.raises(SiteError) as caught:
        Choice(year, {}).trade(others)
    message = str(caught.value)
    assert message.startswith("export of 2024: no resource fits. Name the files in data/editions/2024.toml")
    assert all(f"\n  - {r.title}, {r.url}" in message for r in others)
    with pytest.raises(SiteError, match="Candidates: none"):
        Choice(year, {}).trade([])


def test_when_several_fit_these_are_candidates(year: Edition) -> None:
    twin = _resource("Régional 2024 : export (provisoire)", "twin.zip")
    with pytest.raises(SiteError, match=r"export of 2024: 2 resources fit\.") as caught:
        Choice(year, {}).trade([*TITLES, twin])
    assert str(caught.value).count("\n  - ") == 2
    assert twin.url in str(caught.value)


@pytest.mark.parametrize("name", [TITLES[7].title, TITLES[7].url, "REGIONAL_CPF4PAYSE.zip"])
def test_a_file_that_the_edition_names_is_taken(year: Edition, name: str) -> None:
    assert Choice(year, {"export": name}).trade(TITLES)["export"] == TITLES[7]


def test_a_name_that_is_not_there_is_told(year: Edition) -> None:
    with pytest.raises(SiteError, match=r"export of 2024: no resource is 'x\.zip', as the edition names it"):
        Choice(year, {"export": "x.zip"}).trade(TITLES)


INDUSTRY_LISTS = [
    _resource("Liste des communes (août 2023)", "liste-ti-com2023-20230802.csv"),
    _resource("Liste des communes", LIST_NAME),
    _resource("Liste des communes", "liste-ti-com2023-20240704.xlsx"),
    _resource("Liste des groupements", "liste-ti-grpt2023-20240801.csv"),
    _resource("Programme suivant", "liste-ti-com2028-20280115.csv"),
]


def test_the_industry_list_is_the_newest_of_its_period(year: Edition) -> None:
    assert Choice(year, {}).industry(INDUSTRY_LISTS).file_name == LIST_NAME
    named = Choice(year, {"industry": "Programme suivant"})
    assert named.industry(INDUSTRY_LISTS) == INDUSTRY_LISTS[4]
    with pytest.raises(SiteError, match="industry of 2024: no resource"):
        Choice(year, {}).industry(INDUSTRY_LISTS[2:])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {}),
        ('[files]\nexport = "Export 2024"\n', {"export": "Export 2024"}),
        ("[files]\nexport = 3\n", None),
        ('[files]\nexports = "x"\n', None),
        ('files = "x"\n', None),
    ],
)
def test_the_edition_file_names_files(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    year: Edition,
    text: str,
    expected: dict[str, str] | None,
) -> None:
    monkeypatch.setattr(editions, "EDITIONS", tmp_path)
    (tmp_path / "2024.toml").write_text(text)
    if expected is None:
        with pytest.raises(SiteError, match=r"2024\.toml: \[files\] takes export, import, industry"):
            named_files(year)
    else:
        assert named_files(year) == expected


def test_the_editions_of_the_project_name_their_files_well() -> None:
    for name in editions.edition_names():
        assert set(named_files(editions.edition(name))) <= {"export", "import", "industry"}


@given(
    st.recursive(st.none() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x))
)
def test_any_answer_is_resources_or_one_error(answer: object) -> None:
    for whole in (answer, {"resources": answer}, {"resources": [answer]}, {"resources": [{"url": answer}]}):
        try:
            resources = resources_of(whole, "address")
        except SiteError as error:
            assert "address" in str(error)
        else:
            assert all(isinstance(r.url, str) and r.suffix.isascii() for r in resources)
