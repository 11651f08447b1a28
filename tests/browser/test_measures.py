"""The pages « Comparer » and « Exposition », and the links that lead to them, in a built site of a few portraits."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.compute import EditionData, compute
from generator.edition import edition_of_input
from generator.reference.territories import territories_of
from generator.site.build import make_site
from generator.site.plan import SitePlan
from generator.system.progress import Progress
from tests.browser.conftest import Kinds, Tab
from tests.raw_rows import raw_rows

Open = Callable[..., Tab]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SHOWN = "!document.querySelector('.pce-compare__result').hidden"


@pytest.fixture(scope="module")
def prepared(demo_folder: Path) -> EditionData:
    return compute(edition_of_input(2024, demo_folder), territories_of("42,26,region-84"), Progress())


def rows(tab: Tab, table: str) -> list[list[str]]:
    found: list[list[str]] = tab.page.locator(f"#{table}").evaluate(
        "caption => [...caption.closest('table').tBodies[0].rows].map("
        "(row) => [...row.cells].map((cell) => cell.textContent))"
    )
    return found


def test_a_portrait_leads_to_the_two_side_by_side(origin: str, open_tab: Open) -> None:
    tab = open_tab(**PHONE)
    tab.page.goto(f"{origin}/departements/42-loire/")
    tab.page.get_by_role("link", name="Comparer", exact=True).last.tap()
    tab.page.wait_for_url("**/comparer/**")
    tab.until(SHOWN)
    assert tab.page.url == f"{origin}/comparer/?a=42&b=region-84"
    facts = rows(tab, "pce-table-facts")
    assert len(facts) == 7
    assert facts[0][1:] == ["4\u202f192,1", "71\u202f307,5"]
    words = tab.page.locator(".pce-compare__words").inner_text()
    assert re.search(r"Les exportations d’Auvergne-Rhône-Alpes valent environ 17 fois celles de la Loire", words)
    assert "Portrait de la Loire" in tab.page.locator(".pce-compare__portraits").inner_text()
    assert tab.watch.errors == []
    assert tab.watch.foreign(origin) == []
    assert tab.page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize(
    ("page", "picker"), [("exposition", "pce-territory"), ("droits-de-douane", "droit-territoire")]
)
def test_the_portrait_that_one_comes_from_is_chosen(page: str, picker: str, origin: str, open_tab: Open) -> None:
    tab = open_tab()
    for query, chosen in (("", "42"), ("?a=26&pays=US", "26")):
        tab.page.goto(f"{origin}/{page}/{query}", referer=f"{origin}/departements/42-loire/")
        tab.until(f"document.getElementById('{picker}').value === '{chosen}'")
    tab.page.goto(f"{origin}/{page}/", referer=f"{origin}/comparer/")
    tab.until(f"document.getElementById('{picker}').value === 'france'")
    assert tab.watch.errors == []


def test_both_sides_have_the_same_rows_and_the_same_scale(prepared: EditionData, origin: str, open_tab: Open) -> None:
    tab = open_tab()
    tab.page.goto(f"{origin}/comparer/?a=42&b=26")
    tab.until(SHOWN)
    shares = [
        {row.country_code: row.export_eur / portrait.totals.export_eur for row in portrait.balance}
        for key in ("42", "26")
        for portrait in prepared.portraits.values()
        if portrait.territory.key == key
    ]
    both = [code for code in shares[0] if code in shares[1]]
    names = [row[0] for row in rows(tab, "pce-table-export-countries")]
    first = max(both, key=lambda code: shares[0][code] + shares[1][code])
    assert names[0] == prepared.names.countries.short(first)
    widths = tab.page.locator("#pce-table-export-countries").evaluate(
        "caption => [...caption.closest('table').querySelectorAll('rect')].map((r) => Number(r.getAttribute('width')))"
    )
    parts = tab.page.locator("#pce-table-export-countries").evaluate(
        "caption => [...caption.closest('table').querySelectorAll('td:has(rect) span')].map("
        "(s) => Number(s.textContent.replace(/[^0-9,]/g, '').replace(',', '.')))"
    )
    assert max(widths) == pytest.approx(100)
    largest = max(parts)
    assert [100 * part / largest for part in parts] == pytest.approx(widths, abs=1)


def test_the_page_is_never_empty_and_the_address_follows_the_choice(origin: str, open_tab: Open) -> None:
    tab = open_tab()
    tab.page.goto(f"{origin}/comparer/")
    tab.until("document.querySelector('#pce-compare-title').textContent === 'Loire et Auvergne-Rhône-Alpes'")
    tab.page.get_by_role("button", name="France", exact=True).click()
    tab.until("document.querySelector('#pce-compare-title').textContent === 'Loire et France'")
    tab.page.goto(f"{origin}/comparer/?a=2Z&b=48")
    tab.until("document.querySelector('#pce-compare-title').textContent === 'Loire et Lozère'")
    tab.page.get_by_label("Premier territoire").select_option("france")
    tab.until(SHOWN)
    assert tab.page.url.endswith("?a=france&b=48")
    tab.page.get_by_role("button", name="Échanger les deux").click()
    tab.until("document.querySelector('#pce-compare-title').textContent === 'Lozère et France'")
    assert tab.page.url.endswith("?a=48&b=france")
    tab.page.get_by_label("Premier territoire").select_option("france")
    tab.until("document.querySelector('.pce-compare__status').textContent.includes('différents')")
    assert tab.watch.errors == []


def test_amounts_that_do_not_come_are_told(origin: str, open_tab: Open) -> None:
    tab = open_tab()
    tab.page.route("**/48-lozere/comparer.js", lambda route: route.abort())
    tab.page.goto(f"{origin}/comparer/?a=42&b=48")
    tab.until("document.querySelector('.pce-compare__status').textContent.includes('pas pu')")
    assert tab.page.locator(".pce-compare__result").is_hidden()


def mapped(tab: Tab) -> dict[str, tuple[str, str]]:
    """Class and value of each département on the map, by name; the legend under ``legende``."""
    found = tab.page.locator(".pce-place:not([aria-hidden])").evaluate_all(
        "all => all.map((place) => [place.getAttribute('class'), place.getAttribute('aria-label')"
        " ?? [...place.children].map(({ textContent }) => textContent).join(' : ')])"
    )
    shown = {}
    for classes, label in found:
        name, value = re.split(r"\s: ", label)
        shown[name] = (re.findall(r"pce-k\S+", classes)[0], re.sub(r", \d+(ᵉ|ᵉʳ) sur.*", "", value))
    steps = tab.page.locator(".pce-map__legend li").all_text_contents()
    return shown | {"legende": ("", " | ".join(steps))}


def percent(text: str) -> float:
    return float(re.sub(r"[^\d,]", "", text).replace(",", "."))


def explains_missing_ranks(tab: Tab) -> bool:
    ranks = tab.page.locator(".pce-leaders__rank").all_text_contents()[:10]
    is_explained = tab.page.locator(".pce-leaders .pce-note").get_attribute("hidden") is None
    assert is_explained == any(int(rank) > place for place, rank in enumerate(ranks, 1))
    return is_explained


def test_another_market_is_shown_where_it_is_chosen(origin: str, open_tab: Open) -> None:
    tab = open_tab(**PHONE)
    tab.page.goto(f"{origin}/exposition/")
    before = rows(tab, "tableau-exposition")
    assert len(before) > 80
    assert explains_missing_ranks(tab)
    tab.page.get_by_label("Le pays").select_option("DE")
    tab.until("document.querySelector('#tableau-exposition').innerText.includes('Allemagne')")
    after = rows(tab, "tableau-exposition")
    assert after != before
    shown = mapped(tab)
    assert len(shown) == 102
    assert shown[after[0][0]][0] == "pce-k5"
    for row in after:
        if row[0] == "Corse":  # one line, two shapes
            continue
        assert percent(shown[row[0]][1]) == pytest.approx(percent(row[2]), abs=0.051)
    ranks = [int(row[1]) for row in after if row[1] != "–"]
    assert len(ranks) > 60
    assert ranks == sorted(ranks)
    assert "l’Allemagne" in tab.page.locator("#tableau-exposition").inner_text()
    assert tab.page.url.endswith("?a=france&pays=DE&sens=export")
    tab.page.reload()
    tab.until("document.querySelector('#tableau-exposition').innerText.includes('Allemagne')")
    assert rows(tab, "tableau-exposition") == after
    tab.page.goto(f"{origin}/exposition/?pays=DE&sens=import")
    tab.until("document.querySelector('#tableau-exposition').innerText.includes('pour origine')")
    assert not explains_missing_ranks(tab)
    assert tab.watch.errors == []
    assert tab.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_who_depends_on_a_country_is_told_of_imports_too(origin: str, open_tab: Open) -> None:
    tab = open_tab(**PHONE)
    tab.page.goto(f"{origin}/exposition/?marche=cn&sens=import")
    tab.until("document.querySelector('#tableau-exposition').innerText.includes('Chine')")
    imports = rows(tab, "tableau-exposition")
    assert "leurs importations ayant pour origine la Chine" in tab.page.locator("#tableau-exposition").inner_text()
    ranks = [int(row[1]) for row in imports if row[1] != "–"]
    assert len(ranks) > 60
    assert ranks == sorted(ranks)
    assert mapped(tab)[imports[0][0]][0] == "pce-k5"
    tab.page.get_by_label("Le sens").select_option("export")
    tab.until("document.querySelector('#tableau-exposition').innerText.includes('vers la Chine')")
    assert rows(tab, "tableau-exposition") != imports
    assert tab.page.url.endswith("?a=france&pays=CN&sens=export")
    assert tab.watch.errors == []


@pytest.fixture(scope="module")
def traded(demo_folder: Path) -> Counter[tuple[str, str, str]]:
    """Euros by flux, customs département and partner, from the files' own text."""
    found: Counter[tuple[str, str, str]] = Counter()
    for flux, _, _, place, _, _, _, partner, value, _ in raw_rows(demo_folder):
        found[flux, place, partner] += int(value)
    return found


