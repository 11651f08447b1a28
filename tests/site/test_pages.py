"""From the folder that `pages` writes, an unmodified MkDocs, started anywhere, makes the same pages as `build`."""

import re
import subprocess
import sys
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.conftest import ARCHIVED, ONLY, YEAR, contents, run


class Read(HTMLParser):
    """A page's text, ids and links, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self._inside = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src"):
                self.links.append(value or "")

    def handle_data(self, data: str) -> None:
        if self._inside not in ("script", "style"):
            self.text += data.split()

    @property
    def all(self) -> tuple[list[str], list[str], list[str]]:
        return self.text, self.ids, self.links


def mkdocs(command: str, folder: Path, elsewhere: Path) -> None:
    """Runs the installed program, without any setting of the project, in an unrelated folder."""
    done = subprocess.run(
        [Path(sys.executable).with_name("mkdocs"), command, "--strict", "--config-file", folder / "mkdocs.yml"],
        cwd=elsewhere,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def pages_of(files: dict[str, bytes]) -> dict[str, bytes]:
    """The pages that MkDocs makes, without sheets, embeds and redirects."""
    return {
        name: content
        for name, content in files.items()
        if name.endswith(".html")
        and not re.search(r"(^|/)(fiche|integrer)/", name)
        and b'http-equiv="refresh"' not in content
    }


@pytest.fixture(scope="module")
def site(demo_folder: Path, earlier_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mkdocs") / "pages d'été, n° 1"
    run("pages", demo_folder, folder, "--previous", YEAR - 1, earlier_folder, "--only", ONLY)
    mkdocs("build", folder, tmp_path_factory.mktemp("elsewhere"))
    return folder / "site"


def test_mkdocs_makes_the_pages_of_build(site: Path, demo_site: Path) -> None:
    made, built = contents(site), contents(demo_site)
    ours = pages_of(built)
    assert pages_of(made).keys() == ours.keys()
    assert len(ours) > 200
    assert [name for name in ours if Read(made[name].decode()).all != Read(built[name].decode()).all] == []


def test_every_file_beside_the_pages_is_the_same(site: Path, demo_site: Path) -> None:
    made, built = contents(site), contents(demo_site)
    beside = {
        name
        for name in built
        if not name.endswith(".html") and not re.search(r"fiche/|catalog|nouveautes|sitemap|\.portraits", name)
    }
    assert beside <= made.keys()
    assert [name for name in sorted(beside) if made[name] != built[name]] == []


def test_mkdocs_makes_the_pages_of_the_archive(
    demo_folder: Path, earlier_folder: Path, demo_archive: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "pages"
    words = ("--previous", YEAR - 1, earlier_folder, "--only", ARCHIVED, "--archive")
    run("pages", demo_folder, folder, *words)
    mkdocs("build", folder, tmp_path)
    with zipfile.ZipFile(next(demo_archive.glob("*.zip"))) as archive:
        packed = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
    made, ours = contents(folder / "site"), pages_of(packed)
    assert pages_of(made).keys() - {"404.html"} == ours.keys()
    assert [name for name in ours if Read(made[name].decode()).all != Read(packed[name].decode()).all] == []


def test_a_folder_of_other_files_is_rejected(demo_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").touch()
    with pytest.raises(AssertionError, match="no earlier build made it"):
        run("pages", demo_folder, tmp_path, "--only", "42")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
