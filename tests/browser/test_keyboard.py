"""The keyboard alone does it all; and whoever reads by headings, by cells or in large letters loses nothing."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from tests.browser.conftest import Kinds, Tab

Open = Callable[..., Tab]
MOST_STOPS = 400
STOP = """() => {
  const stop = document.activeElement;
  if (stop === null || stop === document.body) return null;
  globalThis.reached = (globalThis.reached ?? new Set()).add(stop);
  const outlined = (element) => {
    const { outlineStyle, outlineWidth, outlineColor } = element ? getComputedStyle(element) : { outlineStyle: "none" };
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 1 && !/, 0\\)$|transparent/.test(outlineColor);
  };
  const { left, right, top, width, height } = stop.getClientRects()[0];
  const hit = document.elementFromPoint(left + width / 2, top + height / 2);
  const around = stop.closest("form, .tabbed-set");
  const seen = hit !== null && (stop.contains(hit) || hit.contains(stop) || around?.contains(hit));
  return {
    name: `${stop.localName} ${stop.id || stop.className} ${stop.textContent.trim().slice(0, 30)}`,
    marked: (outlined(stop) || outlined(stop.nextElementSibling)) && width > 1 && height > 1,
    seen, left, right, top: top + scrollY,
    inside: stop.closest("article") !== null && stop.closest(".pce-map svg") === null,
  };
}"""
MISSED = """() => {
  const all = document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']");
  const groups = new Set([...reached].filter(({ type }) => type === "radio").map(({ name }) => name));
  return [...all].filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.disabled
      && each.tabIndex >= 0 && !reached.has(each) && !(each.type === "radio" && groups.has(each.name)))
    .map((each) => each.outerHTML.slice(0, 120));
}"""


def stops(tab: Tab) -> list[dict[str, Any]]:
    """Where the tabulation key leads, from the page's beginning to its end."""
    found: list[dict[str, Any]] = []
    for _ in range(MOST_STOPS):
        tab.page.keyboard.press("Tab")
        stop = tab.page.evaluate(STOP)
        if stop is None:
            return found
        found.append(stop)
    raise AssertionError(f"the keyboard is kept in by {found[-3:]}")


@pytest.mark.parametrize("path", ["", "departements/42-loire/", "comparer/?a=42&b=france"])
def test_the_keyboard_reaches_everything_in_order_and_shows_where_it_is(
    path: str, kinds: Kinds, open_tab: Open
) -> None:
    tab = open_tab(viewport={"width": 1280, "height": 900}, has_touch=True, reduced_motion="reduce")
    tab.page.goto(f"{kinds.origin}/{path}", wait_until="load")
    found = stops(tab)
    assert "md-skip" in found[0]["name"]
    assert [stop["name"] for stop in found if not stop["marked"]] == []
    assert [stop["name"] for stop in found if not stop["seen"]] == []
    assert tab.page.evaluate(MISSED) == []
    # the shapes of a map follow the départements' codes, not lines of text
    inside = [stop for stop in found if stop["inside"]]
    for before, after in pairwise(inside):
        # down, or up to the next column
        assert after["top"] > before["top"] - 40 or after["left"] >= before["right"], (before, after)


@pytest.mark.parametrize("path", ["", "departements/42-loire/", "comparer/", "404.html", "2023/"])
def test_the_first_stop_leads_to_the_text(path: str, kinds: Kinds, open_tab: Open) -> None:
    tab = open_tab(viewport={"width": 1280, "height": 900})
    tab.page.goto(f"{kinds.origin}/{path}")
    tab.page.keyboard.press("Tab")
    tab.page.keyboard.press("Enter")
    tab.page.keyboard.press("Tab")
    assert tab.page.evaluate("document.activeElement.closest('article') !== null")


