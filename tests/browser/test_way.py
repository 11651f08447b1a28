"""The way portrait → Exposition → Droits de douane → Comparer: what was chosen on one page is chosen on the next."""

from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.browser.conftest import Tab

Open = Callable[..., Tab]
LOIRE = "departements/42-loire/"


def choice(tab: Tab) -> dict[str, str]:
    """The parameters of the tab's address."""
    return dict(parse_qsl(urlsplit(tab.page.url).query))


def follow(tab: Tab, text: str, page: str) -> None:
    tab.page.get_by_role("link", name=text, exact=True).and_(tab.page.locator(":visible")).first.click()
    tab.until(f"location.pathname === '/{page}/' && document.readyState === 'complete'")


@pytest.mark.parametrize("width", [390, 1280])
def test_the_territory_stays_from_page_to_page(width: int, origin: str, open_tab: Open) -> None:
    tab = open_tab(viewport={"width": width, "height": 844})
    tab.page.goto(f"{origin}/{LOIRE}")
    follow(tab, "Choisir un autre pays", "exposition")
    tab.until("document.getElementById('pce-territory')?.value === '42'")
    tab.page.locator("#pce-market").select_option("DE")
    tab.until("location.search === '?a=42&pays=DE&sens=export'")
    follow(tab, "Droits de douane", "droits-de-douane")
    tab.until("document.getElementById('droit-territoire')?.value === '42'")
    assert tab.page.locator("#droit-pays").input_value() == "DE"
    tab.page.locator("#droit-taux").fill("20")
    tab.page.locator("#droit-taux").press("Tab")
    tab.until("location.search.endsWith('taux=20')")
    if width < 1000:
        tab.page.get_by_role("button", name="Menu").click()
    follow(tab, "Comparer", "comparer")
    tab.until("document.getElementById('pce-a')?.value === '42'")
    tab.page.locator("#pce-b").select_option("26")
    tab.until("location.search.includes('b=26')")
    assert choice(tab) == {"a": "42", "b": "26", "pays": "DE", "sens": "export", "taux": "20"}
    # and back
    if width < 1000:
        tab.page.get_by_role("button", name="Menu").click()
    follow(
        tab,
        "Droits de douane" if width < 1000 else "Exposition et droits",
        "droits-de-douane" if width < 1000 else "exposition",
    )
    tab.until("location.search.includes('taux=20')")
    assert choice(tab)["a"] == "42"
    assert tab.watch.errors == []


def test_the_menu_of_a_portrait_leads_on_with_its_territory(origin: str, open_tab: Open) -> None:
    tab = open_tab(viewport={"width": 1280, "height": 844})
    for text, page, field in (
        ("Exposition et droits", "exposition", "pce-territory"),
        ("Comparer", "comparer", "pce-a"),
    ):
        tab.page.goto(f"{origin}/{LOIRE}")
        tab.page.locator("header").get_by_role("link", name=text, exact=True).click()
        tab.until(f"location.pathname === '/{page}/' && document.getElementById('{field}')?.value === '42'")
    assert tab.watch.errors == []


@pytest.mark.parametrize(
    ("address", "field", "value"),
    [
        ("exposition/?marche=cn&a=42", "pce-market", "CN"),
        ("droits-de-douane/?marche=CN&a=42", "droit-pays", "CN"),
        ("droits-de-douane/?pays=CN,DE&a=42", "droit-pays", "CN"),
        ("comparer/?a=42&b=26&pays=CN", "pce-b", "26"),
    ],
)
def test_addresses_of_before_and_of_other_pages_are_understood(
    address: str, field: str, value: str, origin: str, open_tab: Open
) -> None:
    tab = open_tab()
    tab.page.goto(f"{origin}/{address}")
    tab.until(f"document.getElementById('{field}')?.value === '{value}'")
    assert tab.watch.errors == []


def test_a_group_of_countries_is_not_taken_for_one_by_duties(origin: str, open_tab: Open) -> None:
    tab = open_tab()
    tab.page.goto(f"{origin}/droits-de-douane/?a=42&pays=ue")
    tab.until("!document.querySelector('.pce-duty__notice').hidden")
    assert "plusieurs pays" in tab.page.locator(".pce-duty__notice").inner_text()
    assert tab.page.locator("#droit-pays").get_attribute("aria-invalid") == "true"
