"""The site's own style sheets and scripts: as `make` bundled them, and of the sources that are there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.errors import SiteError
from generator.site.assets import BUNDLED, SOURCES, asset_files


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SOURCES, tmp_path / "sources"))


def test_every_script_has_its_name_and_parts_go_into_one() -> None:
    found = dict(asset_files())
    assert {"assets/images/favicon.svg", "assets/javascripts/workers/folded.js"} <= set(found)
    assert "assets/javascripts/share.js" not in found
    assert b"portraitFigure" in found["assets/javascripts/figures.js"]
    assert b"navigator.share" in found["assets/javascripts/figures.js"]
    assert {path for path in found if path.endswith(".css")} == {
        f"assets/stylesheets/{name}.css"
        for name in ("colours", "embed", "fiche", "index", "pages", "portraits")
    }


def test_a_sheet_holds_what_it_imports_without_comments() -> None:
    found = {path: content for path, content in asset_files() if path.endswith(".css")}
    assert b"@import" not in b"".join(found.values())
    portraits, pages = (found[f"assets/stylesheets/{name}.css"] for name in ("portraits", "pages"))
    assert b".md-grid{" in portraits
    assert b".md-tabs" not in portraits
    assert b".pce-map__choice" in pages
    assert b".pce-map__choice" not in portraits


def test_scripts_that_were_never_bundled_are_asked_for(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match="run `make setup`"):
        list(asset_files(SOURCES, tmp_path / "assets"))


def test_edited_sources_are_not_passed_over(sources: Path) -> None:
    before = dict(asset_files(sources, BUNDLED))
    (sources / "javascripts" / "later.js").write_text("// edited", encoding="utf-8")
    assert before
    with pytest.raises(SiteError, match="run `make bundle`"):
        list(asset_files(sources, BUNDLED))
