"""The data of the search box, « Comparer », « Exposition » and « Droits de douane », as scripts.

Scripts, because ``fetch()`` does not work from ``file://``. « Comparer » has an index and a script per territory. The
last two pages have an index, and a script per partner and direction, which is loaded when the partner is chosen.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from generator.compute import EditionData
from generator.french.formatting import MILLIONS, ordinal, share
from generator.french.words import section
from generator.pages.explore.topic import ExploreData
from generator.portrait.exposure import EXAMPLE_RATE
from generator.portrait.ranking import Axis, ranked
from generator.reference.countries import country_groups, is_foreign_country, other_eu_members, other_names
from generator.reference.direction import Direction
from generator.reference.geography import neighbours
from generator.reference.tables import read_table, rows_by_code
from generator.reference.territories import Kind, Territory, france, territories

FOLDERS: Final = {Direction.EXPORT: "assets/javascripts/droits", Direction.IMPORT: "assets/javascripts/origines"}
"""The folder of each direction's scripts, one per partner or group."""
EXPORTERS: Final = 3
"""How many exporters the search box lists for a product or country."""
_SAFE: Final = re.compile(r"[0-9A-Z]{1,8}")


def script(function: str, *values: object) -> str:
    """A call of ``function`` with JSON values: ASCII only, safe inside HTML, with curly apostrophes."""
    arguments = ",".join(json.dumps(value, separators=(",", ":")) for value in values)
    return f"{function}({arguments});\n".replace("<", "\\u003c").replace("'", "\\u2019")


