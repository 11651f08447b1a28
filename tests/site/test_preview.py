"""The preview makes a page again when it is looked at, and makes it as a whole build does."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.compute import territories_of
from generator.edition import edition_of_input
from generator.site import content, preview
from generator.site.preview import Preview
from generator.system.progress import Progress
from tests.conftest import write_rows
from tests.site.test_stamp import ROWS

PAGES = (
    "",
    "methode/",
    "departements/",
    "departements/42-loire/",
    "2023/departements/42-loire/",
    "produits/c20a-chimie-de-base/",
    "qualite/",
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Preview:
    folder = tmp_path_factory.mktemp("preview")
    write_rows(folder / "files", ROWS)
    write_rows(folder / "older", [(*row[:2], 2023, *row[3:-1], row[-1] // 2) for row in ROWS])
    editions = [edition_of_input(2023, folder / "older"), edition_of_input(2024, folder / "files")]
    (folder / "work").mkdir()
    return Preview(editions, territories_of("42"), folder / "work", Progress())


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the hand-written pages, to be written in."""
    copy = tmp_path / "docs"
    shutil.copytree(content.HAND_WRITTEN, copy)
    for module in (content, preview):
        monkeypatch.setattr(module, "HAND_WRITTEN", copy)
    return copy


def test_a_page_made_again_is_as_it_was(made: Preview) -> None:
    files = [made.root / page / "index.html" for page in PAGES]
    before = [file.read_bytes() for file in files]
    made.change()
    for page, file in zip(PAGES, files, strict=True):
        inode = file.stat().st_ino
        made.look(f"/{page}")
        assert file.stat().st_ino != inode
    assert [file.read_bytes() for file in files] == before


def test_what_is_written_shows_in_the_page_in_view_and_then_in_the_others(made: Preview, pages: Path) -> None:
    method, style = (
        made.root / "methode" / "index.html",
        made.root / "assets" / "stylesheets" / "portraits.css",
    )
    made.look("/methode/")
    for page in ("methode.md", "donnees.md"):
        (pages / page).write_text("# Phrase toute neuve\n", encoding="utf-8")
    (pages / "assets" / "stylesheets" / "site.css").write_text("b{}", encoding="utf-8")
    made.change()
    assert "Phrase toute neuve" in method.read_text(encoding="utf-8")
    assert "b{}" in style.read_text(encoding="utf-8")
    other = made.root / "donnees" / "index.html"
    assert "Phrase toute neuve" not in other.read_text(encoding="utf-8")
    made.look("/donnees/")
    assert "Phrase toute neuve" in other.read_text(encoding="utf-8")
    made.look("/nulle-part/")
