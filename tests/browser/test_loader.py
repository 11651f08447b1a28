"""The loader and the Plotly bundle on a page of three small figures, under a strict Content-Security-Policy."""

import base64
import gzip
import json
import shutil
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Position

from generator.figures import theme
from generator.figures.template import SCRIPT
from tests.browser.conftest import PROJECT, Tab

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}

TRACES: dict[str, dict[str, Any]] = {
    "balance": {
        "type": "bar",
        "orientation": "h",
        "y": ["Allemagne", "Italie"],
        "x": [1234567.5, 20.0],
        "texttemplate": "%{x:,.1f}",
        "marker": {"color": "var(--pce-import)"},
    },
    "activites": {
        "type": "treemap",
        "labels": ["Tout", "Fromages", "Vins", "Brebis"],
        "ids": ["tout", "fromages", "vins", "brebis"],
        "parents": ["", "tout", "tout", "fromages"],
        "values": [10, 6, 4, 3],
        "branchvalues": "total",
    },
    "flux-export": {
        "type": "sankey",
        "arrangement": "fixed",
        "meta": {"main": [1], "said": [f"Nœud &amp; {place}" for place in range(5)]},
        "node": {
            "label": [""] * 5,
            "x": [0.1, 0.9, 0.9, 0.9, 0.9],
            "y": [0.5, 0.1, 0.4, 0.6, 0.9],
            "customdata": ["<b>Vins &amp;<br>fromages</b><br>10 M€", "Italie", "Chine", "Suède", "Inde"],
            "hovertemplate": "%{customdata}<extra></extra>",
        },
        "link": {
            "source": [0, 0, 0, 0],
            "target": [1, 2, 3, 4],
            "value": [1, 4, 2, 3],
            "hovercolor": ["#d00"] * 4,
            "customdata": [
                "<b>Italie</b><br>1 M€",
                "<b>Chine</b><br>4 M€",
                "<b>Suède</b><br>2 M€",
                "<b>Inde</b><br>3 M€",
            ],
        },
    },
}

SAID = "Nœud & 0"

FIGURE = """
<figure id="fig-{name}" class="pce-figure" aria-labelledby="fig-{name}-titre">
<figcaption id="fig-{name}-titre">{name}</figcaption>
<div class="pce-figure__drawing" data-figure="departements/42-loire/{name}" data-figure-src="{name}.js">
<picture><source media="(max-width: 640px)" srcset="etroit.svg" width="340" height="510">
<source media="(max-width: 930px)" srcset="moyen.svg" width="620" height="500">
<img src="large.svg" width="960" height="640" alt="{name}" loading="lazy"></picture>
</div>
<div class="pce-figure__actions">
<button type="button" class="pce-button pce-figure__activate" hidden>Explorer</button>
<a href="{name}.csv" download="42-loire-{name}.csv">CSV</a>
<details class="pce-menu pce-figure__embed"><summary>Partager</summary>
<button type="button" class="pce-button pce-figure__png" hidden>PNG</button></details></div>
</figure>"""

PAGE = """<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Essai</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,">
<meta http-equiv="Content-Security-Policy" content="script-src 'self'">
<link rel="stylesheet" href="assets/stylesheets/colours.css"><link rel="stylesheet" href="assets/stylesheets/site.css">
<link rel="stylesheet" href="assets/stylesheets/figures.css"><link rel="stylesheet" href="assets/stylesheets/print.css">
<script src="assets/javascripts/figures.js" defer></script>
</head>
<body class="md-typeset" data-md-color-scheme="default">{figures}</body></html>"""

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
    '<rect width="100%" height="100%" fill="#1f6fb5"/></svg>'
)