def compare_script(data: EditionData, territory: Territory) -> str:
    """``portraitCompared(key, {facts, around, products, countries})``.

    ``facts``: the seven values of the first table as text, in the order of the page's headings. ``around``: the keys of
    the territories suggested for comparison; the first is selected. ``products``, ``countries``: lists of
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
    """Its région, France, its neighbours and the territories with similar exports, those that the build has data of."""
    wider = [territory.own_region] if territory.own_region else []
    similar = [each.territory for each in data.analyses[territory].similar]
    found = dict.fromkeys([*wider, france(), *neighbours(territory), *similar])
    return [other for other in found if other in data.figures and other != territory]


def _facts(data: EditionData, territory: Territory) -> list[str]:
    """Exports, rank, change, imports, coverage, the EU's share, the first client's; a dash where there is none."""
    portrait, analysis = data.portraits[territory], data.analyses[territory]
    totals, evolution = portrait.totals, data.evolutions.get(territory)
    standing = analysis.standing.get(Direction.EXPORT)
    client = analysis.first(Axis.COUNTRY, Direction.EXPORT)
    facts = (
        MILLIONS.number(totals.export_eur),
        f"{ordinal(standing.rank)} sur {standing.among}" if standing else None,
        MILLIONS.change(evolution.before.export_eur, evolution.after.export_eur) if evolution else None,
        MILLIONS.number(totals.import_eur),
        share(totals.export_eur, totals.import_eur),
        share(portrait.eu.export_eur, totals.export_eur),
        f"{share(client.value_eur, totals.export_eur)} ({data.names.countries.short(client.code)})" if client else None,
    )
    return [fact or "–" for fact in facts]


def compare_index(data: EditionData) -> str:
    """``portraitCompareIndex({territories, products, countries, union})``: what the pickers offer, and names by code.

    A territory: ``[key, path, name, kind, région's key, subject, « de » form, whether it has a page]``. ``union``: the
    codes of the other EU members in the edition's year.
    """
    names, national = data.names, data.scopes[france()]
    listed = [
        [*_identity(t), t.own_region.key if t.own_region else "", *_forms(t), t in data.pages] for t in data.figures
    ]
    codes = {
        "products": {c: names.products.short(c) for d in Direction for c in national.products[d]},
        "countries": {c: names.countries.short(c) for d in Direction for c in national.countries[d]},
    }
    union = sorted(other_eu_members(data.context.year))
    return script("portraitCompareIndex", {"territories": listed, **codes, "union": union})


def _identity(t: Territory) -> list[str]:
    return [t.key.lower(), t.path, t.name, t.kind.value]


def _forms(t: Territory) -> list[str]:
    return [t.grammar.subject, t.grammar.of]


def _rows(sums: Mapping[Direction, Counter[str]]) -> list[list[str | int]]:
    exports, imports = (sums[direction] for direction in Direction)
    return [[code, exports[code], imports[code]] for code in ranked(exports + imports)]


def trade_index(data: EditionData) -> str:
    """``portraitTradeIndex({territories, markets, groups, products, rate})``.

    A territory: ``[key, path, name, kind, subject, « de » form, exports, whether it has a page, number of its customs
    unit, imports]``, in euros; a market: ``[code, name, subject, script of exports, script of imports,
    whether it is a country]``; a group of countries: ``[code, name, subject, date, [codes of its markets], script]``;
    ``products``: names by code. A country without trade has no script (``""``).
    """
    names, national = data.names, data.scopes[france()]
    units: dict[tuple[str, ...], int] = {}
    listed = []
    for t, scope in data.scopes.items():
        unit = units.setdefault(t.customs_codes, len(units)) if t.kind is Kind.DEPARTEMENT else -1
        exports, imports = scope.totals.export_eur, scope.totals.import_eur
        listed.append([*_identity(t), *_forms(t), exports, t in data.pages, unit, imports])
    partners = {d: set(ranked(national.countries[d])) for d in Direction}
    codes = sorted(set(rows_by_code("pays.csv")).union(*partners.values()))
    markets = []
    for code in codes:
        files = [_market_file(code) if code in partners[d] else "" for d in Direction]
        subject = names.countries.forms(code).subject
        markets.append([code, names.countries.short(code), subject, *files, is_foreign_country(code)])
    groups = [
        [group.code, group.name, group.subject, group.date, group.members, f"{group.code}.js"]
        for group in country_groups(data.context.year, codes)
    ]
    products = {code: names.products.short(code) for code in sorted(set().union(*national.products.values()))}
    values = {"territories": listed, "markets": markets, "groups": groups, "products": products}
    return script("portraitTradeIndex", {**values, "rate": str(EXAMPLE_RATE)})


def trade_scripts(data: EditionData) -> Iterator[tuple[str, str]]:
    """The path and text of each partner's and group's script: ``portraitTrade(direction, market, {products, rows})``.

    ``rows``, in the order of ``territories``: ``[position in products, euros, position in products, euros…]``.
    """
    for direction in Direction:
        partners = ranked(data.scopes[france()].countries[direction])
        of_one = {_market_file(code): (code, (code,)) for code in partners}
        of_many = {f"{g.code}.js": (g.code, g.members) for g in country_groups(data.context.year, partners)}
        for file, (name, members) in (of_one | of_many).items():
            traded = [_with(members, scope.products_by_country[direction]) for scope in data.scopes.values()]
            products = sorted({code for sums in traded for code in sums})
            position = {code: number for number, code in enumerate(products)}
            rows = [[number for c in ranked(sums) for number in (position[c], sums[c])] for sums in traded]
            text = script("portraitTrade", direction.value, name, {"products": products, "rows": rows})
            yield f"{FOLDERS[direction]}/{file}", text


def _with(countries: Iterable[str], by_country: Mapping[str, Mapping[str, int]]) -> Counter[str]:
    """The trade with several countries by product, in euros."""
    sums: Counter[str] = Counter()
    for code in countries:
        sums.update(by_country.get(code, {}))
    return sums


def _market_file(code: str) -> str:
    """The name of a market's script. Codes from files are untrusted: an unusual one is written in hexadecimal."""
    return f"{code}.js" if _SAFE.fullmatch(code) else f"x{code.encode().hex()}.js"


def finder_index(explore: ExploreData) -> str:
    """``portraitIndex({portraits, industry, topics, pages, words})``, the index of the search box.

    A portrait: ``[path, name, code, kind, région, [other names]]``; a Territoire d'industrie: ``[path, name,
    [positions of the portraits of its départements]]``, those whose lists omit it included; a topic (country or
    product): ``[path, name, kind, code and official label, [[position, rank] of its first exporters], [other names]]``;
    a page of the site: ``[path, name, [other names], whether it is offered when nothing matches]``; ``words``: the
    texts of the box.
    """
    listed = [territory for territory in territories() if territory in explore.data.pages]
    position = {t.code: number for number, t in enumerate(listed) if t.kind is Kind.DEPARTEMENT}
    portraits = []
    for t in listed:
        code, region = t.code if t.kind is Kind.DEPARTEMENT else "", t.own_region.name if t.own_region else ""
        portraits.append([t.path, t.name, code, t.kind.value, region, _other_names(t)])
    industry = [
        [each.path, each.name, [position[code] for code in sorted(each.communes) if code in position]]
        for each in explore.industry
    ]
    # everyday names, which the nomenclature does not use
    product_names: dict[str, list[str]] = defaultdict(list)
    for row in read_table("produits_autres_noms.csv"):
        product_names[row["code"]].append(row["nom"])
    topics = []
    for axis, of_axis in explore.topics.items():
        for topic in of_axis.values():
            places = topic.sides[Direction.EXPORT].places[:EXPORTERS]
            first = [[position[p.territory.code], p.rank] for p in places if p.territory.code in position]
            names = other_names(topic.code) if axis is Axis.COUNTRY else product_names[topic.code]
            topics.append([topic.path, topic.name, axis.value, f"{topic.code} {topic.label}", first, list(names)])
    pages = []
    for row in read_table("pages_du_site.csv"):
        names = [each for each in row["autres_noms"].split(",") if each]
        pages.append([row["adresse"], row["titre"], names, row["principale"] == "oui"])
    values = {"portraits": portraits, "industry": industry, "topics": topics, "pages": pages}
    return script("portraitIndex", {**values, "words": section("recherche")})


def _other_names(territory: Territory) -> list[str]:
    """A région's short addresses and other names."""
    if territory.kind is not Kind.REGION:
        return []
    found = [row["nom"] for row in read_table("regions_autres_noms.csv") if row["region"] == territory.code]
    short = [row["abrege"] for row in read_table("adresses_courtes.csv") if row["region"] == territory.code]
    return list(dict.fromkeys([*short, *found]))
