"""The way out of MkDocs: the same mkdocs.yml, overrides and Markdown built by Zensical, three portraits opened."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.compute import compute, territories_of
from generator.edition import edition_of_input
from generator.reference.tables import PROJECT
from generator.site.build import macro_values
from generator.site.content import write_docs
from generator.system.progress import Progress
from tests.browser.conftest import Tab

RAW_LINK = re.compile(r'(<[a-z][^<>]*? (?:href|src)=")(?![a-z]+:|#)')
UNSEEN = """async () => {
    const pictures = [...document.querySelectorAll("figure[id^=fig-] img")];
    for (const picture of pictures) picture.loading = "eager";
    await Promise.all(pictures.map((picture) => picture.decode().catch(() => {})));
    return pictures.filter((picture) => !picture.naturalWidth).map((picture) => picture.src);
}"""
"""The pictures of figures that did not come."""
PORTRAITS = {"departements/42-loire/": "Loire", "departements/976-mayotte/": "Mayotte", "france/": "France"}


def plain(value: Any) -> Any:
    """What YAML can hold of the values that the pages' macros speak of."""
    if is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in fields(value)]
        names += [name for name, held in vars(type(value)).items() if isinstance(held, property)]
        return {name: plain(getattr(value, name)) for name in names}
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, Fraction):
        return float(value)
    return str(value) if isinstance(value, str) else value  # an escaped label is a kind of str of its own


def relative_to_source(docs: Path) -> None:
    """Zensical takes the addresses in raw HTML as relative to the Markdown file, MkDocs as relative to the page."""
    for page in docs.rglob("*.md"):
        if page.name != "index.md":
            text = page.read_text(encoding="utf-8")
            page.write_text(RAW_LINK.sub(rf"\g<1>{page.stem}/", text), encoding="utf-8")


@pytest.fixture(scope="module")
def site(demo_folder: Path, serve: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the site that Zensical makes of what MkDocs is given; the configuration names folders only."""
    work = tmp_path_factory.mktemp("zensical")
    prepared = compute(edition_of_input(2024, demo_folder), territories_of("42,976,france"), Progress())
    write_docs(prepared, work / "docs", url="https://portraits.example/", flat=False)
    relative_to_source(work / "docs")
    values = plain({**macro_values(prepared, flat=False), "earlier": [], "archive": None, "citing": None})
    config = {
        "INHERIT": str(PROJECT / "mkdocs.yml"),
        "docs_dir": "docs",
        "site_dir": "site",
        "theme": {"custom_dir": str(PROJECT / "overrides"), "variant": "classic"},
        "plugins": {"macros": {"module_name": "generator.site.mkdocs.macros"}},
        "extra": values,
    }
    (work / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    done = subprocess.run(
        [Path(sys.executable).with_name("zensical"), "build", "--strict"],
        cwd=work,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return serve(work / "site")


@pytest.mark.parametrize("path", PORTRAITS)
def test_a_portrait_built_by_zensical_is_whole(path: str, site: str, open_tab: Callable[..., Tab]) -> None:
    tab = open_tab(viewport={"width": 1280, "height": 900})
    tab.page.goto(site + "/" + path)
    assert PORTRAITS[path] in tab.page.locator("h1").inner_text()
    assert tab.page.locator(".pce-demo-banner").is_visible()
    figures = tab.page.locator("figure[id^=fig-]").evaluate_all("all => all.map(figure => figure.id)")
    assert {"fig-balance", "fig-activites", "fig-flux-export", "fig-flux-import"} <= set(figures)
    assert tab.page.evaluate(UNSEEN) == []
    # those of closed tabs and folds too
    tab.page.evaluate(
        "for (const fold of document.querySelectorAll('details')) fold.open = true;"
        "for (const tab of document.querySelectorAll('.tabbed-block')) tab.style.display = 'block';"
    )
    for name in figures:
        figure = tab.page.locator(f"#{name}")
        figure.scroll_into_view_if_needed()
        tab.until(f"document.querySelector('#{name} [data-state=live] .main-svg') !== null")
        assert figure.locator("table th").count() > 0
    assert tab.watch.errors == []
    assert tab.watch.foreign(site) == []


def test_the_home_page_s_macros_and_search_work_under_zensical(
    site: str, open_tab: Callable[..., Tab]
) -> None:
    tab = open_tab(viewport={"width": 1280, "height": 900})
    tab.page.goto(site + "/")
    assert tab.page.locator(".pce-map a.pce-place").count() == 101
    tab.page.locator("#pce-finder-input").fill("roannais")
    tab.until("document.querySelectorAll('#pce-finder-list li').length > 0")
    assert tab.watch.errors == []