def spec(trace: dict[str, Any], width: int, height: int) -> dict[str, Any]:
    note = {"text": "Note", "xref": "paper", "yref": "paper", "x": 0.5, "y": 0.95, "showarrow": False}
    layout = {"width": width, "height": height, "margin": {"l": 60, "r": 0, "t": 0, "b": 30}, "annotations": [note]}
    return {"data": [trace], "layout": {**layout, "font": {"color": "var(--pce-text)"}}}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A page of three figures with the project's own scripts and styles."""
    shutil.copytree(PROJECT / "docs/assets", tmp_path / "assets")
    with (tmp_path / "assets/stylesheets/colours.css").open("a", encoding="utf-8") as sheet:
        sheet.write(theme.page_colours())
    shutil.copy(PROJECT / "build/plotly.min.js", tmp_path / "assets/javascripts/plotly.min.js")
    (tmp_path / "assets/javascripts" / SCRIPT).write_text("portraitTemplate = {}", encoding="utf-8")
    (tmp_path / "large.svg").write_text(SVG.format(width=960, height=640), encoding="utf-8")
    (tmp_path / "moyen.svg").write_text(SVG.format(width=620, height=500), encoding="utf-8")
    (tmp_path / "etroit.svg").write_text(SVG.format(width=340, height=510), encoding="utf-8")
    for name, trace in TRACES.items():
        sizes = {"wide": (960, 640), "medium": (620, 500), "narrow": (340, 510)}
        each = {size: spec(trace, *lengths) for size, lengths in sizes.items()}
        held = base64.b64encode(zlib.compress(json.dumps(each).encode())).decode()
        call = f"portraitFigure({json.dumps(f'departements/42-loire/{name}')}, {json.dumps(held)})"
        (tmp_path / f"{name}.js").write_text(call, encoding="utf-8")
    figures = "".join(FIGURE.format(name=name) for name in TRACES)
    (tmp_path / "index.html").write_text(PAGE.format(figures=figures), encoding="utf-8")
    return tmp_path


@pytest.fixture
def phone(open_tab: Callable[..., Tab], serve: Callable[[Path], str], site: Path) -> Tab:
    tab = open_tab(**PHONE)
    tab.page.goto(f"{serve(site)}/index.html")
    return tab


def shift(tab: Tab) -> str:
    """Starts adding up layout shifts; gives the expression that reads the sum."""
    tab.page.evaluate(
        "window.shifted = 0; new PerformanceObserver(list => list.getEntries().forEach(entry => "
        "window.shifted += entry.value)).observe({type: 'layout-shift', buffered: true})"
    )
    return "window.shifted"


def drawn(name: str) -> str:
    return f"!!document.querySelector('#fig-{name} [data-state=live] .js-plotly-plot .main-svg')"


def test_a_phone_loads_no_plotly_before_a_tap(phone: Tab) -> None:
    phone.page.wait_for_timeout(500)
    assert not [url for url in phone.watch.requests if "plotly" in url or url.endswith("balance.js")]
    assert phone.page.locator(".js-plotly-plot").count() == 0
    assert phone.page.locator(".pce-figure__activate:visible").count() == 3


@pytest.mark.parametrize("tapped", [".pce-figure__activate", "img"])
@pytest.mark.parametrize("name", list(TRACES))
def test_a_tap_draws_the_plot_in_the_very_box_of_the_picture(phone: Tab, name: str, tapped: str) -> None:
    drawing = phone.page.locator(f"#fig-{name} .pce-figure__drawing")
    phone.page.locator(f"#fig-{name} .pce-figure__activate").scroll_into_view_if_needed()
    before = drawing.bounding_box()
    moved = shift(phone)
    phone.page.wait_for_timeout(100)
    from_before = phone.page.evaluate(moved)  # the page's own, as it was laid out
    assert before
    # the picture's middle may be out of sight, and Playwright would scroll to it
    place: Position | None = {"x": 20, "y": before["height"] - 20} if tapped == "img" else None
    phone.page.locator(f"#fig-{name} {tapped}").tap(position=place)
    phone.until(drawn(name))
    assert drawing.bounding_box() == before
    plot = phone.page.locator(f"#fig-{name} .main-svg").first.bounding_box()
    assert plot is not None
    assert plot["width"] == pytest.approx(before["width"], abs=3)
    assert plot["height"] == pytest.approx(before["height"], abs=3)
    assert phone.page.evaluate(moved) == from_before
    assert phone.watch.errors == []