@pytest.mark.parametrize(
    ("query", "flux", "codes"),
    [
        ("?a=42&pays=US,GB&sens=export", "E", {"US", "GB"}),
        ("?a=42&pays=us,gb,US&sens=import", "I", {"US", "GB"}),
        ("?a=42&pays=mercosur,BR,US", "E", {"AR", "BO", "BR", "PY", "UY", "US"}),
        ("?a=42&pays=PN", "E", {"PN"}),
    ],
)
def test_several_countries_at_once_are_those_of_the_raw_rows(
    query: str, flux: str, codes: set[str], origin: str, open_tab: Open, traded: Counter[tuple[str, str, str]]
) -> None:
    tab = open_tab()
    tab.page.goto(f"{origin}/exposition/{query}")
    own = {partner: value for (way, place, partner), value in traded.items() if (way, place) == (flux, "42")}
    euros = sum(own.get(code, 0) for code in codes)
    tab.until(f"document.getElementById('exposition-montant').dataset.eur === '{euros}'")
    part = tab.page.locator("#exposition-part").get_attribute("data-part")
    assert part is not None
    assert float(part) == pytest.approx(euros / sum(own.values()))
    assert tab.watch.errors == []


@pytest.mark.parametrize(
    ("group", "share"), [("ue,hors-ue", 0.9), ("hors-ue,US", 0.05), ("brics", 0.01), ("alena", 0.01)]
)
def test_a_group_is_its_members(group: str, share: float, origin: str, open_tab: Open) -> None:
    tab = open_tab()
    tab.page.goto(f"{origin}/exposition/?a=region-84&pays={group}&sens=import")
    tab.until("document.querySelector('#pce-territory').value === 'region-84'")
    tab.until("document.querySelector('.pce-exposure__of').textContent.includes('Auvergne')")
    part = float(tab.page.locator("#exposition-part").get_attribute("data-part") or 0)
    assert share < part <= 1


