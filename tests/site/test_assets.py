"""The site's own style sheets and scripts: bundled by `make`, from the current sources."""

import shutil
from pathlib import Path

import pytest

from generator.errors import SiteError
from generator.site.assets import BUNDLED, SOURCES, asset_files


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SOURCES, tmp_path / "sources"))


def test_scripts_keep_their_names_and_modules_are_bundled() -> None:
    found = dict(asset_files())
    assert {"assets/images/favicon.svg", "assets/javascripts/workers/folded.js"} <= set(found)
    assert "assets/javascripts/share.js" not in found
    assert b"portraitFigure" in found["assets/javascripts/figures.js"]
    assert b"navigator.share" in found["assets/javascripts/figures.js"]
    assert {path for path in found if path.endswith(".css")} == {
        f"assets/stylesheets/{name}.css"
        for name in ("colours", "embed", "fiche", "found", "index", "live", "material", "pages", "places", "portraits")
    }


def test_a_style_sheet_includes_its_imports_without_comments() -> None:
    found = {path: content for path, content in asset_files() if path.endswith(".css")}
    assert b"@import" not in b"".join(found.values())
    portraits, pages = (found[f"assets/stylesheets/{name}.css"] for name in ("portraits", "pages"))
    assert b".md-grid{" in portraits
    assert b".md-tabs" not in portraits
    assert b".pce-map__choice" in pages
    assert b".pce-map__choice" not in portraits


def test_missing_bundles_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match="run `make setup`"):
        list(asset_files(SOURCES, tmp_path / "assets"))


def test_sources_edited_since_bundling_are_an_error(sources: Path) -> None:
    before = dict(asset_files(sources, BUNDLED))
    (sources / "javascripts" / "later.js").write_text("// edited", encoding="utf-8")
    assert before
    with pytest.raises(SiteError, match="run `make bundle`"):
        list(asset_files(sources, BUNDLED))