def test_the_keyboard_goes_there_and_back_without_losing_its_place(phone: Tab) -> None:
    button = phone.page.locator("#fig-balance .pce-figure__activate")
    button.focus()
    phone.page.keyboard.press("Enter")
    phone.until(drawn("balance"))
    focused = "document.activeElement.textContent"
    assert phone.page.evaluate(focused) == "Revenir\u00a0à l’image"
    phone.page.keyboard.press("Enter")
    phone.until("document.querySelectorAll('.js-plotly-plot').length === 0")
    assert phone.page.evaluate(focused) == "Explorer"
    assert phone.page.locator("#fig-balance img").is_visible()


def test_numbers_are_written_as_in_french(phone: Tab) -> None:
    phone.page.locator("#fig-balance .pce-figure__activate").tap()
    phone.until(drawn("balance"))
    written = phone.page.locator("#fig-balance .barlayer").text_content() or ""
    assert "1\u202f234\u202f567,5" in written


def test_colours_are_those_of_the_scheme_and_follow_it(phone: Tab) -> None:
    phone.page.locator("#fig-balance .pce-figure__activate").tap()
    phone.until(drawn("balance"))
    fill = "getComputedStyle(document.querySelector('#fig-balance .bars .point path')).fill"
    assert phone.page.evaluate(fill) == "rgb(31, 111, 181)"
    phone.page.evaluate("document.body.dataset.mdColorScheme = 'slate'")
    phone.until(f"{fill} === 'rgb(90, 169, 230)'")
    assert phone.page.locator("#fig-balance .js-plotly-plot").count() == 1


@pytest.mark.parametrize("missing", ["plotly.min.js", "balance.js"])
def test_when_a_script_fails_the_picture_stays_and_a_message_says_so(phone: Tab, missing: str) -> None:
    phone.page.route(f"**/{missing}", lambda route: route.abort())
    phone.page.locator("#fig-balance .pce-figure__activate").tap()
    phone.until("document.querySelector('#fig-balance [role=status]').textContent.includes('n’a pas pu')")
    assert phone.page.locator("#fig-balance img").is_visible()
    assert phone.page.locator(".js-plotly-plot").count() == 0
    phone.page.unroute(f"**/{missing}")
    phone.page.locator("#fig-balance .pce-figure__activate").tap()
    phone.until(drawn("balance"))


def test_focus_on_a_node_lights_its_flows_up(phone: Tab) -> None:
    phone.page.locator("#fig-flux-export .pce-figure__activate").tap()
    phone.until(drawn("flux-export"))
    nodes = phone.page.locator("#fig-flux-export .sankey-node")
    assert nodes.nth(0).get_attribute("aria-label") == "Vins & fromages, 10 M€", "a wrapped name has no comma"
    nodes.nth(0).focus()
    lit = phone.page.locator("#fig-flux-export .sankey-link.pce-lit")
    assert lit.count() == 4
    assert "10 M€" in (phone.page.locator("#fig-flux-export .hoverlayer").text_content() or "")
    phone.page.keyboard.press("ArrowDown")
    assert lit.count() == 1


def test_a_tap_on_a_node_or_beside_it_says_its_amount(phone: Tab) -> None:
    phone.page.locator("#fig-flux-export .pce-figure__activate").tap()
    phone.until(drawn("flux-export"))
    node = phone.page.locator("#fig-flux-export .sankey-node").nth(0).bounding_box()
    assert node
    said = phone.page.locator("#fig-flux-export .pce-figure__said p")
    assert "Touchez" in (said.text_content() or "")
    middle = node["y"] + node["height"] / 2
    for x in (node["x"] + node["width"] / 2, node["x"] - 20):
        phone.page.touchscreen.tap(x, middle)
        assert said.text_content() == SAID
        assert phone.page.locator("#fig-flux-export .sankey-link.pce-lit").count() == 4


