"""Former addresses redirect to the page's current one."""

from pathlib import Path

import pytest

from generator.reference.industry import industry_territories
from generator.reference.tables import read_table
from generator.site import redirects

NEW = "produits/c21z-produits-pharmaceutiques/"


def test_a_former_address_redirects_to_the_page_if_it_was_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = [
        {"ancienne": "/produits/c21z-pharma/", "nouvelle": NEW},
        {"ancienne": "pays/zz-nulle-part", "nouvelle": "pays/zz/"},
    ]
    tables = {"adresses_anciennes.csv": moved}
    monkeypatch.setattr(redirects, "read_table", lambda name: tables.get(name) or read_table(name))
    (tmp_path / NEW).mkdir(parents=True)
    (tmp_path / NEW / "index.html").touch()
    redirects.write_redirects(tmp_path, [])
    page = (tmp_path / "produits" / "c21z-pharma" / "index.html").read_text(encoding="utf-8")
    assert f'content="0; url=../../{NEW}"' in page
    assert not (tmp_path / "pays").exists()


def test_the_address_that_lost_a_letter_redirects_with_its_sheet(tmp_path: Path) -> None:
    (own,) = (each for each in industry_territories() if each.name == "Cœur de Maine")
    assert own.path == "territoires-industrie/ti-5205-coeur-de-maine"
    for address in ("", "fiche/"):
        (tmp_path / own.path / address).mkdir(parents=True, exist_ok=True)
        (tmp_path / own.path / address / "index.html").touch()
    redirects.write_redirects(tmp_path, [])
    former = tmp_path / "territoires-industrie" / "ti-5205-cur-de-maine"
    assert f'content="0; url=../../{own.path}/"' in (former / "index.html").read_text(encoding="utf-8")
    sheet = (former / "fiche" / "index.html").read_text(encoding="utf-8")
    assert f'content="0; url=../../../{own.path}/fiche/"' in sheet
