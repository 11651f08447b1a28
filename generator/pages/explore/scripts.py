"""The scripts that « Comparer », « Exposition » and « Ce qu'un droit toucherait » work from.

« Comparer » has an index and a script a territory; the others have an index of territories, markets and products; one
for each partner and direction has each territory's trade with it by product, and is loaded when the partner is chosen.
So the pages work from ``file://`` as well.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from generator.compute import EditionData
from generator.french.formatting import MILLIONS, amount, ordinal, share
from generator.portrait.exposure import EXAMPLE_RATE
from generator.portrait.ranking import ranked
from generator.reference.countries import country_groups, other_eu_members
from generator.reference.direction import Direction
from generator.reference.geography import neighbours
from generator.reference.tables import rows_by_code
from generator.reference.territories import Kind, Territory, france

FOLDERS: Final = {
    Direction.EXPORT: "assets/javascripts/droits",
    Direction.IMPORT: "assets/javascripts/origines",
}
"""The folder of the scripts of each direction, a partner or group each."""
_SAFE: Final = re.compile(r"[0-9A-Z]{1,8}")


def script(function: str, *values: object) -> str:
    """A call of ``function`` with JSON values: ASCII only, safe inside HTML, with the apostrophes of pages."""
    arguments = ",".join(json.dumps(value, separators=(",", ":")) for value in values)
    return f"{function}({arguments});\n".replace("<", "\\u003c").replace("'", "\\u2019")


def compare_script(data: EditionData, territory: Territory) -> str:
    """``portraitCompared(key, {facts, around, products, countries})``.

    ``facts``: the seven lines of the first table as text, in the order of the page's headings; ``around``: the keys of
    the territories offered beside it, the first being shown by itself; ``products``, ``countries``: each a list of
    ``[code, exports, imports]`` in euros.
    """
    scope = data.scopes[territory]
    return script(
        "portraitCompared",
        territory.key.lower(),
        {
            "facts": _facts(data, territory),
            "around": [other.key.lower() for other in _around(data, territory)],
            "products": _rows(scope.products),
            "countries": _rows(scope.countries),
        },
    )


def _around(data: EditionData, territory: Territory) -> list[Territory]:
    """Its région, France, its neighbours and those that export alike, as far as the build has their amounts."""
    wider = [territory.own_region] if territory.own_region else []
    similar = [each.territory for each in data.analyses[territory].similar]
    found = dict.fromkeys([*wider, france(), *neighbours(territory), *similar])
    return [other for other in found if other in data.figures and other != territory]


def _facts(data: EditionData, territory: Territory) -> list[str]:
    """Exports, rank, change, imports, coverage, the Union's share, the first client's: a dash for what there is not."""
    portrait, highlights = data.portraits[territory], data.analyses[territory].highlights
    totals, evolved = portrait.totals, data.evolutions.get(territory)
    standing = highlights.standing.get(Direction.EXPORT)
    client = highlights.countries.get(Direction.EXPORT)
    facts = (
        amount(totals.export_eur),
        f"{ordinal(standing.rank)} sur {standing.among}" if standing else None,
        MILLIONS.change(evolved.evolution.before.export_eur, evolved.evolution.after.export_eur)
        if evolved
        else None,
        amount(totals.import_eur),
        share(totals.export_eur, totals.import_eur),
        share(portrait.eu.export_eur, totals.export_eur),
        f"{share(client.value_eur, totals.export_eur)} ({data.names.short_country(client.code)})"
        if client
        else None,
    )
    return [fact or "–" for fact in facts]


def compare_index(data: EditionData) -> str:
    """``portraitCompareIndex({territories, products, countries, union})``: what pickers offer, what codes are called.

    A territory: ``[key, path, name, kind, région's key, subject, « de » form, whether it has a page]``.
    ``union``: the codes of the other members in the edition's year.
    """
    names, national = data.names, data.scopes[france()]
    listed = [
        [
            t.key.lower(),
            t.path,
            t.name,
            t.kind.value,
            f"region-{t.region_code}" if t.region_code else "",
            t.grammar.subject,
            t.grammar.of,
            t in data.pages,
        ]
        for t in data.figures
    ]
    codes = {
        "products": {c: names.short_product(c) for d in Direction for c in national.products[d]},
        "countries": {c: names.short_country(c) for d in Direction for c in national.countries[d]},
    }
    union = sorted(other_eu_members(data.context.year))
    return script("portraitCompareIndex", {"territories": listed, **codes, "union": union})


def _rows(sums: Mapping[Direction, Counter[str]]) -> list[list[str | int]]:
    exports, imports = (sums[direction] for direction in Direction)
    return [[code, exports[code], imports[code]] for code in ranked(exports + imports)]


def trade_index(data: EditionData) -> str:
    """``portraitTradeIndex({territories, markets, groups, products, rate})``.

    A territory: ``[key, path, name, kind, subject, « de » form, all its exports, whether it has a page, its own place
    among the customs' units, all its imports]``; a market: ``[code, name, subject, its script of exports, of
    imports]``; a group of countries: ``[code, name, subject, date, [its markets' codes], its script]``; ``products``:
    names by code. A known country without trade has no script (``""``). Euros.
    """
    names, national = data.names, data.scopes[france()]
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
            t in data.pages,
            units.setdefault(t.customs_codes, len(units)) if t.kind is Kind.DEPARTEMENT else -1,
            scope.totals.import_eur,
        ]
        for t, scope in data.scopes.items()
    ]
    partners = {d: set(ranked(national.countries[d])) for d in Direction}
    codes = sorted(set(rows_by_code("pays.csv")).union(*partners.values()))
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
        for group in country_groups(data.context.year, codes)
    ]
    sold = {code for d in Direction for code in national.products[d]}
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


def trade_scripts(data: EditionData) -> Iterator[tuple[str, str]]:
    """(path from the site's root, ``portraitTrade(direction, market, {products, rows})``) of each partner and group.

    ``rows``, in the order of ``territories``: ``[product's place in products, euros, product's place, euros…]``.
    """
    for direction in Direction:
        partners = ranked(data.scopes[france()].countries[direction])
        of_one = {market_file(code): (code, (code,)) for code in partners}
        of_many = {f"{g.code}.js": (g.code, g.members) for g in country_groups(data.context.year, partners)}
        for file, (name, members) in (of_one | of_many).items():
            carried = [
                _together(scope.products_by_country[direction], members) for scope in data.scopes.values()
            ]
            products = sorted({code for each in carried for code in each})
            place = {code: position for position, code in enumerate(products)}
            rows = [[number for c in ranked(each) for number in (place[c], each[c])] for each in carried]
            text = script("portraitTrade", direction.value, name, {"products": products, "rows": rows})
            yield f"{FOLDERS[direction]}/{file}", text


def _together(by_country: Mapping[str, Mapping[str, int]], members: Iterable[str]) -> Counter[str]:
    """Trade with several partners by product, in euros."""
    found: Counter[str] = Counter()
    for code in members:
        found.update(by_country.get(code, {}))
    return found


def market_file(code: str) -> str:
    """The file of a market's script. A code from a file is untrusted: an odd one is spelt in hexadecimal."""
    return f"{code}.js" if _SAFE.fullmatch(code) else f"x{code.encode().hex()}.js"
