"""What our build of the pages spares is nothing but time: MkDocs's own gives the same site."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from mkdocs.commands.build import build

from generator.compute import compute, territories_of
from generator.edition import edition_of_input
from generator.site.build import macro_values
from generator.site.content import write_docs
from generator.site.mkdocs.hosted import Hosted
from generator.site.mkdocs.html_fixes import HtmlFixes
from generator.site.mkdocs.run import ARCHIVE_CONFIG, SITE_CONFIG, MkDocs
from generator.system.progress import Progress
from tests.conftest import contents


@pytest.mark.parametrize("config_file", [SITE_CONFIG, ARCHIVE_CONFIG])
def test_the_site_is_that_of_mkdocs(config_file: str, demo_folder: Path, tmp_path: Path) -> None:
    prepared = compute(
        edition_of_input(2024, demo_folder), territories_of("42,2a,region-84,france"), Progress()
    )
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    site = MkDocs(config_file)
    flat = not site.config.use_directory_urls
    write_docs(prepared, ours / "docs", url=site.config.site_url or "", flat=flat)
    shutil.copytree(ours / "docs", theirs / "docs")
    values = macro_values(prepared, flat=flat)
    site.run(ours / "docs", ours / "site", prepared.edition.date, values)

    plain = MkDocs(config_file).config
    plain.docs_dir, plain.site_dir = str(theirs / "docs"), str(theirs / "site")
    plain.extra.update(values)
    plain.plugins["html_fixes"], plain.plugins["hosted"] = (
        HtmlFixes(),
        Hosted(),
    )  # no shortcuts: both change pages
    plain.strict = False  # some portraits only: the menu and the lists lead to pages that are not there
    plain.plugins.on_startup(command="build", dirty=False)
    build(plain)
    plain.plugins.on_shutdown()

    one, other = contents(ours / "site"), contents(theirs / "site")
    assert one.keys() == other.keys()
    # the archive has no site map: it would be for search engines
    shipped = [name for name in one if not (flat and name.startswith("sitemap."))]
    assert [name for name in shipped if one[name] != other[name]] == []
