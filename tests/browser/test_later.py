"""Material's own script, held back until a part of it is used, and its search, in which accents do not count."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from generator.figures import theme
from tests.browser.conftest import Tab

Open = Callable[..., Tab]
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SCHEME = "document.body.dataset.mdColorScheme"
STARTED = "typeof component$ !== 'undefined'"  # Material's last word


@pytest.fixture
def phone(origin: str, open_tab: Open) -> Tab:
    tab = open_tab(**PHONE)
    tab.page.goto(f"{origin}/departements/42-loire/")
    return tab


def asked_for(tab: Tab, name: str) -> bool:
    return any(name in url for url in tab.watch.requests)


def test_a_phone_that_reads_and_scrolls_does_not_fetch_it(phone: Tab) -> None:
    phone.page.mouse.wheel(0, 3000)
    phone.page.locator("#fig-balance .pce-figure__activate").tap()
    phone.until("document.querySelector('#fig-balance .js-plotly-plot') !== null")
    assert not asked_for(phone, "/bundle.")
    assert not asked_for(phone, "search_index")


def test_with_a_mouse_it_comes_by_itself_and_is_whole(origin: str, open_tab: Open) -> None:
    tab = open_tab(viewport={"width": 1280, "height": 800})
    tab.page.goto(f"{origin}/methode/")
    tab.until(STARTED)
    tab.page.locator("#editions").scroll_into_view_if_needed()
    tab.until("document.querySelector('.md-sidebar--secondary .md-nav__link--active') !== null")
    assert tab.watch.errors == []


@pytest.mark.parametrize("typed", ["lozere", "LOZÈRE", "lozè"])
def test_the_last_line_of_the_box_opens_a_search_without_accents(phone: Tab, typed: str) -> None:
    phone.page.get_by_role("combobox").tap()
    phone.page.keyboard.type(typed)
    phone.until(f"!!document.querySelector('.pce-finder__text')?.textContent.includes('« {typed} »')")
    assert not asked_for(phone, "/bundle.")
    phone.page.locator(".pce-finder__text a").tap()
    field = phone.page.locator(".md-search__input")
    phone.until("document.activeElement.name === 'query'")
    phone.until("document.querySelectorAll('.md-search-result__link').length > 0")
    first = phone.page.locator(".md-search-result__link").first
    assert "48-lozere" in (first.get_attribute("href") or "")
    assert first.locator("mark").first.text_content() == "Lozère"
    assert field.input_value() == typed
    assert phone.watch.errors == []


@pytest.mark.parametrize(("system", "scheme"), [("light", "default"), ("dark", "slate")])
def test_the_system_s_colours_before_it_comes(system: str, scheme: str, origin: str, open_tab: Open) -> None:
    tab = open_tab(**PHONE, color_scheme=system)
    tab.page.goto(f"{origin}/departements/42-loire/")
    assert tab.page.evaluate(SCHEME) == scheme
    tab.page.emulate_media(color_scheme="light" if system == "dark" else "dark")
    tab.until(f"{SCHEME} !== '{scheme}'")
    assert not asked_for(tab, "/bundle.")


def test_the_switch_of_colours_works_at_the_first_tap_and_is_remembered(phone: Tab) -> None:
    switch = phone.page.locator("[data-md-component=palette] label:visible")
    assert switch.get_attribute("title") == "Passer en couleurs claires"
    switch.tap()
    phone.until(f"{STARTED} && document.querySelector('label[title$=sombres]').offsetWidth > 0")
    switch.tap()
    phone.until(f"{SCHEME} === 'slate'")
    phone.page.reload()
    assert phone.page.evaluate(SCHEME) == "slate"
    assert switch.get_attribute("title") == "Suivre les couleurs du système"
    assert phone.watch.errors == []


@pytest.mark.parametrize(("system", "chosen_scheme"), [("light", "slate"), ("dark", "default")])
def test_pictures_follow_the_switch_against_the_system(
    system: str, chosen_scheme: str, origin: str, open_tab: Open
) -> None:
    """The bars of imports have the colour of the page's scheme."""
    tab = open_tab(**PHONE, color_scheme=system)
    tab.page.goto(f"{origin}/departements/42-loire/")
    tab.page.evaluate(f"{SCHEME} = '{chosen_scheme}'")
    drawing = tab.page.locator("#fig-activites .pce-figure__drawing")
    drawing.scroll_into_view_if_needed()
    imports = {"slate": theme.DARK, "default": theme.LIGHT}[chosen_scheme]["import"]
    for _ in range(100):
        if imports in colours(drawing.screenshot()):
            return
        tab.page.wait_for_timeout(50)
    assert imports in colours(drawing.screenshot())


def colours(screenshot: bytes) -> set[str]:
    with Image.open(io.BytesIO(screenshot)) as picture:
        counted = picture.convert("RGB").getcolors(picture.width * picture.height) or []
    return {"#" + bytes(colour).hex() for _, colour in counted if isinstance(colour, tuple)}
