"""The scripts that the page « Comparer » reads, so that it works from ``file://`` as well: no request for data."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable

from generator.portrait.ranking import ranked
from generator.portrait.trade import Scope
from generator.reference.direction import Direction
from generator.reference.european_union import other_members
from generator.reference.names import Names
from generator.reference.territories import Territory

_DIRECTIONS = (Direction.EXPORT, Direction.IMPORT)


def script(function: str, *values: object) -> str:
    """A call of ``function`` with JSON values: ASCII, nothing that HTML acts on, apostrophes as pages have them."""
    arguments = ",".join(json.dumps(value, separators=(",", ":")) for value in values)
    return f"{function}({arguments});\n".replace("<", "\\u003c").replace("'", "\\u2019")


def compare_script(territory: Territory, scope: Scope) -> str:
    """``portraitCompared(key, {products, countries})``: each a list of ``[code, exports, imports]`` in euros."""
    return script(
        "portraitCompared",
        territory.key.lower(),
        {"products": _rows(scope.by_product), "countries": _rows(scope.by_country)},
    )


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
        "products": {c: names.short_product(c) for d in _DIRECTIONS for c in national.by_product(d)},
        "countries": {c: names.short_country(c) for d in _DIRECTIONS for c in national.by_country(d)},
    }
    union = sorted(other_members(year))
    return script("portraitCompareIndex", {"territories": listed, **codes, "union": union})


def _rows(sums: Callable[[Direction], Counter[str]]) -> list[list[str | int]]:
    exports, imports = (sums(direction) for direction in _DIRECTIONS)
    return [[code, exports[code], imports[code]] for code in ranked(exports + imports)]
