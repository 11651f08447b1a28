"""The offline archive: unpacked anywhere, opened from ``file://`` with the network cut, it does what the site does."""

import hashlib
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Request

from tests.browser.conftest import ARCHIVE, Tab, Watch, one_of_each

Open = Callable[..., Tab]
LOIRE = "departements/42-loire.html"


@pytest.fixture
def opened(root: Path, open_tab: Open) -> Callable[[str], Tab]:
    """Opens a page of it without a network; what fails to load is among the tab's errors."""

    def open_page(path: str) -> Tab:
        tab = open_tab(offline=True)
        tab.page.on("requestfailed", lambda request: _note(request, tab.watch))
        tab.page.goto((root / path).as_uri())
        return tab

    return open_page


def _note(request: Request, watch: Watch) -> None:
    if request.failure != "net::ERR_ABORTED":  # left for another page while it loaded
        watch.errors.append(f"{request.url}: {request.failure}")


def fine(tab: Tab, root: Path) -> None:
    assert tab.watch.errors == []
    assert tab.watch.foreign(root.as_uri()) == []


def test_an_archive_lies_beside_its_sum(demo_archive: Path) -> None:
    content = (demo_archive / f"{ARCHIVE}.zip").read_bytes()
    check = (demo_archive / f"{ARCHIVE}.zip.sha256").read_text(encoding="ascii")
    assert check == f"{hashlib.sha256(content).hexdigest()}  {ARCHIVE}.zip\n"


def test_every_relative_link_leads_to_a_file_and_none_to_the_root_of_a_server(root: Path) -> None:
    pages = sorted(root.rglob("*.html"))
    assert {"index.html", LOIRE, f"2023/{LOIRE}", "2023/index.html"} <= {
        page.relative_to(root).as_posix() for page in pages
    }
    broken = set()
    for page in pages:
        text = page.read_text(encoding="utf-8")
        for link in set(re.findall(r'\b(?:href|src|srcset|data-src|data-figure-src)="([^"]+)"', text)):
            parts = urlsplit(unescape(link))
            if not parts.scheme and parts.path and not (page.parent / unquote(parts.path)).is_file():
                broken.add((page.relative_to(root).as_posix(), link))
    assert broken == set()


def test_each_kind_of_page_opens_without_an_error(root: Path, opened: Callable[[str], Tab]) -> None:
    paths = list(one_of_each(root))
    assert len(paths) > 20
    tab = opened("index.html")
    for path in paths:
        tab.page.goto((root / path).as_uri())
        assert tab.page.locator("h1").count() == 1, path
        tab.page.wait_for_timeout(150)  # what comes once the page is there
    fine(tab, root)


def test_figures_come_alive(root: Path, opened: Callable[[str], Tab]) -> None:
    tab = opened(LOIRE)
    for name in ("balance", "flux-export-region"):
        figure = tab.page.locator(f"#fig-{name}")
        if name.endswith("region"):
            # with a mouse, what comes into view comes alive by itself
            tab.page.locator("#exportations label", has_text="Auvergne-Rhône-Alpes").click()
            figure.scroll_into_view_if_needed()
        else:
            figure.get_by_role("button", name="Explorer").click()
        tab.until(f"document.querySelector('#fig-{name} .js-plotly-plot .main-svg') !== null")
        assert figure.locator("img").evaluate("(img) => img.complete && img.naturalWidth > 300")
    tab.page.locator("#fig-balance summary", has_text="Partager").click()
    assert tab.page.locator("#fig-balance .pce-figure__png").is_hidden()
    fine(tab, root)


def test_an_edition_leads_to_the_other_and_tells_what_changed(root: Path, opened: Callable[[str], Tab]) -> None:
    tab = opened(LOIRE)
    assert tab.page.locator("#contributions").count() == 1
    tab.page.locator(".pce-editions a", has_text="2023").click()
    tab.page.wait_for_url(f"**/2023/{LOIRE}")
    tab.page.locator("aside a", has_text="la plus récente").click()
    tab.page.wait_for_url(f"**/{ARCHIVE}/{LOIRE}")
    fine(tab, root)


@pytest.mark.parametrize(
    ("start", "typed", "found"),
    [
        ("index.html", "herault", "departements/34-herault.html"),
        (LOIRE, "pharma", "produits/c21z-"),
        ("methode.html", "vallee du gier", "departements/42-loire.html"),
    ],
)
def test_the_finder_finds(start: str, typed: str, found: str, root: Path, opened: Callable[[str], Tab]) -> None:
    tab = opened(start)
    box = tab.page.get_by_role("combobox").first
    box.fill(typed)
    tab.until("document.querySelector('[role=option]') !== null")
    box.press("Enter")
    tab.page.wait_for_url(lambda url: url.startswith(f"{root.as_uri()}/{found}"))
    fine(tab, root)


def test_the_search_finds_from_the_keyboard(root: Path, opened: Callable[[str], Tab]) -> None:
    tab = opened("methode.html")
    tab.until("window.keyboard$ !== undefined")
    tab.page.keyboard.press("/")
    tab.until("document.activeElement?.classList.contains('md-search__input')")
    # one query: results still to come would take the focus from those that are there
    tab.page.keyboard.insert_text("heraul")
    tab.page.keyboard.press("t")
    tab.until("document.querySelector('.md-search-result mark')?.textContent === 'Hérault'")
    tab.page.keyboard.press("ArrowDown")
    tab.until("document.activeElement.matches('.md-search-result__link')")
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_url("**/departements/34-herault.html*")
    fine(tab, root)


def test_two_territories_are_compared(root: Path, opened: Callable[[str], Tab]) -> None:
    tab = opened(LOIRE)
    tab.page.get_by_role("link", name="Comparer", exact=True).last.click()
    tab.until("document.querySelector('.pce-compare__result')?.hidden === false")
    tab.page.get_by_label("Second territoire").select_option("34")
    tab.until("document.querySelector('#pce-compare-title').textContent === 'Loire et Hérault'")
    fine(tab, root)


def test_files_are_saved_under_the_name_of_their_territory_and_edition(
    root: Path, opened: Callable[[str], Tab]
) -> None:
    tab = opened(LOIRE)
    with tab.page.expect_download() as download:
        tab.page.locator("#fig-balance summary", has_text="Données").click()
        tab.page.locator("#fig-balance").get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename in ("42-loire-balance-2024-demonstration.csv", "balance.csv")
    assert download.value.path().read_bytes() == (root / "departements/42-loire/balance.csv").read_bytes()
