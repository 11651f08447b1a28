"""A portrait that answers on the first screen: its measured goals, its tabs and folds, its bar."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.edition import edition_of_input
from generator.reference.territories import territories_of
from generator.site.build import build_site
from generator.site.plan import SitePlan
from generator.system.progress import Progress
from tests.browser.conftest import Tab

Open = Callable[..., Tab]
LOIRE = "departements/42-loire/"
PORTRAITS = (LOIRE, "departements/59-nord/", "regions/84-auvergne-rhone-alpes/", "france/")
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1280, "height": 800}}
LENGTHS = """() => [
  document.documentElement.scrollHeight,
  document.querySelector("figure[id^=fig-], figure.pce-map").getBoundingClientRect().top + scrollY,
  document.querySelectorAll("*").length,
  document.querySelectorAll(".md-content .pce-fold").length,
]"""
STOPS = 40
ELEMENTS = 2000
FOLDS = 6


@pytest.fixture(scope="module")
def origin(demo_folder: Path, serve: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory) -> str:
    output = tmp_path_factory.mktemp("first") / "site"
    plan = SitePlan(edition_of_input(2024, demo_folder), territories_of("42,59,region-84,france"))
    build_site(plan, output, Progress())
    return serve(output)


@pytest.mark.parametrize("path", PORTRAITS)
@pytest.mark.parametrize(
    ("window", "longest", "first"), [(PHONE, 12_200, 1_900), (DESK, 10_700, 1_550)], ids=["phone", "desk"]
)
def test_a_portrait_is_short_and_its_first_figure_near(
    window: dict[str, object], longest: int, first: int, path: str, origin: str, open_tab: Open
) -> None:
    tab = open_tab(**window)
    tab.page.goto(f"{origin}/{path}")
    height, figure, elements, folds = tab.page.evaluate(LENGTHS)
    assert height <= longest
    assert figure <= first
    assert elements <= ELEMENTS
    assert folds <= FOLDS


@pytest.mark.parametrize("window", [PHONE, DESK], ids=["phone", "desk"])
def test_few_stops_lie_before_the_first_figure(window: dict[str, object], origin: str, open_tab: Open) -> None:
    tab = open_tab(**window)
    tab.page.goto(f"{origin}/{LOIRE}")
    inside = "document.activeElement.closest('figure[id^=fig-]') !== null"
    stops = 0
    while stops <= STOPS and not tab.page.evaluate(inside):
        tab.page.keyboard.press("Tab")
        stops += 1
    assert stops - 1 <= STOPS
    assert tab.page.evaluate(inside)


def test_the_first_screen_of_a_phone_answers(origin: str, open_tab: Open) -> None:
    tab = open_tab(**PHONE)
    tab.page.goto(f"{origin}/{LOIRE}")
    shown = tab.page.evaluate(
        """[...document.querySelectorAll("h1, .pce-cover")]
           .map((each) => each.getBoundingClientRect().bottom)"""
    )
    assert len(shown) == 2
    assert max(shown) <= 844
    figures = tab.page.locator(".pce-cover").inner_text().replace("\u00a0", " ").replace("\u202f", " ")
    for said, times in ((r"[\d ]+,\d M€", 3), (r"\dᵉ sur 100", 2), ("de l’UE", 2), (r"[\d,]+ %", 3)):
        assert len(re.findall(said, figures)) >= times, said


@pytest.mark.parametrize("path", PORTRAITS)
def test_the_menu_of_a_telephone_has_the_parts_before_the_site(path: str, origin: str, open_tab: Open) -> None:
    tab = open_tab(**PHONE)
    tab.page.goto(f"{origin}/{path}")
    tab.page.get_by_role("button", name="Menu").click()
    links = tab.page.locator("#menu a:visible")
    names = [name.strip() for name in links.all_inner_texts()]
    parts = tab.page.locator(".pce-parts a").all_inner_texts()
    assert names[: len(parts)] == parts
    assert "Diversifier" in parts
    assert names[len(parts)] == "Accueil"


def test_the_bar_stays_and_leads_to_the_parts(origin: str, open_tab: Open) -> None:
    for window in (PHONE, DESK):
        tab = open_tab(**window)
        tab.page.goto(f"{origin}/{LOIRE}")
        bar = tab.page.locator(".pce-parts")
        assert "Loire (42)" in bar.inner_text()
        for link in bar.get_by_role("link").all():
            target = (link.get_attribute("href") or "").removeprefix("#")
            link.evaluate("link => link.click()")  # the list moves under a robot's pointer
            tab.until(f"Math.abs(document.getElementById('{target}').getBoundingClientRect().top - 120) < 130")
            tab.page.wait_for_timeout(200)  # the bar shows its current link: no finger is quicker
            box = bar.bounding_box()
            assert box
            assert 0 <= box["y"] < 120


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_a_link_to_a_figure_opens_its_tab(script: bool, origin: str, open_tab: Open) -> None:
    tab = open_tab(java_script_enabled=script, **PHONE)
    tab.page.goto(f"{origin}/{LOIRE}#fig-flux-import-region")
    tab.page.locator("#fig-flux-import-region img").wait_for(state="visible")
    assert tab.page.locator("#fig-flux-import").is_hidden()
    assert tab.page.locator("#fig-flux-export").is_visible()
    tab.page.goto(f"{origin}/{LOIRE}")
    tab.page.locator("#exportations label", has_text="France").click()
    assert tab.page.locator("#fig-flux-export-france").is_visible()


def test_what_is_gathered_as_others_opens_from_the_figure_s_key(origin: str, open_tab: Open) -> None:
    tab = open_tab(**PHONE)
    tab.page.goto(f"{origin}/{LOIRE}")
    rows = tab.page.locator("#fig-activites tbody tr")
    assert rows.first.is_hidden()
    tab.page.locator("#fig-activites .pce-figure__key a").tap()
    tab.until("document.querySelector('#fig-activites .pce-figure__table').open")
    assert rows.first.is_visible() and rows.count() > 20


def test_all_is_open_on_paper(origin: str, open_tab: Open) -> None:
    tab = open_tab(java_script_enabled=False)
    tab.page.goto(f"{origin}/{LOIRE}")
    tab.page.emulate_media(media="print")
    for text in (
        "Ce portrait s’adresse aux acteurs locaux",
        "Les règles du commerce mondial",
        "France entière (en valeur",
    ):
        assert tab.page.get_by_text(text).first.is_visible(), text


def test_the_list_of_files_opens_beside_its_button_on_a_phone(origin: str, open_tab: Open) -> None:
    tab = open_tab(**PHONE)
    tab.page.goto(f"{origin}/{LOIRE}")
    button = tab.page.locator(".pce-download > summary")
    button.tap()
    link = tab.page.get_by_role("link", name="Tableur XLSX")
    link.wait_for()
    below = link.evaluate("link => link.getBoundingClientRect().top") - button.evaluate(
        "button => button.getBoundingClientRect().bottom"
    )
    assert 0 <= below <= 150


def test_the_bar_of_parts_begins_with_the_first_on_the_cover(origin: str, open_tab: Open) -> None:
    tab = open_tab(**PHONE)
    tab.page.goto(f"{origin}/{LOIRE}")
    tab.page.evaluate("document.querySelector('#trimestres').scrollIntoView()")
    tab.until("document.querySelector('.pce-parts ul').scrollLeft > 0")
    tab.page.evaluate("scrollTo(0, 0)")
    tab.until("document.querySelector('.pce-parts ul').scrollLeft === 0")