def test_enter_on_a_bar_of_flows_tells_its_flows(phone: Tab) -> None:
    phone.page.locator("#fig-flux-export .pce-figure__activate").tap()
    phone.until(drawn("flux-export"))
    phone.page.locator("#fig-flux-export .sankey-node").nth(0).focus()
    phone.page.keyboard.press("Enter")
    assert phone.page.locator("#fig-flux-export .pce-figure__said p").text_content() == SAID


@pytest.mark.parametrize("name", list(TRACES))
def test_a_finger_scrolls_the_page_from_anywhere_on_a_live_figure(phone: Tab, name: str) -> None:
    phone.page.locator(f"#fig-{name} .pce-figure__activate").tap()
    phone.until(drawn(name))
    swallowed = """(name) => {
      const box = document.querySelector(`#fig-${name} .pce-figure__drawing`);
      box.scrollIntoView();
      const { left, top, width, height } = box.getBoundingClientRect();
      const found = new Set();
      for (let x = 8; x < width; x += 16) for (let y = 8; y < Math.min(height, innerHeight - top); y += 16) {
        const target = document.elementFromPoint(left + x, top + y);
        if (!target || !box.contains(target)) continue;
        const touch = new Touch({ identifier: 1, target, clientX: left + x, clientY: top + y });
        const start = new TouchEvent("touchstart", { touches: [touch], bubbles: true, cancelable: true });
        if (!target.dispatchEvent(start)) found.add(target.getAttribute("class"));
      }
      return [...found];
    }"""
    assert phone.page.evaluate(swallowed, name) == []


def test_there_is_a_way_back_out_of_a_treemaps_cell(phone: Tab) -> None:
    phone.page.locator("#fig-activites .pce-figure__activate").tap()
    phone.until(drawn("activites"))
    phone.page.locator("#fig-activites .slice", has_text="Fromages").first.tap()
    phone.page.locator("#fig-activites .pce-figure__back").tap()
    level = "document.querySelector('#fig-activites .js-plotly-plot')._fullData[0].level"
    phone.until(f"['tout', undefined].includes({level})")
    assert phone.page.locator("#fig-activites .pce-figure__back").count() == 0


def test_a_treemap_opens_a_cell_at_once_for_who_wants_no_motion(
    open_tab: Callable[..., Tab], serve: Callable[[Path], str], site: Path
) -> None:
    tab = open_tab(**PHONE, reduced_motion="reduce")
    tab.page.goto(f"{serve(site)}/index.html")
    tab.page.locator("#fig-activites .pce-figure__activate").tap()
    tab.until(drawn("activites"))
    tab.page.locator("#fig-activites .slice", has_text="Fromages").first.tap()
    tab.until("document.querySelector('#fig-activites .js-plotly-plot')._fullData[0].level === 'fromages'")
    assert tab.watch.errors == []


def test_with_a_mouse_figures_come_alive_by_themselves(
    open_tab: Callable[..., Tab], serve: Callable[[Path], str], site: Path
) -> None:
    tab = open_tab(**DESKTOP)
    origin = serve(site)
    tab.page.goto(f"{origin}/index.html")
    tab.until(drawn("balance"))
    tab.page.locator("#fig-flux-export").scroll_into_view_if_needed()
    tab.until(drawn("flux-export"))
    assert len([url for url in tab.watch.requests if url.endswith("plotly.min.js")]) == 1
    assert tab.watch.errors == []
    assert tab.watch.foreign(origin) == []


def test_a_click_as_a_figure_comes_alive_by_itself_still_means_to_explore(
    open_tab: Callable[..., Tab], serve: Callable[[Path], str], site: Path
) -> None:
    tab = open_tab(**DESKTOP)
    tab.page.add_init_script("""
        addEventListener("DOMContentLoaded", () => {
            const figure = document.getElementById("fig-balance");
            const press = () => figure.querySelector("button").click();
            const press_late = () => { if (figure.querySelector("[data-state=live]")) setTimeout(press); };
            new MutationObserver(press_late).observe(figure, { subtree: true, attributeFilter: ["data-state"] });
        });""")
    tab.page.goto(f"{serve(site)}/index.html")
    tab.until(drawn("balance"))
    tab.page.wait_for_timeout(700)
    assert tab.page.evaluate(drawn("balance"))
    tab.page.get_by_role("button", name="Revenir à l’image").first.click()
    tab.until("document.querySelector('#fig-balance [data-state=still]') !== null")


