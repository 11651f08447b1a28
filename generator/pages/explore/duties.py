"""The page « Ce qu'un droit toucherait »: the table it shows without JavaScript, and the scripts it works from.

One script lists territories, markets and products; one more a market holds each territory's exports to it by product,
and is loaded when the market is asked for: so that the page works from ``file://`` as well.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from markupsafe import Markup

from generator.context import EditionContext
from generator.french.formatting import column_share
from generator.french.templates import escaped
from generator.french.words import word
from generator.pages.explore.compare import script
from generator.pages.explore.map import Measure, france_map
from generator.pages.explore.measures import share_shades
from generator.pages.explore.ranking import Leader, hundredths, named_once, ranking_head
from generator.pages.links import Links
from generator.portrait.analysis import SMALL_EXPORTS
from generator.portrait.exposure import EXAMPLE_RATE, FIRST_MARKET, Sales, duty_eur, exposures, sales
from generator.portrait.ranking import ranked
from generator.portrait.trade import Scope
from generator.reference.countries import country_codes, country_grammar, country_groups
from generator.reference.direction import Direction
from generator.reference.names import Names
from generator.reference.territories import Kind, Territory, departements_among, france

FOLDERS: Final = {
    Direction.EXPORT: "assets/javascripts/droits",
    Direction.IMPORT: "assets/javascripts/origines",
}
"""Where the scripts of each direction lie, a partner or group each."""
_SAFE: Final = re.compile(r"[0-9A-Z]{1,8}")


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A département's line: exports to the market and the duty, in euros; ``rank`` by share, ``None`` without any.

    None is told either of what exports too little; ``bar``: its share in hundredths of the largest one.
    """

    rank: int | None
    codes: str
    name: str
    href: str | None
    base_eur: int
    total_eur: int
    duty_eur: int
    bar: int


def duty_page(
    scopes: Mapping[Territory, Scope],
    names: Names,
    links: Links,
    edition: EditionContext,
) -> dict[str, object]:
    """The page's values before any choice: France's exports to the first market, and the 101 départements'."""
    peers = {t: sales(scopes[t]) for t in departements_among(scopes)}
    found = exposures(peers, FIRST_MARKET)
    national = {france(): sales(scopes[france()])}
    whole = exposures(national, FIRST_MARKET)[france()]
    measure = Measure(
        key="market",
        hue="export",
        label="",
        title=word("carte", "titre_droits"),
        shades=share_shades(
            {t: (e.value_eur, e.total_eur) for t, e in found.items()},
            {t: e.standing for t, e in found.items() if e.total_eur >= SMALL_EXPORTS},
        ),
    )
    here = links.at("droits-de-douane")
    named = named_once(peers, here)
    shares = {t: Fraction(e.value_eur, e.total_eur or 1) for t, e in found.items()}
    widest = max(shares.values())
    rows = [
        DutyRow(
            rank=e.standing.rank if e.standing and e.total_eur >= SMALL_EXPORTS else None,
            codes=" ".join(named[t].codes),
            name=named[t].name,
            href=named[t].href,
            base_eur=e.value_eur,
            total_eur=e.total_eur,
            duty_eur=duty_eur(e.value_eur, Fraction(EXAMPLE_RATE)),
            bar=hundredths(shares[t], widest),
        )
        for t, e in sorted(found.items(), key=lambda each: (-shares[each[0]], each[0].name))
        if t in named
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
        "rows": rows,
        "small": SMALL_EXPORTS,
        "head": ranking_head(
            word("classement", "droits"),
            [
                Leader(
                    row.rank, row.name, row.href, row.bar, column_share(row.base_eur, row.total_eur, 1) or ""
                )
                for row in rows
                if row.rank
            ],
            edition,
            table="tableau-droits",
            map_=france_map([measure], here, edition),
        ),
    }


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
            _subject(code, names),
            *(market_file(code) if code in partners[d] else "" for d in (Direction.EXPORT, Direction.IMPORT)),
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


def _subject(market: str, names: Names) -> str:
    return country_grammar(market, names.short_country(market)).subject
