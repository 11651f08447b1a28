"""The way out of MkDocs: the same mkdocs.yml, overrides and Markdown built by Zensical, three portraits opened."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.reference.tables import PROJECT
from tests.browser.conftest import Tab
from tests.conftest import run

RAW_LINK = re.compile(r'(<[a-z][^<>]*? (?:href|src)=")(?![a-z]+:|#)')
UNSEEN = """async () => {
    const pictures = [...document.querySelectorAll("figure[id^=fig-] img")];
    for (const picture of pictures) picture.loading = "eager";
    await Promise.all(pictures.map((picture) => picture.decode().catch(() => {})));
    return pictures.filter((picture) => !picture.naturalWidth).map((picture) => picture.src);
}"""
"""The pictures of figures that did not come."""
PORTRAITS = {"departements/42-loire/": "Loire", "departements/976-mayotte/": "Mayotte", "france/": "France"}


def relative_to_source(docs: Path) -> None:
    """Zensical takes the addresses in raw HTML as relative to the Markdown file, MkDocs as relative to the page."""
    for page in docs.rglob("*.md"):
        if page.name != "index.md":
            text = page.read_text(encoding="utf-8")
            page.write_text(RAW_LINK.sub(rf"\g<1>{page.stem}/", text), encoding="utf-8")


@pytest.fixture(scope="module")
def site(demo_folder: Path, serve: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the site that Zensical makes of the folder that MkDocs is given."""
    work = tmp_path_factory.mktemp("zensical") / "pages"
    run("pages", demo_folder, work, "--only", "42,976,france")
    relative_to_source(work / "docs")
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


def test_the_home_page_s_macros_and_search_work_under_zensical(site: str, open_tab: Callable[..., Tab]) -> None:
    tab = open_tab(viewport={"width": 1280, "height": 900})
    tab.page.goto(site + "/")
    assert tab.page.locator(".pce-map .pce-place:not([aria-hidden])").count() == 101
    tab.page.locator("#pce-finder-input").fill("roannais")
    tab.until("document.querySelectorAll('#pce-finder-list li').length > 0")
    assert tab.watch.errors == []
