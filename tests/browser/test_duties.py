"""« Ce qu’un droit toucherait »: the page's arithmetic against the raw rows, its address, what it says of bad input."""

from __future__ import annotations

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
DONE = "!document.querySelector('.pce-duty form').hidden && document.getElementById('droit-base').dataset.eur"


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
    base, amount = (
        tab.page.locator(f"#{name}").get_attribute("data-eur") for name in ("droit-base", "droit-montant")
    )
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
                globalThis.portraitTrades.index().territories.map(({ key, place }) => [key, place]));
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
def test_what_makes_no_sense_is_told_and_gives_no_number(
    query: str, told: str, origin: str, open_tab: Open
) -> None:
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
