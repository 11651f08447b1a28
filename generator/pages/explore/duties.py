"""The scripts that « Exposition » and « Ce qu'un droit toucherait » work from.

One lists territories, markets and products; one for each partner and direction has each territory's trade with it by
product, and is loaded when the partner is chosen: so that the pages work from ``file://`` as well.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from generator.context import EditionContext
from generator.pages.explore.compare import script
from generator.portrait.exposure import EXAMPLE_RATE, Sales, sales
from generator.portrait.ranking import ranked
from generator.portrait.trade import Scope
from generator.reference.countries import country_codes, country_groups
from generator.reference.direction import Direction
from generator.reference.names import Names
from generator.reference.territories import Kind, Territory, france

FOLDERS: Final = {
    Direction.EXPORT: "assets/javascripts/droits",
    Direction.IMPORT: "assets/javascripts/origines",
}
"""The folder of the scripts of each direction, a partner or group each."""
_SAFE: Final = re.compile(r"[0-9A-Z]{1,8}")


def trade_index(
    scopes: Mapping[Territory, Scope], names: Names, pages: Collection[Territory], edition: EditionContext
) -> str:
    """``portraitTradeIndex({territories, markets, groups, products, rate})``.

    A territory: ``[key, path, name, kind, subject, « de » form, all its exports, whether it has a page, its own place
    among the customs' units, all its imports]``; a market: ``[code, name, subject, its script of exports, of
    imports]``; a group of countries: ``[code, name, subject, date, [its markets' codes], its script]``; ``products``:
    names by code. A known country without trade has no script (``""``). Euros.
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
            units.setdefault(t.customs_codes, len(units)) if t.kind is Kind.DEPARTEMENT else -1,
            scope.totals.import_eur,
        ]
        for t, scope in scopes.items()
    ]
    partners = {d: set(ranked(national.by_country(d))) for d in Direction}
    codes = sorted(country_codes().union(*partners.values()))
    markets = [
        [
            code,
            names.short_country(code),
            names.country_forms(code).subject,
            *(market_file(code) if code in partners[d] else "" for d in Direction),
        ]
        for code in codes
    ]
    groups = [
        [group.code, group.name, group.subject, group.date, group.members, f"{group.code}.js"]
        for group in country_groups(edition.year, codes)
    ]
    sold = {code for d in Direction for code in national.by_product(d)}
    products = {code: names.short_product(code) for code in sorted(sold)}
    return script(
        "portraitTradeIndex",
        {
            "territories": listed,
            "markets": markets,
            "groups": groups,
            "products": products,
            "rate": str(EXAMPLE_RATE),
        },
    )


def trade_scripts(scopes: Mapping[Territory, Scope], year: int) -> Iterator[tuple[str, str]]:
    """(path from the site's root, ``portraitTrade(direction, market, {products, rows})``) of each partner and group.

    ``rows``, in the order of ``territories``: ``[product's place in products, euros, product's place, euros…]``.
    """
    for direction in Direction:
        traded: dict[Territory, Sales] = {t: sales(scope, direction) for t, scope in scopes.items()}
        partners = ranked(scopes[france()].by_country(direction))
        of_one = {market_file(code): (code, (code,)) for code in partners}
        of_many = {f"{g.code}.js": (g.code, g.members) for g in country_groups(year, partners)}
        for file, (name, members) in (of_one | of_many).items():
            carried = [_together(each, members) for each in traded.values()]
            products = sorted({code for each in carried for code in each})
            place = {code: position for position, code in enumerate(products)}
            rows = [[number for c in ranked(each) for number in (place[c], each[c])] for each in carried]
            text = script("portraitTrade", direction.value, name, {"products": products, "rows": rows})
            yield f"{FOLDERS[direction]}/{file}", text


def _together(traded: Sales, members: Iterable[str]) -> Counter[str]:
    """Trade with several partners by product, in euros."""
    found: Counter[str] = Counter()
    for code in members:
        found.update(traded.by_market.get(code, {}))
    return found


def market_file(code: str) -> str:
    """The file of a market's script. A code from a file is untrusted: an odd one is spelt in hexadecimal."""
    return f"{code}.js" if _SAFE.fullmatch(code) else f"x{code.encode().hex()}.js"
