"""The figures of real portraits: picture and plot say the same, nothing is cut on paper nor unread on a small phone."""

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from pypdf import PdfReader

from tests.browser.conftest import Tab

Open = Callable[..., Tab]
PORTRAITS = ("departements/42-loire/", "departements/976-mayotte/")
A4 = {"width": 680, "height": 1001}
"""A sheet less the margins of print.css, in CSS pixels."""
PHONE: dict[str, Any] = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}
PICTURE = (
    "[...document.querySelectorAll('figure')].map((figure) => {"
    " const image = figure.querySelector('.pce-figure__drawing img');"
    " return [figure.id, image.currentSrc, image.getBoundingClientRect().width / image.naturalWidth] })"
)


def fetched(address: str) -> str:
    with urlopen(address) as answer:
        text: str = answer.read().decode()
    return text


def written(svg: str) -> set[str]:
    """The texts of a picture, its title left out."""
    body = re.sub(r"<title>.*?</title>|<style>.*?</style>", "", svg, flags=re.DOTALL)
    return {unescape(text).strip() for text in re.findall(r">([^<>]+)<", body)} - {""}


@pytest.mark.parametrize("name", ["balance", "activites", "flux-export", "flux-import"])
def test_the_plot_writes_all_that_the_picture_writes(name: str, origin: str, open_tab: Open) -> None:
    tab = open_tab(viewport={"width": 1280, "height": 900})
    tab.page.goto(f"{origin}/{PORTRAITS[0]}")
    tab.page.locator(f"#fig-{name}").scroll_into_view_if_needed()
    tab.until(f"document.querySelector('#fig-{name} [data-state=live] .main-svg') !== null")
    plotted = tab.page.evaluate(
        f"[...document.querySelectorAll('#fig-{name} .main-svg :is(text:not(:has(tspan)), tspan)')]"
        ".map((element) => element.textContent.trim())"
    )
    picture = written(fetched(f"{origin}/{PORTRAITS[0]}{name}.svg"))
    assert len(picture) > 20
    assert picture - set(plotted) == set()


@pytest.mark.parametrize("path", PORTRAITS)
def test_no_word_of_a_picture_is_smaller_than_ten_pixels_on_the_smallest_phone(
    path: str, origin: str, open_tab: Open
) -> None:
    tab = open_tab(**PHONE)
    tab.page.goto(f"{origin}/{path}")
    # those of closed tabs and folds too
    tab.page.evaluate(
        "for (const fold of document.querySelectorAll('details')) fold.open = true;"
        "for (const tab of document.querySelectorAll('.tabbed-block')) tab.style.display = 'block';"
        "for (const image of document.images) image.loading = 'eager'"
    )
    tab.until("[...document.images].every((image) => image.complete)")
    for figure, source, scale in tab.page.evaluate(PICTURE):
        sizes = re.findall(r'font-size[=:]"?([\d.]+)', fetched(source))
        assert min(map(float, sizes)) * scale >= 10, figure


@pytest.mark.parametrize("path", PORTRAITS)
@pytest.mark.parametrize("opened", [False, True])
def test_on_paper_figures_are_whole_and_only_opened_tables_are_there(
    path: str, opened: bool, origin: str, open_tab: Open
) -> None:
    tab = open_tab(viewport=A4)
    tab.page.goto(f"{origin}/{path}")
    tab.until("typeof component$ !== 'undefined'")
    if opened:
        tab.page.locator("#fig-balance summary", has_text="Données").click()
    tab.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    tab.until("[...document.images].every((image) => image.complete)")
    tab.page.emulate_media(media="print")
    # paper has other pictures than the screen: a slow browser lays them out once they are decoded
    whole = "'fig-balance' === figure.id || figure.offsetHeight <= " + str(A4["height"])
    tab.until(f"[...document.querySelectorAll('figure')].every((figure) => {whole})")
    tables = tab.page.locator("figure table:visible").evaluate_all(
        "tables => tables.map((table) => table.closest('figure').id)"
    )
    assert tables == (["fig-balance"] if opened else [])
    figures = tab.page.evaluate(
        "[...document.querySelectorAll('figure')].map((figure) => { const box = figure.getBoundingClientRect();"
        " return [figure.id, box.left, box.right, box.height, getComputedStyle(figure).breakInside] })"
    )
    for name, left, right, height, breaks in figures:
        assert left >= 0
        assert right <= A4["width"]
        if name not in tables:
            assert (height <= A4["height"], breaks) == (True, "avoid"), name
    assert tab.page.locator(".pce-demo-banner").is_visible()
    # each picture says its own source, and the page says it again in words
    assert "Source : données" in tab.page.locator(".pce-practical").inner_text().replace("\u00a0", " ")


