from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import edition as editions
from generator.customs.fetch.catalogue import Choice, Resource, parse_resources
from generator.edition import Edition
from generator.errors import SiteError
from tests.customs.small_year import LIST_NAME


def _silent(_: str) -> None:
    """Discards the line."""


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
def test_the_files_of_the_year_are_recognised_by_title_or_file_name(
    year: Edition, resources: list[Resource], export: str, import_: str
) -> None:
    for order in (resources, resources[::-1]):
        chosen = Choice(year, _silent).trade(order)
        assert (chosen["export"].file_name, chosen["import"].file_name) == (export, import_)


def test_without_a_match_all_resources_are_listed(year: Edition) -> None:
    others = [r for r in TITLES if "2024 – export" not in r.title]
    with pytest.raises(SiteError) as caught:
        Choice(year, _silent).trade(others)
    message = str(caught.value)
    assert message.startswith("export of 2024: no resource matches. Candidates:")
    assert all(f"\n  - {r.title}, {r.url}" in message for r in others)
    with pytest.raises(SiteError, match="Candidates: none"):
        Choice(year, _silent).trade([])


def test_several_matches_are_listed(year: Edition) -> None:
    twin = _resource("Régional 2024 : export (provisoire)", "twin.zip")
    with pytest.raises(SiteError, match=r"export of 2024: 2 resources match\.") as caught:
        Choice(year, _silent).trade([*TITLES, twin])
    assert str(caught.value).count("\n  - ") == 2
    assert twin.url in str(caught.value)


@pytest.mark.parametrize("name", [TITLES[7].title, TITLES[7].url, "REGIONAL_CPF4PAYSE.zip"])
def test_a_file_that_the_edition_names_is_chosen(year: Edition, name: str) -> None:
    assert Choice(replace(year, files={"export": name}), _silent).trade(TITLES)["export"] == TITLES[7]


def test_an_unknown_name_is_reported(year: Edition) -> None:
    with pytest.raises(SiteError, match=r"export of 2024: no resource is 'x\.zip', as the edition names it"):
        Choice(replace(year, files={"export": "x.zip"}), _silent).trade(TITLES)


INDUSTRY_LISTS = [
    _resource("Liste des communes (août 2023)", "liste-ti-com2023-20230802.csv"),
    _resource("Liste des communes", LIST_NAME),
    _resource("Liste des communes", "liste-ti-com2023-20240704.xlsx"),
    _resource("Liste des groupements", "liste-ti-grpt2023-20240801.csv"),
    _resource("Programme suivant", "liste-ti-com2028-20280115.csv"),
]


def test_the_industry_list_is_the_newest_of_its_period(year: Edition) -> None:
    assert Choice(year, _silent).industry(INDUSTRY_LISTS).file_name == LIST_NAME
    named = Choice(replace(year, files={"industry": "Programme suivant"}), _silent)
    assert named.industry(INDUSTRY_LISTS) == INDUSTRY_LISTS[4]
    with pytest.raises(SiteError, match="industry of 2024: no resource"):
        Choice(year, _silent).industry(INDUSTRY_LISTS[2:])


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
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, expected: dict[str, str] | None
) -> None:
    kept = (editions.EDITIONS / "2024.toml").read_text(encoding="utf-8")
    (tmp_path / "2024.toml").write_text(f"{text}\n{kept}" if "[" not in text else f"{kept}\n{text}")
    monkeypatch.setattr(editions, "EDITIONS", tmp_path)
    if expected is None:
        with pytest.raises(SiteError, match=r"2024\.toml"):
            editions.edition("2024")
    else:
        assert editions.edition("2024").files == expected


MONTHS = [
    _resource("202503-Regional-2024-import", "202503-Regional-2024-import.zip"),
    _resource("", "2025-10/06/202509-Regional-2024-import.zip"),
    _resource("", "2025-06/12/202506-Regional-2024-import.zip"),
    _resource("", "2025-10/06/202509-Regional-2024-export.zip"),
    _resource("", "2025-10/06/202509-National-2024-import.zip"),
    _resource("", "2025-10/06/202509-Regional-2023-import.zip"),
]


def test_the_latest_publication_of_a_year_is_chosen_and_logged(year: Edition) -> None:
    for order in (MONTHS, MONTHS[::-1]):
        told: list[str] = []
        chosen = Choice(year, told.append).trade(order)
        assert chosen == {"export": MONTHS[3], "import": MONTHS[1]}
        assert len(told) == 1
        assert told[0].startswith("import: 3 publications of 2024, using the latest: ")
        assert MONTHS[1].url in told[0]


def test_publications_of_the_same_or_an_unknown_month_are_ambiguous(year: Edition) -> None:
    for twin in (_resource("bis", "202509-Regional-2024-import-bis.zip"), _resource("", "Regional-2024-import.zip")):
        with pytest.raises(SiteError, match="import of 2024: "):
            Choice(year, _silent).trade([*MONTHS, twin])


def test_a_national_file_is_never_chosen_by_its_title(year: Edition) -> None:
    with pytest.raises(SiteError, match="no resource matches"):
        Choice(year, _silent).trade(
            [_resource("", f"202509-National-2024-{word}.zip") for word in ("export", "import")]
        )


@given(st.recursive(st.none() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)))
def test_any_response_gives_resources_or_one_error(answer: object) -> None:
    for whole in (answer, {"resources": answer}, {"resources": [answer]}, {"resources": [{"url": answer}]}):
        try:
            resources = parse_resources(whole, "address")
        except SiteError as error:
            assert "address" in str(error)
        else:
            assert all(isinstance(r.url, str) and r.suffix.isascii() for r in resources)
