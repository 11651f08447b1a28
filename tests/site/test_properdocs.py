"""Another way out of MkDocs: ProperDocs, which carries MkDocs 1.6 on, makes the same site of the same folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import yaml

from generator.compute import compute, territories_of
from generator.edition import edition_of_input
from generator.reference.tables import PROJECT
from generator.site.build import macro_values
from generator.site.content import write_docs
from generator.site.mkdocs.html_fixes import fixed_html
from generator.site.mkdocs.run import SITE_CONFIG, MkDocs
from generator.system.progress import Progress
from tests.browser.test_zensical import plain
from tests.conftest import contents

LEFT_OUT = ("sitemap.xml", "sitemap.xml.gz", "search/")
"""Dated by the day of the build, and ours is an index of our own making."""


def test_the_site_is_that_of_properdocs(demo_folder: Path, tmp_path: Path) -> None:
    prepared = compute(edition_of_input(2024, demo_folder), territories_of("42,region-84,france"), Progress())
    site = MkDocs(SITE_CONFIG)
    write_docs(prepared, tmp_path / "docs", url=site.url, flat=False)
    shutil.copytree(tmp_path / "docs", tmp_path / "ours")
    values = plain({**macro_values(prepared, flat=False), "citing": None})
    site.run(tmp_path / "ours", tmp_path / "site-ours", prepared.edition.date, values)
    config = {
        "INHERIT": str(PROJECT / SITE_CONFIG),
        "docs_dir": "docs",
        "site_dir": "site",
        # some portraits only: the lists lead to pages that are not there
        "strict": False,
        "theme": {"custom_dir": str(PROJECT / "overrides")},
        "plugins": {"macros": {"module_name": str(PROJECT / "generator/site/mkdocs/macros")}},
        "extra": values,
    }
    (tmp_path / "properdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "properdocs", "build"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    one, other = (compared(tmp_path / folder) for folder in ("site-ours", "site"))
    assert one.keys() == other.keys()
    assert len(one) > 300
    assert [name for name in one if one[name] != mended(name, other[name])] == []


def compared(site: Path) -> dict[str, bytes]:
    return {name: held for name, held in contents(site).items() if not name.startswith(LEFT_OUT)}


def mended(name: str, content: bytes) -> bytes:
    """A page as our own build mends it: Material writes the same amiss. Sheets and embed pages are not Material's."""
    if not name.endswith(".html") or "/fiche/" in name or "/integrer/" in name:
        return content
    return (
        fixed_html(content.decode())
        .replace("mkdocs-ProperDocs 1.6.7", f"mkdocs-{version('mkdocs')}")
        .encode()
    )
