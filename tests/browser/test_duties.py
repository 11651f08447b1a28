"""« Droits de douane »: the page's arithmetic against the raw rows, its address, what it says of bad input."""

import re
from collections import Counter
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from generator.reference.territories import departements
from tests.browser.conftest import Tab
from tests.raw_rows import raw_rows

Open = Callable[..., Tab]
MARKETS = ("US", "DE", "CN", "GB", "CH", "IT", "JP", "CA", "MX", "KR")
RATES = ("15", "2.5", "200")
DONE = "document.getElementById('droit-territoire').length && document.getElementById('droit-base').dataset.eur"


@pytest.fixture(scope="module")
def sold(demo_folder: Path) -> Counter[tuple[str, str, str]]:
    """Euros exported by customs département, market and product, from the files' own text."""
    found: Counter[tuple[str, str, str]] = Counter()
    for flux, _, _, place, _, product, _, market, value, _ in raw_rows(demo_folder):
        if flux == "E":
            found[place, market, product] += int(value)
    return found


def half_up(base: int, rate: str) -> int:
    return int((Decimal(base) * Decimal(rate) / 100).quantize(Decimal(1), ROUND_HALF_UP))


def shown(tab: Tab) -> tuple[int, int]:
    base, amount = (tab.page.locator(f"#{name}").get_attribute("data-eur") for name in ("droit-base", "droit-montant"))
    assert base is not None
    assert amount is not None
    return int(base), int(amount)


def test_the_arithmetic_is_that_of_the_raw_rows(
    origin: str, open_tab: Open, sold: Counter[tuple[str, str, str]]
) -> None:
    tab = open_tab()
    tab.page.goto(f"{origin}/droits-de-douane/")
    tab.until(DONE)
    found = tab.page.evaluate(
        """async ([markets, rates]) => {
            const { fraction, duty, base } = globalThis.portraitDuties;
            const held = {};
            const take = globalThis.portraitTrade;
            globalThis.portraitTrade = (direction, market, data) => {
                held[market] = data;
                take(direction, market, data);
            };
            for (const market of markets) {
                await new Promise((done) => {
                    const script = document.createElement("script");
                    script.src = `../assets/javascripts/droits/${market}.js`;
                    script.onload = done;
                    document.head.append(script);
                });
            }
            const places = [...document.querySelectorAll("#droit-territoire option")].map((each) => each.value);
            const order = Object.fromEntries(
                globalThis.portraitTrades.index().territories.map(({ key, position }) => [key, position]));
            return places.flatMap((key) => markets.flatMap((market) => rates.map((rate) => {
                const euros = base(held[market], order[key], null);
                return [key, market, rate, euros, duty(euros, fraction(rate))];
            })));
        }""",
        [MARKETS, RATES],
    )
    codes = {t.code.lower(): t.customs_codes for t in departements()}
    checked = 0
    for key, market, rate, base, amount in found:
        if key in codes:
            expected = sum(v for (place, to, _), v in sold.items() if place in codes[key] and to == market)
            assert (base, amount) == (expected, half_up(expected, rate)), (key, market, rate)
            checked += 1
        elif key == "france":
            assert base == sum(v for (_, to, _), v in sold.items() if to == market)
    assert checked == 101 * len(MARKETS) * len(RATES)


@pytest.mark.parametrize(
    ("query", "rate", "market", "products"),
    [
        ("?a=42&pays=US&taux=15", "15", "US", None),
        ("?a=42&pays=us&taux=0", "0", "US", None),
        ("?a=42&pays=DE&taux=2,5", "2.5", "DE", None),
        ("?a=42&pays=DE&taux=12.345&produits=C25E,C10A", "12.345", "DE", {"C25E", "C10A"}),
    ],
)
def test_the_address_holds_the_choice(
    query: str,
    rate: str,
    market: str,
    products: set[str] | None,
    origin: str,
    open_tab: Open,
    sold: Counter[tuple[str, str, str]],
) -> None:
    tab = open_tab()
    tab.page.goto(f"{origin}/droits-de-douane/{query}")
    tab.until(DONE)
    tab.until("document.querySelector('#droit-territoire').value === '42'")
    base = sum(
        value
        for (place, to, product), value in sold.items()
        if place == "42" and to == market and (products is None or product in products)
    )
    tab.until(f"document.getElementById('droit-base').dataset.eur === '{base}'")
    assert shown(tab) == (base, half_up(base, rate))
    assert tab.watch.errors == []
    assert tab.watch.foreign(origin) == []


@pytest.mark.parametrize(
    ("code", "said"), [("42", "La Loire est le"), ("13", "Les Bouches-du-Rhône sont le"), ("12", "L’Aveyron est le")]
)
def test_the_rank_is_said_of_the_territory(code: str, said: str, origin: str, open_tab: Open) -> None:
    tab = open_tab()
    tab.page.goto(f"{origin}/droits-de-douane/?a={code}&pays=US&taux=15")
    tab.until(f"document.querySelector('.pce-duty__summary').textContent.includes('. {said} ')")
    assert re.search("Il porterait surtout sur\u00a0: [a-z]", tab.page.locator(".pce-duty__summary").inner_text())


def test_the_amount_follows_the_rate_as_it_is_typed(origin: str, open_tab: Open) -> None:
    tab = open_tab()
    tab.page.goto(f"{origin}/droits-de-douane/?a=42&pays=US&taux=15")
    tab.until("document.getElementById('droit-montant').dataset.eur > 0")
    base, _ = shown(tab)
    tab.page.locator("#droit-taux").fill("25")
    tab.until(f"document.getElementById('droit-montant').dataset.eur === '{half_up(base, '25')}'")


