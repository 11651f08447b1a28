"""Finding one's way: the map, the search box of every page, sortable lists, what stands around a portrait."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from generator.compute import EditionData, compute
from generator.edition import edition_of_input
from generator.french.formatting import unit_for
from generator.reference.tables import read_table
from generator.reference.territories import departements, region, territories_of
from generator.system.progress import Progress
from tests.browser.conftest import Tab

Open = Callable[..., Tab]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
UNFOLD = "for (const fold of document.querySelectorAll('details')) fold.open = true"
CODES = ["2A", "26", "42", "48", "69", "971", "974", "976"]
"""The départements of the demonstration site, in the order of their list."""


@pytest.fixture(scope="module")
def prepared(demo_folder: Path) -> EditionData:
    return compute(edition_of_input(2024, demo_folder), territories_of("48"), Progress())


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in ("href", "src") and value]


def broken_links(site: Path) -> set[tuple[str, str]]:
    """Links of the pages to files that are not there, as (page, link)."""
    broken = set()
    for page in sorted(site.rglob("*.html")):
        if page.name == "404.html":
            continue
        links = _Links()
        links.feed(page.read_text(encoding="utf-8"))
        for link in links.found:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or not parts.path:
                continue
            target = page.parent / unquote(parts.path)
            if not (target.is_file() or (parts.path.endswith(("/", "..", ".")) and (target / "index.html").is_file())):
                broken.add((page.relative_to(site).as_posix(), link))
    return broken


def test_a_build_of_a_few_portraits_links_only_to_what_it_holds(demo_site: Path) -> None:
    assert len(list(demo_site.rglob("produits/*/index.html"))) > 10
    assert len(list(demo_site.rglob("territoires-industrie/*/index.html"))) > 10
    assert broken_links(demo_site) == set()


def test_the_map_without_javascript_shows_exports(prepared: EditionData, origin: str, open_tab: Open) -> None:
    tab = open_tab(java_script_enabled=False)
    tab.page.goto(f"{origin}/")
    places = tab.page.locator(".pce-place:not([aria-hidden])")
    assert places.count() == 101
    exports = {t.code: prepared.portraits[t].totals.export_eur for t in departements()}
    shown = dict(
        zip(
            places.evaluate_all("all => all.map((place) => place.dataset.code)"),
            places.evaluate_all("all => all.map((place) => place.getAttribute('aria-label') ?? place.textContent)"),
            strict=True,
        )
    )
    for code in ("42", "974", "75"):
        assert unit_for(max(exports.values()))(exports[code]) in shown[code]
    assert tab.page.locator(".pce-map__choice").is_hidden()
    largest, smallest = max(exports, key=exports.__getitem__), min(exports, key=exports.__getitem__)
    kind = "code => document.querySelector(`.pce-place[data-code='${code}']`).getAttribute('class')"
    assert tab.page.evaluate(kind, largest).endswith("pce-k5")
    assert tab.page.evaluate(kind, smallest).endswith("pce-k1")


def test_the_reader_picks_the_measure(prepared: EditionData, origin: str, open_tab: Open) -> None:
    tab = open_tab(**PHONE)
    tab.page.goto(f"{origin}/")
    tab.page.get_by_role("radio", name="Solde").tap()
    loire = next(t for t in departements() if t.code == "42")
    totals = {t: prepared.portraits[t].totals for t in departements()}
    largest = max(max(each.export_eur, each.import_eur) for each in totals.values())
    place = tab.page.locator("a.pce-place[data-code='42']")
    assert unit_for(largest).balance(totals[loire]) in (place.get_attribute("aria-label") or "")
    fill = "place => getComputedStyle(place).fill"
    # a deficit is known without its colour
    assert ("hatch" in place.evaluate(fill)) == (totals[loire].balance_eur < 0)
    assert tab.page.locator(".pce-map__legend ul:visible").count() == 1
    assert "leur solde" in tab.page.locator("#carte-titre").inner_text()
    tab.page.get_by_role("radio", name="Part des États-Unis").check(force=True)
    names = tab.page.locator("svg .pce-place:not([aria-hidden])").evaluate_all(
        "all => all.map((place) => place.getAttribute('aria-label'))"
    )
    assert sum("%" in name for name in names) > 90
    assert tab.watch.errors == []
    assert tab.page.evaluate("document.documentElement.scrollWidth") <= 390
    place.locator("path").tap()
    tab.page.wait_for_url("**/departements/42-loire/")


def test_a_shape_is_named_and_its_value_shown_when_the_keyboard_reaches_it(origin: str, open_tab: Open) -> None:
    tab = open_tab(viewport={"width": 1280, "height": 900})
    tab.page.goto(f"{origin}/")
    place = tab.page.get_by_role("link", name=re.compile(r"^Loire\s: \d.*\dᵉ sur 100"))
    place.focus()
    assert tab.page.locator(".pce-map__tip").inner_text().startswith("Loire")
    tab.page.keyboard.press("Escape")
    assert tab.page.locator(".pce-map__tip").is_hidden()
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_url("**/departements/42-loire/")


def test_paris_is_told_of_where_it_is_too_small_to_be_a_link(origin: str, open_tab: Open) -> None:
    tab = open_tab(viewport={"width": 1280, "height": 900})
    tab.page.goto(f"{origin}/")
    # its middle is its neighbours' in so small a shape
    tab.page.locator("g[aria-hidden][data-code='75'] path").dispatch_event("pointerover")
    assert tab.page.locator(".pce-map__tip").inner_text().startswith("Paris")


def addresses(tab: Tab, typed: str) -> list[str]:
    tab.page.get_by_role("combobox").fill(typed)
    tab.until("document.querySelector('.pce-finder__status').textContent !== ''")
    found: list[str] = tab.page.locator("li:not(.pce-finder__text) > a[role=option]").evaluate_all(
        "links => links.map((link) => new URL(link.href)).map(({ pathname, hash }) => pathname + hash)"
    )
    return found


SEARCHES = [
    ("pharma", ["/produits/c21z-produits-pharmaceutiques/", "/departements/69-rhone/"]),
    ("Pharmacie", ["/produits/c21z-produits-pharmaceutiques/"]),
    ("ALLEMAGNE", ["/pays/de-allemagne/"]),
    ("etats unis", ["/pays/us-etats-unis/"]),
    ("roannais", ["/departements/42-loire/", "/territoires-industrie/ti-8417-roannais-forez/"]),
    ("loire", ["/departements/42-loire/"]),
    ("drome", ["/departements/26-drome/"]),
    ("loire allemagne", ["/pays/de-allemagne/#export-42"]),
    ("Allemagne Loire", ["/pays/de-allemagne/#export-42"]),
    ("usa", ["/pays/us-etats-unis/"]),
    ("saint etienne", ["/departements/42-loire/"]),
    ("St-Étienne", ["/departements/42-loire/"]),
    ("42000", ["/departements/42-loire/"]),
    ("20000", ["/departements/2a-corse-du-sud/"]),
    ("97400", ["/departements/974-la-reunion/"]),
]


@pytest.mark.parametrize(("typed", "first"), SEARCHES)
def test_the_search_box_of_every_page(typed: str, first: list[str], origin: str, open_tab: Open) -> None:
    tab = open_tab(**PHONE)
    tab.page.goto(f"{origin}/departements/48-lozere/")
    assert not [url for url in tab.watch.requests if "finder" in url]
    assert addresses(tab, typed)[: len(first)] == first
    assert tab.watch.errors == []


@pytest.mark.parametrize(("typed", "slices"), [("Roanne", ["r"]), ("42000", ["42"]), ("sant etienne", ["s", "e"])])
def test_a_slice_of_the_communes_is_fetched(typed: str, slices: list[str], origin: str, open_tab: Open) -> None:
    tab = open_tab(**PHONE)
    tab.page.goto(f"{origin}/methode/")
    assert "/departements/42-loire/" in addresses(tab, typed)
    assert [url.split("/communes/")[1] for url in tab.watch.requests if "/communes/" in url] == [
        f"{each}.js" for each in slices
    ]


@pytest.mark.parametrize(
    ("typed", "said", "first"),
    [
        ("sant etienne", "Vouliez-vous dire Saint-Étienne (42) ?", "/departements/42-loire/"),
        ("zzzzxqw", "Aucun résultat. Les entrées du site :", "/departements/"),
        ("saint m", r"12 sur \d+, précisez", None),
    ],
)
def test_the_box_says_what_it_found(typed: str, said: str, first: str | None, origin: str, open_tab: Open) -> None:
    tab = open_tab(**PHONE)
    tab.page.goto(f"{origin}/methode/")
    found = addresses(tab, typed)
    assert re.fullmatch(
        said.replace("(42)", r"\(42\)").replace("?", r"\?"), tab.page.locator(".pce-finder__status").inner_text()
    )
    assert first in (None, found[0])


@pytest.mark.parametrize("wrong", ["departements/42-loir/", "departement/loire-42"])
def test_the_page_of_an_unknown_address_suggests_pages_below_its_title(wrong: str, origin: str, open_tab: Open) -> None:
    tab = open_tab(**PHONE)
    tab.page.goto(f"{origin}/{wrong}")
    found = tab.page.locator("main [data-ask-address] a")
    found.first.wait_for()
    assert found.first.inner_text().split("\n") == ["Loire", "42 · Département · Auvergne-Rhône-Alpes"]
    assert 1 < found.count() <= 4
    assert tab.page.get_by_role("option").count() == 0  # nothing covers the page
    tab.page.get_by_role("combobox").focus()
    assert len([url for url in tab.watch.requests if url.endswith("/finder.js")]) == 1
    found.first.tap()
    tab.page.wait_for_url("**/departements/42-loire/")


def test_every_page_that_the_box_knows_is_there(demo_site: Path) -> None:
    for row in read_table("pages_du_site.csv"):
        assert (demo_site / row["adresse"] / "index.html").is_file(), row


def test_enter_pressed_before_the_answer_came_leads_to_it(origin: str, open_tab: Open) -> None:
    tab = open_tab(**PHONE)
    tab.page.goto(f"{origin}/methode/")
    tab.page.get_by_role("combobox").fill("42000")
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_url("**/departements/42-loire/")


def test_the_last_line_searches_the_text_where_the_loire_comes_first(origin: str, open_tab: Open) -> None:
    tab = open_tab(viewport={"width": 1280, "height": 800})
    tab.page.goto(f"{origin}/methode/")
    assert tab.page.locator(".md-search").evaluate("box => getComputedStyle(box).opacity") == "0"
    tab.page.get_by_role("combobox").fill("loire")
    tab.until("document.querySelector('.pce-finder__text') !== null")
    tab.page.keyboard.press("ArrowUp")
    tab.page.keyboard.press("Enter")
    first = tab.page.locator(".md-search-result__link").first
    first.wait_for(state="visible")
    assert "/departements/42-loire/" in (first.get_attribute("href") or "")
    assert tab.page.locator(".md-search__input").input_value() == "loire"
    assert tab.watch.errors == []


def test_a_line_found_is_shown(origin: str, open_tab: Open) -> None:
    tab = open_tab(**PHONE)
    tab.page.goto(f"{origin}/")
    tab.page.get_by_role("combobox").fill("loire allemagne")
    tab.page.get_by_role("option").first.tap()
    tab.page.wait_for_url("**/pays/de-allemagne/#export-42")
    line = tab.page.locator("tr:target")
    assert line.get_by_role("rowheader").inner_text() == "Loire"
    tab.until("document.querySelector('tr:target').getBoundingClientRect().top < innerHeight")


def test_two_territories_lead_to_their_comparison(origin: str, open_tab: Open) -> None:
    tab = open_tab(**PHONE)
    tab.page.goto(f"{origin}/")
    tab.page.get_by_role("combobox").fill("loire rhone")
    tab.page.get_by_role("option", name="Loire et Rhône").tap()
    tab.page.wait_for_url("**/comparer/?a=42&b=69")
    assert tab.page.locator("h2").first.inner_text() == "Loire et Rhône"


def test_there_is_one_box_a_page_in_the_bar_or_on_the_home_page_in_the_text(origin: str, open_tab: Open) -> None:
    tab = open_tab(**PHONE)
    for path in ("", "departements/42-loire/", "404.html"):
        tab.page.goto(f"{origin}/{path}")
        assert tab.page.get_by_role("combobox").count() == 1
        assert tab.page.locator("header [role=combobox]" if path else "main [role=combobox]").is_visible()


def column(tab: Tab, position: int) -> list[str]:
    found: list[str] = tab.page.locator("table[data-sortable]").first.evaluate(
        f"table => [...table.tBodies[0].rows].map((row) => row.cells[{position}].textContent)"
    )
    return found


CODES_IN_ORDER = "[...document.querySelectorAll('tbody tr:not([hidden])')].map((row) => row.dataset.code)"


def test_lists_are_sorted_by_a_button_in_the_header(prepared: EditionData, origin: str, open_tab: Open) -> None:
    tab = open_tab(**PHONE)
    tab.page.goto(f"{origin}/departements/")
    exports = {code: prepared.portraits[t].totals.export_eur for t in departements() if (code := t.code)}
    by_exports = sorted(CODES, key=lambda code: (-exports[code], code))
    heading = tab.page.get_by_role("columnheader", name="Exportations")
    assert tab.page.evaluate(CODES_IN_ORDER) == by_exports
    assert heading.get_attribute("aria-sort") == "descending"
    heading.get_by_role("button").tap()
    assert heading.get_attribute("aria-sort") == "ascending"
    assert [exports[code] for code in tab.page.evaluate(CODES_IN_ORDER)] == sorted(exports[code] for code in CODES)
    heading.get_by_role("button").press("Enter")
    assert heading.get_attribute("aria-sort") == "descending"
    tab.page.get_by_role("columnheader", name="Département").get_by_role("button").tap()
    assert tab.page.locator("th[aria-sort]").count() == 1
    assert tab.page.evaluate(CODES_IN_ORDER) == ["2A", "26", "971", "974", "42", "48", "976", "69"]
    assert tab.watch.errors == []


def test_a_list_is_filtered_by_name_code_and_region(origin: str, open_tab: Open) -> None:
    tab = open_tab(viewport={"width": 1280, "height": 900})
    tab.page.goto(f"{origin}/departements/")
    field = tab.page.get_by_label("Filtrer")
    for typed, found in (("drome", ["26"]), ("42", ["42"]), ("LOIRE", ["42"])):
        field.fill(typed)
        assert tab.page.evaluate(CODES_IN_ORDER) == found
    field.fill("nulle part")
    assert tab.page.evaluate(CODES_IN_ORDER) == []
    assert "nulle part" in tab.page.locator(".pce-tools__count").inner_text()
    field.fill("")
    chip = tab.page.get_by_role("button", name="Auvergne-Rhône-Alpes")
    chip.click()
    assert set(tab.page.evaluate(CODES_IN_ORDER)) == {"26", "42", "69"}
    assert tab.page.locator(".pce-tools__count").inner_text() == "3 lignes sur 8"
    chip.click()
    assert len(tab.page.evaluate(CODES_IN_ORDER)) == len(CODES)
    assert tab.watch.errors == []


def test_a_telephone_shows_one_measure_of_a_list(origin: str, open_tab: Open) -> None:
    tab = open_tab(**PHONE)
    tab.page.goto(f"{origin}/departements/")
    visible = """[...document.querySelectorAll("thead th")]
        .filter((th) => th.checkVisibility()).map((th) => th.textContent)"""
    assert tab.page.evaluate(visible) == ["Département", "Exportations"]
    tab.page.get_by_label("Afficher").select_option(label="Solde")
    assert tab.page.evaluate(visible) == ["Département", "Solde"]
    balances = tab.page.evaluate(
        "[...document.querySelectorAll('tbody tr')].map((row) => Number(row.cells[5].dataset.v))"
    )
    assert balances == sorted(balances, reverse=True)
    assert tab.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_ranking_begins_on_the_first_screen_and_adds_one_s_own(origin: str, open_tab: Open) -> None:
    tab = open_tab(viewport={"width": 1280, "height": 800})
    tab.page.goto(f"{origin}/pays/de-allemagne/?a=42")
    for part in (".pce-overview .pce-map", ".pce-leaders"):
        box = tab.page.locator(part).first.bounding_box()
        assert box
        assert box["y"] <= 330
    lines = tab.page.locator(".pce-leaders").first.get_by_role("listitem").all_inner_texts()
    assert len(lines) == 11
    assert "Loire" in lines[-1]
    assert tab.page.locator("#export-42").get_attribute("class") == "pce-own"
    assert tab.page.locator(".pce-ranking").first.evaluate(
        "frame => getComputedStyle(frame).overflowY === 'visible' && frame.scrollHeight <= frame.clientHeight + 2"
    )


def test_without_javascript_a_list_has_no_dead_button(origin: str, open_tab: Open) -> None:
    tab = open_tab(java_script_enabled=False)
    tab.page.goto(f"{origin}/departements/")
    assert tab.page.locator("thead button").count() == 0
    assert len(column(tab, 0)) == len(CODES)
    assert tab.page.get_by_role("combobox").count() == 0


def test_a_portrait_says_what_stands_around_it(origin: str, open_tab: Open) -> None:
    tab = open_tab(**PHONE)
    tab.page.goto(f"{origin}/departements/42-loire/")
    tab.page.evaluate(UNFOLD)
    around = tab.page.get_by_role("navigation", name="Autour de la Loire")
    text = around.inner_text()
    assert "Allier, Ardèche, Isère, Haute-Loire, Puy-de-Dôme, Rhône, Saône-et-Loire" in text
    assert around.get_by_role("link", name="Rhône", exact=True).count() == 1
    assert around.get_by_role("link", name="Isère").count() == 0  # not in this build
    around.get_by_role("link", name=region("84").name).tap()
    tab.page.wait_for_url("**/regions/84-auvergne-rhone-alpes/")
    tab.page.evaluate(UNFOLD)
    assert "Occitanie" in tab.page.get_by_role("navigation", name=re.compile("^Autour")).inner_text()


def test_a_territoire_d_industrie_leads_to_its_portraits(origin: str, open_tab: Open) -> None:
    tab = open_tab(**PHONE)
    tab.page.goto(f"{origin}/departements/42-loire/")
    tab.page.get_by_role("link", name="Roannais Forez").tap()
    tab.page.wait_for_url("**/territoires-industrie/ti-8417-roannais-forez/")
    tab.page.get_by_role("link", name="Portrait de la Loire").tap()
    tab.page.wait_for_url("**/departements/42-loire/")


@pytest.mark.parametrize(
    "path",
    ["", "france", "produits", "produits/c21z-produits-pharmaceutiques", "pays/de-allemagne", "territoires-industrie"],
)
@pytest.mark.parametrize("width", [320, 390, 641])
def test_no_page_scrolls_sideways(path: str, width: int, origin: str, open_tab: Open) -> None:
    tab = open_tab(viewport={"width": width, "height": 800}, has_touch=True, is_mobile=True)
    tab.page.goto(f"{origin}/{path}/" if path else f"{origin}/")
    assert tab.page.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.page.locator(".pce-demo-banner").is_visible()