@pytest.mark.parametrize(("query", "told"), [("?a=99", "« 99 »"), ("?pays=US,ZZ", "« ZZ »"), ("?pays=", "au moins")])
def test_an_exposure_that_makes_no_sense_is_told_and_gives_no_number(
    query: str, told: str, origin: str, open_tab: Open
) -> None:
    tab = open_tab()
    tab.page.goto(f"{origin}/exposition/{query}")
    tab.until("!document.querySelector('.pce-exposure__notice').hidden")
    assert told in tab.page.locator(".pce-exposure__notice").inner_text().replace("\u00a0", " ")
    assert tab.page.locator("#exposition-montant").get_attribute("data-eur") is None


def test_the_browser_shows_the_united_states_as_the_page_was_written(origin: str, open_tab: Open) -> None:
    written, alive = open_tab(java_script_enabled=False), open_tab()
    summaries = []
    for tab in (written, alive):
        tab.page.goto(f"{origin}/exposition/")
        if tab is alive:
            tab.until("document.getElementById('pce-territory').length > 0")
            tab.page.wait_for_load_state("networkidle")
        summaries.append((tab.page.locator(".pce-exposure__summary").inner_text(), mapped(tab)))
    assert [[c.strip() for c in row] for row in rows(written, "tableau-exposition")] == [
        [c.strip() for c in row] for row in rows(alive, "tableau-exposition")
    ]
    assert summaries[0] == summaries[1]
    assert written.page.get_by_label("Le pays").is_hidden()


