"""What our build of the pages spares is nothing but time: MkDocs's own gives the same site."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from mkdocs.commands.build import build

from generator.edition import edition_of_input
from generator.progress import Progress
from generator.site import mkdocs
from generator.site.build import macro_values
from generator.site.content import write_docs
from generator.site.mended import mended
from generator.site.prepare import chosen, prepare


@pytest.mark.parametrize("config_file", [mkdocs.SITE_CONFIG, mkdocs.ARCHIVE_CONFIG])
def test_the_site_is_that_of_mkdocs(config_file: str, demo_folder: Path, tmp_path: Path) -> None:
    prepared = prepare(edition_of_input(2024, demo_folder), chosen("42,2a,region-84,france"), Progress())
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    (ours / "docs").mkdir(parents=True)
    config = mkdocs.load(config_file, ours / "docs", ours / "site")
    (ours / "docs").rmdir()
    flat = not config.use_directory_urls
    write_docs(prepared, ours / "docs", url=config.site_url or "", flat=flat)
    shutil.copytree(ours / "docs", theirs / "docs")
    values = macro_values(prepared, flat=flat)
    mkdocs.run(config, prepared.edition.date, values)

    plain = mkdocs.load(config_file, theirs / "docs", theirs / "site")
    plain.extra.update(values)
    plain.strict = False  # some portraits only: the menu and the lists lead to pages that are not there
    plain.plugins.on_startup(command="build", dirty=False)
    build(plain)
    plain.plugins.on_shutdown()

    one, other = contents(ours / "site"), contents(theirs / "site")
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []


def contents(folder: Path) -> dict[str, bytes]:
    """Each file of a site, its pages mended: what Material writes amiss is no shortcut of ours."""
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {
        name: mended(path.read_text(encoding="utf-8")).encode()
        if path.suffix == ".html"
        else path.read_bytes()
        for name, path in files.items()
    }