def test_the_search_box_by_keyboard(kinds: Kinds, open_tab: Open) -> None:
    tab = open_tab(viewport={"width": 1280, "height": 900})
    tab.page.goto(f"{kinds.origin}/")
    box = tab.page.get_by_role("combobox")
    box.fill("roannais")
    tab.until("document.querySelectorAll('[role=option]').length > 1")
    options = tab.page.get_by_role("option")
    ids = options.evaluate_all("options => options.map((option) => option.id)")
    places = []
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp"):
        box.press(key)
        places.append(ids.index(box.get_attribute("aria-activedescendant")))
        chosen = tab.page.locator("[role=option][aria-selected=true]")
        assert chosen.get_attribute("id") == ids[places[-1]]
    assert places == [0, 1, 0, len(ids) - 1]
    box.press("Escape")
    assert (box.get_attribute("aria-expanded"), options.count()) == ("false", 0)
    assert box.evaluate("box => box === document.activeElement")
    box.press("ArrowDown")
    box.press("ArrowDown")
    target = options.first.get_attribute("href")
    assert target is not None
    box.press("Enter")
    tab.page.wait_for_url(target)


STRUCTURE = """() => {
  const found = [];
  const levels = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
    .filter((heading) => heading.checkVisibility()).map(({ localName }) => Number(localName[1]));
  if (levels[0] !== 1 || levels.indexOf(1, 1) !== -1) found.push(`headings begin ${levels.slice(0, 3)}, or h1 again`);
  const jump = levels.findIndex((level, i) => i && level > levels[i - 1] + 1);
  if (jump !== -1) found.push(`a heading jumps: ${levels.slice(0, jump + 1)}`);
  for (const table of document.querySelectorAll("table")) {
    const caption = table.caption?.textContent.trim();
    if (!caption) found.push(`no caption: ${table.outerHTML.slice(0, 90)}`);
    for (const cell of table.querySelectorAll("th")) if (!cell.scope) found.push(`no scope: ${cell.outerHTML}`);
    if (![...table.rows].every((row) => row.querySelector("th"))) found.push(`row without header: ${caption}`);
  }
  return found;
}"""
LOST = """() => {
  const found = [];
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) found.push(`the page scrolls sideways: ${scrollWidth}`);
  for (const element of document.querySelectorAll("body *")) {
    if (element.scrollWidth <= element.clientWidth + 1) continue;
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    const { overflowX, clipPath } = getComputedStyle(element);
    /* Material shortens the name in its bar, which the heading says whole */
    if (/hidden|clip/.test(overflowX) && clipPath === "none" && !element.closest(".md-header, .md-sidebar")) {
      found.push(`cut: ${element.outerHTML.slice(0, 120)}`);
    }
  }
  return found;
}"""


def test_every_kind_of_page_is_in_order_and_fits_when_narrow_or_enlarged(kinds: Kinds, open_tab: Open) -> None:
    """320 px, and the 640 px that a window of 1280 has left at 200 %."""
    tab = open_tab(has_touch=True)
    found = {}
    for path in (*kinds.pages, "comparer/?a=42&b=france"):
        tab.page.goto(f"{kinds.origin}/{path}")
        found[path] = tab.page.evaluate(STRUCTURE)
        for width in (320, 640):
            tab.page.set_viewport_size({"width": width, "height": 450})
            found[path] += tab.page.evaluate(LOST)
    assert {path: said for path, said in found.items() if said} == {}


READ = (
    "",
    "departements/42-loire/",
    "regions/84-auvergne-rhone-alpes/",
    "france/",
    "exposition/",
    "droits-de-douane/",
    "comparer/?a=42&b=france",
    "produits/",
)


def test_with_the_spacing_that_readers_may_ask_for_no_page_scrolls_sideways(origin: str, open_tab: Open) -> None:
    """WCAG 1.4.12, on 320 px, all that opens open."""
    tab = open_tab(viewport={"width": 320, "height": 640}, has_touch=True)
    found = {}
    for path in READ:
        tab.page.goto(f"{origin}/{path}")
        tab.page.evaluate(
            """() => {
                const sheet = new CSSStyleSheet();
                sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
                    word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`);
                document.adoptedStyleSheets = [sheet];
                for (const each of document.querySelectorAll("details")) each.open = true;
            }"""
        )
        found[path] = tab.page.evaluate("document.documentElement.scrollWidth")
    assert found == dict.fromkeys(READ, 320)