def test_without_javascript_the_comparison_says_so(origin: str, open_tab: Open) -> None:
    tab = open_tab(java_script_enabled=False)
    tab.page.goto(f"{origin}/comparer/?a=42&b=26")
    message = tab.page.locator("noscript .admonition-title")
    assert message.is_visible()
    assert message.inner_text() == "Cette page demande JavaScript"
    assert tab.page.get_by_label("Premier territoire").is_hidden()


def test_both_pages_work_from_a_folder(prepared: EditionData, tmp_path: Path, open_tab: Open) -> None:
    make_site(prepared, SitePlan(prepared.summary.edition, prepared.pages, flat=True), tmp_path, Progress())
    tab = open_tab()
    tab.page.goto((tmp_path / "site/departements/42-loire.html").as_uri())
    tab.page.get_by_role("link", name="Comparer", exact=True).last.click()
    tab.page.wait_for_url("**/comparer.html?*")
    tab.until(SHOWN)
    tab.page.get_by_label("Second territoire").select_option("26")
    tab.until("document.querySelector('#pce-compare-title').textContent === 'Loire et Drôme'")
    tab.page.get_by_role("link", name="Portrait de la Loire").click()
    tab.page.get_by_role("link", name="Choisir un autre pays").click()
    tab.page.get_by_label("Le pays").select_option("DE")
    tab.until("document.querySelector('#tableau-exposition').innerText.includes('Allemagne')")
    assert "l’Allemagne" in tab.page.locator("#tableau-exposition").inner_text()
    tab.page.locator("#tableau-exposition ~ tbody a", has_text="Loire").first.click()
    assert tab.page.url.endswith("/departements/42-loire.html")


def test_built_pages_keep_signs_with_their_words(demo_site: Path) -> None:
    for page in ("departements/42-loire", "methode", "exposition"):
        body = (demo_site / page / "index.html").read_text(encoding="utf-8")
        content = body[body.index("<article") : body.index("</article>")]
        assert re.findall(r".{20} [:;?!%»].|«\s?[ ].{9}", re.sub(r"<[^>]*>", "", content)) == []


@pytest.mark.parametrize("width", [390, 1280])
def test_a_bar_is_a_line_on_every_page(width: int, kinds: Kinds, open_tab: Open) -> None:
    tab = open_tab(viewport={"width": width, "height": 844})
    drawn = 0
    for path in kinds.pages:
        tab.page.goto(f"{kinds.origin}/{path}")
        heights = tab.page.eval_on_selector_all(
            "svg.pce-bar", "bars => bars.map((bar) => bar.getBoundingClientRect().height).filter(Boolean)"
        )
        drawn += len(heights)
        assert max(heights, default=0) <= 14, path
    assert drawn > 100
