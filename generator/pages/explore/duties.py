"""The page « Ce qu'un droit toucherait »: the table it shows without JavaScript, and the scripts it works from.

One script lists territories, markets and products; one more a market holds each territory's exports to it by product,
and is loaded when the market is asked for: so that the page works from ``file://`` as well.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from markupsafe import Markup

from generator.context import EditionContext
from generator.french.templates import escaped
from generator.french.words import word
from generator.pages.explore.compare import script
from generator.pages.explore.map import Measure, france_map, share_shades
from generator.pages.links import Links
from generator.portrait.duty import EXAMPLE_RATE, duty_eur
from generator.portrait.exposure import FIRST_MARKET, Sales, exposures, sales
from generator.portrait.ranking import ranked
from generator.portrait.trade import Scope
from generator.reference.countries import country_codes, country_grammar
from generator.reference.direction import Direction
from generator.reference.names import Names
from generator.reference.territories import Kind, Territory, departements, france

FOLDER: Final = "assets/javascripts/droits"
_SAFE: Final = re.compile(r"[0-9A-Z]{1,8}")


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A département's line: exports to the market and the duty, in euros; ``rank`` by share, ``None`` without any."""

    rank: int | None
    name: str
    href: str | None
    base_eur: int
    total_eur: int
    duty_eur: int


def duty_page(
    scopes: Mapping[Territory, Scope],
    names: Names,
    links: Links,
    edition: EditionContext,
) -> dict[str, object]:
    """The page's values before any choice: France's exports to the first market, and the 101 départements'."""
    corsica_is_one = edition.corsica_is_one
    peers = {t: sales(scopes[t]) for t in departements()}
    found = exposures(peers, FIRST_MARKET, corsica_is_one=corsica_is_one)
    national = {france(): sales(scopes[france()])}
    whole = exposures(national, FIRST_MARKET, corsica_is_one=corsica_is_one)[france()]
    measure = Measure(
        key="market",
        hue="export",
        label="",
        title=word("carte", "titre_droits"),
        shades=share_shades(
            {t: (e.value_eur, e.total_eur) for t, e in found.items()},
            {t: e.standing for t, e in found.items()},
        ),
    )
    here = links.at("droits-de-douane")
    rows = [
        DutyRow(
            rank=e.standing.rank if e.standing else None,
            name=t.name,
            href=here.portrait(t),
            base_eur=e.value_eur,
            total_eur=e.total_eur,
            duty_eur=duty_eur(e.value_eur, Fraction(EXAMPLE_RATE)),
        )
        for t, e in found.items()
    ]
    return {
        "rate": EXAMPLE_RATE,
        "market": FIRST_MARKET,
        "name": escaped(names.short_country(FIRST_MARKET)),
        "subject": escaped(_subject(FIRST_MARKET, names)),
        "base": whole.value_eur,
        "total": whole.total_eur,
        "duty": duty_eur(whole.value_eur, Fraction(EXAMPLE_RATE)),
        "products": Markup(" ; ").join(escaped(names.short_product(code)) for code, _ in whole.products),
        "rows": sorted(rows, key=lambda row: (row.rank or len(rows) + 1, row.name)),
        "map": france_map([measure], here, edition),
    }


def duty_index(
    scopes: Mapping[Territory, Scope], names: Names, pages: Collection[Territory], *, corsica_is_one: bool
) -> str:
    """``portraitDutyIndex({territories, markets, products, rate})``.

    A territory: ``[key, path, name, kind, subject, « de » form, all its exports, whether it has a page, its own place
    among the customs' units]``; a market: ``[code, name, subject, its script]``; ``products``: names
    by code. A known country that France sells nothing to has no script (``""``). Euros.
    """
    national = scopes[france()]
    units: dict[tuple[str, ...], int] = {}
    listed = [
        [
            t.key.lower(),
            t.path,
            t.name,
            t.kind.value,
            t.grammar.subject,
            t.grammar.of,
            scope.totals.export_eur,
            t in pages,
            units.setdefault(t.codes_in(corsica_is_one), len(units)) if t.kind is Kind.DEPARTEMENT else -1,
        ]
        for t, scope in scopes.items()
    ]
    sold_to = ranked(national.by_country(Direction.EXPORT))
    files = dict.fromkeys(sorted(country_codes()), "") | {code: market_file(code) for code in sold_to}
    markets = [[code, names.short_country(code), _subject(code, names), file] for code, file in files.items()]
    products = {code: names.short_product(code) for code in sorted(national.by_product(Direction.EXPORT))}
    return script(
        "portraitDutyIndex",
        {"territories": listed, "markets": markets, "products": products, "rate": str(EXAMPLE_RATE)},
    )


def duty_scripts(scopes: Mapping[Territory, Scope]) -> Iterator[tuple[str, str]]:
    """(path from the site's root, ``portraitDuty(market, {products, rows})``) of each market France exports to.

    ``rows``, in the order of ``territories``: ``[product's place in products, euros, product's place, euros…]``.
    """
    sold: dict[Territory, Sales] = {t: sales(scope) for t, scope in scopes.items()}
    for market in ranked(scopes[france()].by_country(Direction.EXPORT)):
        carried = [s.by_market.get(market, {}) for s in sold.values()]
        products = sorted({code for each in carried for code in each})
        place = {code: position for position, code in enumerate(products)}
        rows = [[number for code in ranked(each) for number in (place[code], each[code])] for each in carried]
        text = script("portraitDuty", market, {"products": products, "rows": rows})
        yield f"{FOLDER}/{market_file(market)}", text


def market_file(code: str) -> str:
    """The file of a market's script. A code from a file is untrusted: an odd one is spelt in hexadecimal."""
    return f"{code}.js" if _SAFE.fullmatch(code) else f"x{code.encode().hex()}.js"


def _subject(market: str, names: Names) -> str:
    return country_grammar(market, names.short_country(market)).subject
