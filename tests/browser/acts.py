"""What readers do on a page beyond reading it: each act with a page where it can be done."""

from collections.abc import Callable

from tests.browser.conftest import Tab

Act = Callable[[Tab], None]


def find(tab: Tab) -> None:
    """Types into the search box and goes down to the first answer."""
    tab.page.get_by_role("combobox").fill("lo")
    tab.until("document.querySelector('[role=option]') !== null")
    tab.page.keyboard.press("ArrowDown")
    tab.until("document.querySelector('[role=option][aria-selected=true]') !== null")


def compare(tab: Tab) -> None:
    """Puts two territories side by side."""
    tab.page.locator("#pce-a").select_option("42")
    tab.page.locator("#pce-b").select_option("france")
    tab.page.locator(".pce-compare__result").wait_for()


def expose(tab: Tab) -> None:
    """Chooses another market."""
    tab.page.locator("#pce-market").select_option(index=2)


def sort(tab: Tab) -> None:
    """Sorts a list by its second column."""
    tab.page.locator(".pce-sort").nth(1).click()


def search(tab: Tab) -> None:
    """Opens Material's search by the last line of the box's list and waits for its answers."""
    tab.page.get_by_role("combobox").fill("méthode")
    tab.page.locator(".pce-finder__text a").click()
    tab.until("document.querySelectorAll('.md-search-result__link').length > 0")


def menu(tab: Tab) -> None:
    """Opens the menu of a small screen."""
    tab.page.get_by_role("button", name="Menu").click()


ACTS: tuple[tuple[str, Act, int], ...] = (
    ("", find, 1280),
    ("methode/", find, 320),
    ("comparer/", compare, 1280),
    ("exposition/", expose, 1280),
    ("territoires-industrie/", sort, 1280),
    ("methode/", search, 320),
    ("methode/", menu, 320),
)
"""(page, act, width of the window)"""
