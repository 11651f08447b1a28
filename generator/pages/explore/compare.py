"""The scripts that the page « Comparer » reads, so that it works from ``file://`` as well: no request for data."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable

from generator.compute import EditionData
from generator.french.formatting import MILLIONS, amount, ordinal, share
from generator.portrait.ranking import ranked
from generator.portrait.trade import Scope
from generator.reference.countries import other_members
from generator.reference.direction import Direction
from generator.reference.geography import neighbours
from generator.reference.names import Names
from generator.reference.territories import Territory, france, region


def script(function: str, *values: object) -> str:
    """A call of ``function`` with JSON values: ASCII, nothing that HTML acts on, apostrophes as pages have them."""
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
            "products": _rows(scope.by_product),
            "countries": _rows(scope.by_country),
        },
    )


def _around(data: EditionData, territory: Territory) -> list[Territory]:
    """Its région, France, its neighbours, those that export alike; without those of which there are no amounts here."""
    wider = [region(territory.region_code)] if territory.region_code else []
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
        share(portrait.union.export_eur, totals.export_eur),
        f"{share(client.value_eur, totals.export_eur)} ({data.names.short_country(client.code)})"
        if client
        else None,
    )
    return [fact or "–" for fact in facts]


def compare_index(
    territories: Iterable[Territory], pages: Collection[Territory], national: Scope, names: Names, year: int
) -> str:
    """``portraitCompareIndex({territories, products, countries, union})``: what pickers offer, what codes are called.

    A territory: ``[key, path, name, kind, région's key, subject, « de » form, whether it has a page]``.
    ``union``: the codes of the other members in the edition's ``year``.
    """
    listed = [
        [
            t.key.lower(),
            t.path,
            t.name,
            t.kind.value,
            f"region-{t.region_code}" if t.region_code else "",
            t.grammar.subject,
            t.grammar.of,
            t in pages,
        ]
        for t in territories
    ]
    codes = {
        "products": {c: names.short_product(c) for d in Direction for c in national.by_product(d)},
        "countries": {c: names.short_country(c) for d in Direction for c in national.by_country(d)},
    }
    union = sorted(other_members(year))
    return script("portraitCompareIndex", {"territories": listed, **codes, "union": union})


def _rows(sums: Callable[[Direction], Counter[str]]) -> list[list[str | int]]:
    exports, imports = map(sums, Direction)
    return [[code, exports[code], imports[code]] for code in ranked(exports + imports)]
