"""The built demonstration site, opened by a browser as the public does."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.conftest import Tab

Open = Callable[..., Tab]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
PORTRAITS = ("departements/42-loire/", "departements/48-lozere/", "departements/13-bouches-du-rhone/")
FIGURES = [
    "fig-balance",
    "fig-activites",
    "fig-flux-export",
    "fig-flux-export-region",
    "fig-flux-export-france",
    "fig-flux-import",
    "fig-flux-import-region",
    "fig-flux-import-france",
    "fig-trimestres",
]


@pytest.fixture(scope="module")
def origin(whole_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(whole_site)


def scroll_through(tab: Tab) -> None:
    """Down the page, each tab shown on the way."""
    tab.page.add_style_tag(content=".tabbed-block { display: block !important }")
    height = tab.page.evaluate("document.documentElement.scrollHeight")
    for top in range(0, height, 600):
        tab.page.evaluate(f"window.scrollTo(0, {top})")
        tab.page.wait_for_timeout(60)


@pytest.mark.parametrize(("width", "height", "longest"), [(390, 844, 4_500), (1280, 800, 2_600)], ids=["phone", "desk"])
def test_the_home_page_is_short_and_begins_with_its_field_and_map(
    width: int, height: int, longest: int, origin: str, open_tab: Open
) -> None:
    tab = open_tab(viewport={"width": width, "height": height}, has_touch=width < 400, is_mobile=width < 400)
    tab.page.goto(origin)
    assert tab.page.evaluate("document.documentElement.scrollHeight") <= longest
    for first in (".pce-hero .pce-finder__input", ".pce-map__drawing svg"):
        box = tab.page.locator(first).bounding_box()
        assert box
        assert box["y"] + (box["height"] if width > 400 else 0) < height


def test_the_home_page_has_no_hole_and_its_table_the_whole_width(origin: str, open_tab: Open) -> None:
    tab = open_tab(viewport={"width": 1280, "height": 800})
    tab.page.goto(origin)
    ends = """[...document.querySelectorAll('.pce-national, figure.pce-map')].map((each) =>
        each.getBoundingClientRect().bottom)"""
    one, other = tab.page.evaluate(ends)
    assert abs(one - other) < 40
    rows = """[...document.querySelectorAll('.pce-bars')].map((list) =>
        [...list.children].map((row) => row.getBoundingClientRect().top).join())"""
    assert len(set(tab.page.evaluate(rows))) == 1
    tab.page.get_by_text("Voir les valeurs en tableau").click()
    assert tab.page.evaluate(
        "(({ clientWidth, scrollWidth }) => clientWidth > 1100 && scrollWidth === clientWidth)"
        "(document.querySelector('#carte-valeurs .pce-scroll'))"
    )


@pytest.mark.parametrize("path", PORTRAITS)
def test_all_figures_are_drawn_and_nothing_leaves_the_origin(path: str, origin: str, open_tab: Open) -> None:
    tab = open_tab(**PHONE)
    tab.page.goto(f"{origin}/{path}")
    scroll_through(tab)
    tab.until("[...document.querySelectorAll('figure img')].every((image) => image.complete)")
    drawn = tab.page.evaluate(
        "[...document.querySelectorAll('figure')].map((figure) => {"
        " const image = figure.querySelector('img'); const box = image.getBoundingClientRect();"
        " return [figure.id, image.naturalWidth > 0, box.width >= 200 && box.height >= 150,"
        " figure.querySelectorAll('figcaption').length, figure.querySelectorAll('table th[scope]').length > 3,"
        " image.alt.length > 60, document.getElementById(figure.getAttribute('aria-labelledby')) !== null] })"
    )
    assert drawn == [[name, True, True, 1, True, True, True] for name in FIGURES]
    assert tab.watch.errors == []
    assert tab.watch.foreign(origin) == []
    assert not [url for url in tab.watch.requests if "plotly" in url]


def test_shapes_of_each_static_figure(whole_site: Path) -> None:
    for path in PORTRAITS:
        for name in ("balance", "activites", "flux-export", "flux-import"):
            for suffix in ("", "-moyen", "-etroit"):
                text = (whole_site / path / f"{name}{suffix}.svg").read_text(encoding="utf-8")
                assert len(re.findall(r"<(?:rect|path|line|circle|polygon)\b", text)) > 10, (path, name)


def test_a_tap_makes_each_kind_of_figure_alive_in_place(origin: str, open_tab: Open) -> None:
    tab = open_tab(**PHONE)
    tab.page.goto(f"{origin}/departements/42-loire/")
    for name in ("fig-balance", "fig-activites", "fig-flux-export", "fig-flux-import-region"):
        tab.page.evaluate("(name) => { location.hash = name }", name)  # opens the tab that holds it
        figure = tab.page.locator(f"#{name}")
        if name.endswith("region"):
            tab.page.locator(".tabbed-labels label", has_text="Auvergne").last.tap()
        figure.scroll_into_view_if_needed()
        before = figure.locator(".pce-figure__drawing").bounding_box()
        figure.get_by_role("button", name="Explorer").tap()
        tab.until(f"document.querySelector('#{name} .js-plotly-plot') !== null")
        after = figure.locator(".pce-figure__drawing").bounding_box()
        assert before
        assert after
        assert (before["width"], before["height"]) == (after["width"], after["height"])
    assert tab.watch.errors == []
    assert tab.watch.foreign(origin) == []


def test_the_main_flows_lie_above_the_others(origin: str, open_tab: Open) -> None:
    tab = open_tab(**PHONE)
    tab.page.goto(f"{origin}/departements/42-loire/")
    figure = tab.page.locator("#fig-flux-export")
    figure.get_by_role("button", name="Explorer").tap()
    tab.until("document.querySelector('#fig-flux-export .pce-figure__plot--shown') !== null")
    links = figure.locator(".sankey-link")
    drawn = links.evaluate_all("(links) => links.map(({ __data__ }) => __data__.link.pointNumber)")
    main = figure.locator(".js-plotly-plot").evaluate("(plot) => plot.data[0].meta.main")
    assert len(main) == 5
    assert drawn[-5:] == main
    assert sorted(drawn) == list(range(len(drawn)))


def test_a_click_on_a_country_tells_its_flows_between_semicolons(origin: str, open_tab: Open) -> None:
    tab = open_tab(viewport={"width": 1280, "height": 900})
    tab.page.goto(f"{origin}/departements/42-loire/")
    figure = tab.page.locator("#fig-flux-export")
    figure.scroll_into_view_if_needed()
    tab.until("document.querySelector('#fig-flux-export .pce-figure__plot--shown') !== null")
    name = figure.locator(".js-plotly-plot .textpoint text").filter(has_text="Allemagne").first
    name.evaluate("name => name.scrollIntoView({ block: 'center', behavior: 'instant' })")
    place = name.bounding_box()
    assert place
    tab.page.mouse.click(place["x"] + 5, place["y"] + 5)
    said = (figure.locator(".pce-figure__said p").text_content() or "").replace("\u00a0", " ")
    assert re.match(r"Vers l.Allemagne, [^:]+ : [^;]+ [\d,]+ M€ ; [^;]+ [\d,]+ ; ", said), said


def test_with_a_mouse_figures_come_alive_by_themselves(origin: str, open_tab: Open) -> None:
    tab = open_tab(viewport={"width": 1280, "height": 900})
    tab.page.goto(f"{origin}/departements/42-loire/")
    tab.page.locator("#fig-balance").scroll_into_view_if_needed()
    tab.until("document.querySelector('#fig-balance .js-plotly-plot') !== null")
    assert tab.watch.errors == []


@pytest.mark.parametrize(
    "path", ["", "departements/42-loire/", "departements/", "comparer/", "exposition/", "droits-de-douane/"]
)
def test_nothing_moves_while_the_page_loads(path: str, origin: str, open_tab: Open) -> None:
    tab = open_tab(**PHONE)
    tab.page.add_init_script(
        "globalThis.shift = 0; new PerformanceObserver((list) => list.getEntries().forEach((entry) => {"
        " globalThis.shift += entry.value })).observe({ type: 'layout-shift', buffered: true })"
    )
    tab.page.goto(f"{origin}/{path}")
    scroll_through(tab)
    assert tab.page.evaluate("globalThis.shift") == pytest.approx(0, abs=0.001)


@pytest.mark.parametrize("path", ["", "departements/42-loire/", "departements/", "regions/", "methode/", "france/"])
@pytest.mark.parametrize("width", [320, 390, 768])
def test_no_page_scrolls_sideways(path: str, width: int, origin: str, open_tab: Open) -> None:
    tab = open_tab(viewport={"width": width, "height": 800}, has_touch=True, is_mobile=True)
    tab.page.goto(f"{origin}/{path}")
    assert tab.page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_javascript_the_page_says_everything(origin: str, open_tab: Open) -> None:
    tab = open_tab(java_script_enabled=False)
    tab.page.goto(f"{origin}/departements/42-loire/")
    assert tab.page.locator("figure img").count() == len(FIGURES)
    table = tab.page.locator("#fig-balance table")
    assert not table.is_visible()
    tab.page.locator("#fig-balance summary", has_text="Données").click()
    assert table.is_visible()
    assert tab.page.get_by_role("button", name="Explorer").count() == 0


SEARCHES = [
    ("herault", "departements/34-herault/"),
    ("HÉRAULT", "departements/34-herault/"),
    ("cote d or", "departements/21-cote-d-or/"),
    ("Côte-d’Or", "departements/21-cote-d-or/"),
    ("42", "departements/42-loire/"),
    ("2a", "departements/2a-corse-du-sud/"),
    ("reunion", "departements/974-la-reunion/"),
    ("auvergne rhone", "regions/84-auvergne-rhone-alpes/"),
    ("roannais", "departements/42-loire/"),
    ("france", "france/"),
]


@pytest.mark.parametrize(("typed", "path"), SEARCHES)
def test_the_search_box_of_the_home_page(typed: str, path: str, origin: str, open_tab: Open) -> None:
    tab = open_tab(**PHONE)
    tab.page.goto(f"{origin}/")
    box = tab.page.get_by_role("combobox")
    box.fill(typed)
    tab.until("document.querySelector('[role=option]') !== null")
    targets = tab.page.locator("a[role=option]").evaluate_all("links => links.map((link) => link.href)")
    assert f"{origin}/{path}" in targets[:3]
    box.press("ArrowDown")
    assert tab.page.locator("[role=option][aria-selected=true]").count() == 1


def test_enter_opens_the_first_portrait(origin: str, open_tab: Open) -> None:
    tab = open_tab()
    tab.page.goto(f"{origin}/")
    tab.page.get_by_role("combobox").fill("val d’oise")
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_url("**/departements/95-val-d-oise/")
    assert tab.watch.errors == []


def test_each_territoire_d_industrie_leads_to_its_portraits(origin: str, open_tab: Open) -> None:
    tab = open_tab()
    tab.page.goto(f"{origin}/")
    tab.page.get_by_role("combobox").fill("val de durance")
    tab.until("document.querySelector('[role=option]') !== null")
    targets = tab.page.locator("a[role=option]").evaluate_all("links => links.map((link) => link.href)")
    for path in ("departements/04-alpes-de-haute-provence/", "departements/05-hautes-alpes/"):
        assert f"{origin}/{path}" in targets


def test_short_addresses_arrive(origin: str, open_tab: Open) -> None:
    tab = open_tab()
    tab.page.goto(f"{origin}/2a/")
    tab.page.wait_for_url("**/departements/2a-corse-du-sud/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_system_s_scheme_is_followed(scheme: str, origin: str, open_tab: Open) -> None:
    tab = open_tab(color_scheme=scheme)
    tab.page.goto(f"{origin}/departements/42-loire/")
    name = {"light": "default", "dark": "slate"}[scheme]
    assert tab.page.evaluate("document.body.dataset.mdColorScheme") == name


HEAD = (
    "({ title: document.title, description: document.querySelector('meta[name=description]').content,"
    " canonical: document.querySelector('link[rel=canonical]').href,"
    " image: document.querySelector('meta[property=\"og:image\"]').content,"
    " ogTitle: document.querySelector('meta[property=\"og:title\"]').content,"
    " data: JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)['@type'] })"
)


def test_each_portrait_has_a_head_of_its_own(origin: str, whole_site: Path, open_tab: Open) -> None:
    heads = []
    tab = open_tab()
    for path in ("departements/42-loire/", "departements/2a-corse-du-sud/", "departements/2b-haute-corse/", "france/"):
        tab.page.goto(f"{origin}/{path}")
        head = tab.page.evaluate(HEAD)
        assert head["data"] == "Dataset"
        assert head["canonical"].endswith(path)
        assert head["image"].startswith("https://")
        picture = (whole_site / path / "partage.png").read_bytes()
        assert picture[16:24] == (1200).to_bytes(4, "big") + (630).to_bytes(4, "big")
        assert len(picture) < 80_000
        heads.append(head)
    assert len({head["title"] for head in heads}) == len({head["description"] for head in heads}) == len(heads)