def test_crossing_a_breakpoint_draws_another_arrangement(
    open_tab: Callable[..., Tab], serve: Callable[[Path], str], site: Path
) -> None:
    tab = open_tab(**DESKTOP)
    tab.page.goto(f"{serve(site)}/index.html")
    tab.until(drawn("balance"))
    for width, drawing in ((900, 620), (600, 340)):
        tab.page.set_viewport_size({"width": width, "height": 800})
        tab.until(f"document.querySelector('#fig-balance .js-plotly-plot').layout.width === {drawing}")
    assert tab.page.locator("#fig-balance .js-plotly-plot").count() == 1


def test_it_works_from_a_folder_without_a_server(open_tab: Callable[..., Tab], site: Path) -> None:
    tab = open_tab(**PHONE)
    page = (site / "index.html").read_text(encoding="utf-8")
    without_policy = page.replace("script-src 'self'", "")  # 'self' means nothing on file://
    (site / "index.html").write_text(without_policy, encoding="utf-8")
    tab.page.goto((site / "index.html").as_uri())
    tab.page.locator("#fig-flux-export .pce-figure__activate").tap()
    tab.until(drawn("flux-export"))
    tab.page.locator("#fig-flux-export summary").tap()
    assert tab.page.locator("#fig-flux-export .pce-figure__png").is_hidden()
    assert tab.watch.errors == []


def test_paper_shows_the_picture(phone: Tab) -> None:
    phone.page.locator("#fig-balance .pce-figure__activate").tap()
    phone.until(drawn("balance"))
    phone.page.emulate_media(media="print")
    assert phone.page.locator("#fig-balance img").is_visible()
    assert phone.page.locator("#fig-balance .js-plotly-plot").is_hidden()


def test_the_png_button_saves_the_picture_under_its_title_1600_pixels_wide(phone: Tab, tmp_path: Path) -> None:
    phone.page.locator("#fig-balance summary").tap()
    with phone.page.expect_download() as download:
        phone.page.locator("#fig-balance .pce-figure__png").tap()
    saved = tmp_path / "saved.png"
    download.value.save_as(saved)
    assert download.value.suggested_filename == "42-loire-balance.png"
    with Image.open(saved) as picture:
        assert picture.size == (1600, 56 + 48 + 1067)
        title = picture.convert("L").crop((0, 0, 1600, 56 + 48))
        assert min(title.tobytes()) < 100  # letters on white


def test_without_javascript_the_picture_is_there_and_no_dead_button(
    open_tab: Callable[..., Tab], serve: Callable[[Path], str], site: Path
) -> None:
    tab = open_tab(**PHONE, java_script_enabled=False)
    tab.page.goto(f"{serve(site)}/index.html")
    assert tab.page.locator("#fig-balance img").is_visible()
    assert tab.page.locator("button:visible").count() == 0


@pytest.mark.parametrize(("scheme", "colours"), [("default", theme.LIGHT), ("slate", theme.DARK)])
def test_the_page_has_the_colours_of_the_pictures(phone: Tab, scheme: str, colours: dict[str, str]) -> None:
    phone.page.evaluate(f"document.body.dataset.mdColorScheme = '{scheme}'")
    read = "names => names.map(name => getComputedStyle(document.body).getPropertyValue('--pce-' + name))"
    assert dict(zip(colours, phone.page.evaluate(read, list(colours)), strict=True)) == colours


def test_the_bundle_keeps_its_size() -> None:
    bundle = (PROJECT / "build/plotly.min.js").read_bytes()
    assert len(gzip.compress(bundle, 9)) <= 345_000