def test_on_a_page_enlarged_four_times_nothing_sticks_to_its_top(origin: str, open_tab: Open) -> None:
    """A window of 1280 × 1600 at 400 % has 400 px of height left."""
    tab = open_tab(viewport={"width": 320, "height": 400})
    for width in (320, 1280):
        tab.page.set_viewport_size({"width": width, "height": 400})
        for path in READ:
            tab.page.goto(f"{origin}/{path}")
            for fold in tab.page.locator(".pce-duty__products > summary").all():
                fold.click()
            tab.page.mouse.wheel(0, 900)
            tab.until("scrollY > 300")
            bars = tab.page.locator(".md-header, .pce-parts, .pce-duty__bar").evaluate_all(
                "bars => bars.map((bar) => getComputedStyle(bar).position)"
            )
            assert "sticky" not in bars, path
            assert "fixed" not in bars, path


def test_forced_colours_keep_what_the_shades_say(origin: str, open_tab: Open) -> None:
    tab = open_tab(viewport={"width": 1280, "height": 900}, forced_colors="active")
    for path in ("", "exposition/", "droits-de-douane/", "pays/de-allemagne/"):
        tab.page.goto(f"{origin}/{path}")
        shades, legend, bars = tab.page.evaluate(
            """() => {
                const map = document.querySelector(".pce-map");
                const of = (selector, name, root) => [...new Set([...root.querySelectorAll(selector)]
                    .filter((each) => each.checkVisibility()).map((each) => getComputedStyle(each)[name]))];
                const bars = [...document.querySelectorAll(".pce-bar")].map((bar) =>
                    [getComputedStyle(bar).backgroundColor, getComputedStyle(bar.firstElementChild).fill]);
                return [of(".pce-place > path", "fill", map), of(".pce-swatch", "backgroundColor", map), bars];
            }"""
        )
        assert len(shades) >= 4, path
        assert set(shades) <= set(legend), path
        assert all(track != bar for track, bar in bars), path


@pytest.mark.parametrize("width", [1024, 390])
def test_the_menu_of_a_small_screen_is_a_button_for_the_keyboard_too(width: int, origin: str, open_tab: Open) -> None:
    tab = open_tab(viewport={"width": width, "height": 800})
    tab.page.goto(f"{origin}/departements/42-loire/")
    button = tab.page.get_by_role("button", name="Menu")
    menu = tab.page.locator("#menu")
    assert (button.get_attribute("aria-expanded"), button.get_attribute("aria-controls")) == ("false", "menu")
    button.focus()
    tab.page.keyboard.press("Enter")
    assert menu.is_visible()
    assert button.get_attribute("aria-expanded") == "true"
    tab.page.keyboard.press("Tab")
    assert tab.page.evaluate("document.activeElement.closest('#menu') !== null")
    tab.page.keyboard.press("Escape")
    assert not menu.is_visible()
    assert tab.page.evaluate("document.activeElement.textContent") == "Menu"


def test_the_cells_of_activities_by_keyboard(origin: str, open_tab: Open) -> None:
    tab = open_tab(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    tab.page.goto(f"{origin}/departements/42-loire/#activites")
    tab.until("document.querySelector('#fig-activites .slice[tabindex=\"0\"]') !== null")
    stops = tab.page.locator("#fig-activites .slice[tabindex='0']")
    assert stops.count() == 1
    stops.focus()
    name = "document.activeElement.getAttribute('aria-label')"
    names = [tab.page.evaluate(name)]
    for _ in range(3):
        tab.page.keyboard.press("ArrowRight")
        names.append(tab.page.evaluate(name))
    assert "Importations" in names[1]
    assert "Exportations" in names[2]
    assert "% des importations" in names[3].replace("\u00a0", " ")
    tab.page.keyboard.press("Enter")
    said = tab.until("document.querySelector('#fig-activites .pce-figure__said').innerText.trim()")
    assert names[3].split(",")[0] in said
    # whoever enters a part stands in it
    tab.page.keyboard.press("ArrowLeft")
    tab.page.keyboard.press("Enter")
    tab.until("document.querySelector('#fig-activites .pce-figure__back') !== null")
    tab.until(f"document.activeElement.matches('#fig-activites .slice') && {name}")
    assert tab.watch.errors == []