def test_a_known_country_without_trade_is_zero_and_no_error(origin: str, open_tab: Open) -> None:
    tab = open_tab()
    tab.page.goto(f"{origin}/droits-de-douane/?a=971&pays=PN&taux=10")
    tab.until("document.getElementById('droit-base').dataset.eur === '0'")
    assert shown(tab) == (0, 0)
    assert "aucune exportation" in tab.page.locator(".pce-duty__summary").inner_text()


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("?a=42&pays=US&taux=201", "« 201 »"),
        ("?a=42&pays=US&taux=-1", "« -1 »"),
        ("?a=42&pays=US&taux=beaucoup", "« beaucoup »"),
        ("?a=99&pays=US&taux=15", "« 99 »"),
        ("?a=42&pays=ZZ&taux=15", "« ZZ »"),
        ("?a=42&pays=US&taux=15&produits=<b>", "« <B> »"),
    ],
)
def test_what_makes_no_sense_is_told_and_gives_no_number(query: str, told: str, origin: str, open_tab: Open) -> None:
    tab = open_tab()
    tab.page.goto(f"{origin}/droits-de-douane/{query}")
    tab.until("!document.querySelector('.pce-duty__notice').hidden")
    assert told in tab.page.locator(".pce-duty__notice").inner_text().replace("\u00a0", " ")
    assert tab.page.locator("#droit-base").get_attribute("data-eur") is None
    assert tab.page.locator("#droit-montant").get_attribute("data-eur") is None


def test_without_javascript_the_default_is_there(origin: str, open_tab: Open) -> None:
    tab = open_tab(java_script_enabled=False)
    tab.page.goto(f"{origin}/droits-de-douane/")
    base, amount = shown(tab)
    assert amount == half_up(base, "15") > 0
    assert tab.page.locator(".pce-exposure__table tbody tr").count() == 100  # Corsica is one


@pytest.mark.parametrize("width", [390, 1280])
def test_products_are_ticked_with_what_comes_of_it_in_sight(
    width: int, origin: str, open_tab: Open, sold: Counter[tuple[str, str, str]]
) -> None:
    tab = open_tab(viewport={"width": width, "height": 700})
    tab.page.goto(f"{origin}/droits-de-douane/?a=france&pays=US&taux=10")
    tab.until("document.querySelectorAll('.pce-duty__products input').length > 20")
    found: Counter[str] = Counter()
    for (_, to, product), value in sold.items():
        if to == "US":
            found[product] += value
    shown_base = "document.getElementById('droit-base').dataset.eur"

    def total(*products: str) -> str:
        return str(sum(found[each] for each in products))

    tab.page.locator(".pce-duty__products > summary").click()
    codes = tab.page.locator(".pce-duty__products input").evaluate_all("boxes => boxes.map((box) => box.value)")
    # two clicks and a third: none, one, another
    tab.page.get_by_role("button", name="Aucun", exact=True).click()
    tab.until("!document.querySelector('.pce-duty__notice').hidden")
    assert tab.page.locator(".pce-duty__notice").inner_text() == "Choisissez au moins un produit."
    assert tab.page.locator(".pce-duty__now").inner_text() == "Choisissez au moins un produit."
    assert tab.page.evaluate(shown_base) is None
    last = tab.page.locator(".pce-duty__products input").last
    last.check()
    tab.until(f"{shown_base} === '{total(codes[-1])}'")
    assert last.evaluate("(box) => box === document.activeElement")
    box = tab.page.locator(".pce-duty__now").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 700 - box["height"]
    assert tab.page.locator(".pce-duty__now").evaluate(
        "(now) => { const { x, y } = now.getBoundingClientRect();"
        " return now.contains(document.elementFromPoint(x + 2, y + 2)) }"
    )
    assert "droit :" in tab.page.locator(".pce-duty__now").inner_text().replace("\u00a0", " ")
    tab.page.locator(".pce-duty__alone").nth(1).click()
    tab.until(f"{shown_base} === '{total(codes[1])}'")
    assert tab.page.url.endswith(f"?a=france&pays=US&produits={codes[1]}&taux=10")
    tab.page.get_by_role("button", name="Tous", exact=True).click()
    tab.until(f"{shown_base} === '{total(*codes)}'")
    assert tab.page.url.endswith("?a=france&pays=US&taux=10")
    assert tab.watch.errors == []


def test_a_bad_rate_is_tied_to_its_field_until_it_is_mended(origin: str, open_tab: Open) -> None:
    tab = open_tab()
    tab.page.goto(f"{origin}/droits-de-douane/?a=42&pays=US&taux=15")
    tab.until(DONE)
    field = tab.page.get_by_label("Le droit, en %")
    for value, is_bad in (("beaucoup", True), ("12,5", False)):
        field.fill(value)
        field.press("Tab")
        tab.until(f"document.querySelector('.pce-duty__notice').hidden === {str(not is_bad).lower()}")
        assert field.get_attribute("aria-invalid") == ("true" if is_bad else None)
        described = field.get_attribute("aria-describedby")
        assert bool(described) == is_bad
        if described:
            assert value in tab.page.locator(f"#{described}").inner_text()


def test_only_countries_are_offered_and_an_address_may_ask_for_more(origin: str, open_tab: Open) -> None:
    tab = open_tab()
    options = "[...document.getElementById('droit-pays').options].map(({ value }) => value)"
    tab.page.goto(f"{origin}/droits-de-douane/")
    tab.until(DONE)
    assert {"US", "DE"} <= set(tab.page.evaluate(options))
    assert {"FR", "QQ", "QS"}.isdisjoint(tab.page.evaluate(options))
    tab.page.goto(f"{origin}/droits-de-douane/?a=13&pays=QS&taux=15")
    tab.until(DONE)
    assert tab.page.locator("#droit-pays").input_value() == "QS"
    assert shown(tab)[0] >= 0
