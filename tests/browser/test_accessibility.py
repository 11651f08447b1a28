"""Nothing that axe-core knows of keeps anybody out: every kind of page, light and dark, wide and narrow."""

import re
from collections.abc import Callable

import pytest

from tests.browser.acts import ACTS, Act
from tests.browser.axe import ALL, COLOURS, open_all, violations
from tests.browser.conftest import Kinds, Tab

Open = Callable[..., Tab]
LOOKS = [(1280, "light", ALL), (1280, "dark", COLOURS), (320, "dark", ALL), (320, "light", COLOURS)]
AGAIN = re.compile(r"2023/(france|regions)/|(2023|regions|france)/(.*/)?integrer/")
"""Pages of which another one of the same template is looked at."""
FIGURES = ("fig-balance", "fig-activites", "fig-flux-export", "fig-flux-import")


def in_every_look(tab: Tab) -> list[str]:
    return [each for look in LOOKS for each in violations(tab.page, *look)]


def test_every_kind_of_page_as_it_is_served(kinds: Kinds, open_tab: Open) -> None:
    """As on a phone: figures are pictures, and Material's script waits for the first touch."""
    tab = open_tab(has_touch=True)
    found: list[str] = []
    for path in [page for page in kinds.pages if not AGAIN.match(page)]:
        tab.page.goto(f"{kinds.origin}/{path}")
        open_all(tab.page)
        found += in_every_look(tab)
    assert found == []


def test_a_portrait_with_all_its_figures_interactive(kinds: Kinds, open_tab: Open) -> None:
    tab = open_tab(viewport={"width": 1280, "height": 900})
    tab.page.goto(f"{kinds.origin}/departements/42-loire/")
    tab.until("typeof component$ !== 'undefined'")
    for figure in FIGURES:
        tab.page.locator(f"#{figure}").scroll_into_view_if_needed()
        tab.until(f"document.querySelector('#{figure} [data-state=live]') !== null")
    found = []
    for width, scheme, rules in LOOKS:
        # each look draws them anew, in its colours and for its width
        tab.page.set_viewport_size({"width": width, "height": 900})
        tab.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        tab.page.wait_for_timeout(400)
        tab.until("document.querySelector('[data-state=loading]') === null")
        found += violations(tab.page, width, scheme, rules)
    assert tab.page.locator(".js-plotly-plot").count() >= len(FIGURES)
    assert found == []


@pytest.mark.parametrize(("path", "act", "width"), ACTS)
def test_what_is_opened_or_chosen(path: str, act: Act, width: int, kinds: Kinds, open_tab: Open) -> None:
    tab = open_tab(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    tab.page.goto(f"{kinds.origin}/{path}")
    act(tab)
    assert violations(tab.page, width, "light") + violations(tab.page, width, "dark", COLOURS) == []