def test_a_ranking_on_paper_begins_below_its_text_and_each_sheet_repeats_its_head(
    origin: str, open_tab: Open, tmp_path: Path
) -> None:
    tab = open_tab()
    tab.page.goto(f"{origin}/pays/de-allemagne/")
    tab.page.pdf(path=tmp_path / "de.pdf", prefer_css_page_size=True)
    sheets = [page.extract_text() for page in PdfReader(tmp_path / "de.pdf").pages]
    (first,) = (sheet for sheet in sheets if "Qui y vend" in sheet)
    # below the map, the ten first and who rose and fell, on this sheet or the next
    assert "Qui monte, qui recule" in first
    assert any(len(re.findall(r"\d,\d\d.%", sheet)) > 20 for sheet in sheets[: sheets.index(first) + 2])
    for sheet in sheets:
        rows = re.findall(r"^\D+ \d+.*,\d\d.%$", sheet, re.MULTILINE)
        assert not rows or re.search("Département.*Part dans le département", sheet, re.DOTALL)


def test_with_a_mouse_but_sparing_data_a_figure_waits_for_a_click(origin: str, open_tab: Open) -> None:
    tab = open_tab(viewport={"width": 1280, "height": 900})
    tab.page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    tab.page.goto(f"{origin}/{PORTRAITS[0]}#balance")
    tab.page.wait_for_timeout(500)
    assert not [url for url in tab.watch.requests if "plotly" in url]
    tab.page.locator("#fig-balance .pce-figure__activate").click()
    tab.until("document.querySelector('#fig-balance .js-plotly-plot') !== null")


def test_all_pictures_come_once_the_reader_goes_on_unless_data_are_spared(origin: str, open_tab: Open) -> None:
    for sparing in (False, True):
        tab = open_tab(**PHONE | {"viewport": {"width": 390, "height": 844}})
        tab.page.add_init_script(
            f"Object.defineProperty(navigator, 'connection', {{ value: {{ saveData: {str(sparing).lower()} }} }})"
        )
        tab.page.goto(f"{origin}/{PORTRAITS[0]}", wait_until="networkidle")
        assert not [url for url in tab.watch.requests if "/france/flux-export" in url]
        tab.page.mouse.wheel(0, 400)
        tab.page.wait_for_timeout(1000)
        for file in ("/france/flux-export", "/trimestres"):  # in a closed tab; far below
            loaded = f"performance.getEntriesByType('resource').some(({{ name }}) => name.includes('{file}'))"
            if sparing:
                assert not tab.page.evaluate(loaded), file
            else:
                tab.until(loaded)


LOOK_AT = """(figure) => {
  figure.scrollIntoView({ block: "center" });
  const began = performance.now();
  new MutationObserver((_, observer) => {
    observer.disconnect();
    globalThis.waited = performance.now() - began;
  }).observe(document.head, { childList: true });
}"""
"""Scrolls to a figure, and says how many milliseconds later the page begins to fetch ahead."""


def test_plotly_is_fetched_ahead_for_a_figure_that_is_looked_at_unless_data_are_spared(
    origin: str, open_tab: Open
) -> None:
    for sparing in (False, True):
        tab = open_tab(**PHONE | {"viewport": {"width": 390, "height": 844}})
        tab.page.add_init_script(
            f"Object.defineProperty(navigator, 'connection', {{ value: {{ saveData: {str(sparing).lower()} }} }})"
        )
        tab.page.goto(f"{origin}/{PORTRAITS[0]}")
        tab.page.locator("#fig-balance .pce-figure__drawing").evaluate(LOOK_AT)
        if sparing:
            tab.page.wait_for_timeout(1500)
            assert tab.page.locator("link[rel=prefetch]").count() == 0
        else:
            assert tab.until("globalThis.waited") > 600
            assert tab.page.locator("link[rel=prefetch]").count() == 4
        assert tab.page.evaluate("typeof Plotly") == "undefined"


def test_the_products_gathered_in_a_treemap_are_drawn_when_a_reader_goes_to_them(origin: str, open_tab: Open) -> None:
    tab = open_tab(**PHONE | {"viewport": {"width": 1024, "height": 768}})
    tab.page.goto(f"{origin}/{PORTRAITS[0]}")
    tab.page.locator("#fig-activites .pce-figure__activate").tap()
    plot = "document.querySelector('#fig-activites .js-plotly-plot')"
    tab.until(f"{plot}?.data[0].ids.length > 3")
    held = f"{plot}.data[0].ids.filter((id) => id.split('/').length > 2).length"
    assert tab.page.evaluate(held) == 0
    for _ in range(2):
        tab.page.locator("#fig-activites .slice", has_text="Autres").first.tap()
        tab.until(f"{plot}._fullData[0].level?.startsWith('import/') ?? false")
        assert tab.page.evaluate(held) > 5
        assert tab.page.locator("#fig-activites .pce-figure__said").inner_text().find("Autres") >= 0
        tab.page.locator("#fig-activites .pce-figure__back").tap()
        tab.until(f"[{plot}.data[0].ids[0], undefined].includes({plot}._fullData[0].level)")
    assert tab.watch.errors == []
