"""Sums the rows of an edition by territory.

Scopes follow REFERENCE.md: a département is its customs code; a région is its départements as defined by Insee (plus
Monaco for Provence-Alpes-Côte d'Azur); France is every row, unknown codes included.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from typing import TypeVar

import pandas as pd

from generator.portrait.model import Totals
from generator.reference.countries import other_eu_members
from generator.reference.direction import Direction
from generator.reference.territories import Territory, territories_in

Pair = tuple[str, str]
Key = TypeVar("Key")


class Sums:
    """A territory's trade over some period, in euros: ``products[direction][code]``, ``countries`` likewise."""

    def __init__(self, products: Mapping[Direction, Counter[str]], countries: Mapping[Direction, Counter[str]]) -> None:
        self.products, self.countries = products, countries
        self.totals = Totals(*(products[direction].total() for direction in Direction))


class Scope(Sums):
    """The trade of one territory in the edition, in euros. Read-only.

    ``cells[direction][product, country]`` at A129 level, also nested as ``countries_by_product`` and
    ``products_by_country``; ``details[direction][product, cpf4]``. Zeros are absent.
    """

    def __init__(
        self, cells: Mapping[Direction, Counter[Pair]], details: Mapping[Direction, Counter[Pair]] | None = None
    ) -> None:
        self.cells = cells
        self.details = details or {direction: Counter() for direction in Direction}
        self.countries_by_product = {d: nested(cells[d]) for d in Direction}
        self.products_by_country = {d: nested(cells[d], outer=1) for d in Direction}
        super().__init__(_summed(self.countries_by_product), _summed(self.products_by_country))


def _summed(values: Mapping[Direction, Mapping[str, Mapping[str, int]]]) -> dict[Direction, Counter[str]]:
    return {d: Counter({code: sum(own.values()) for code, own in values[d].items()}) for d in Direction}


def nested(cells: Mapping[Pair, int], outer: int = 0) -> dict[str, dict[str, int]]:
    """The values by one code of the pairs, then by the other; ``outer``: which code comes first, 0 or 1."""
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for pair, value in cells.items():
        found[pair[outer]][pair[1 - outer]] = value
    return dict(found)


def eu_part(by_country: Mapping[str, int], year: int) -> int:
    """The part of ``by_country``, euros, traded with the other EU members in ``year`` (see ``other_eu_members``).

    Limits: an import counts by its origin (goods made in China and bought in Germany are Chinese), an export by its
    last known destination.
    """
    members = other_eu_members(year)
    return sum(value for code, value in by_country.items() if code in members)


def scopes_of(rows: pd.DataFrame) -> dict[Territory, Scope]:
    """The trade of all territories, as an edition defines them, from its trade frame; empty where it has no rows."""
    cells, details = ({d: by_departement(rows, d, "a129", other) for d in Direction} for other in ("country", "cpf4"))
    return {
        t: Scope(*({d: sum_over(sums[d], t.row_codes) for d in Direction} for sums in (cells, details)))
        for t in territories_in(rows["departement"].cat.categories)
    }


def by_departement(rows: pd.DataFrame, direction: Direction, first: str, last: str) -> Mapping[str, Counter[Pair]]:
    """Euros by customs département, then by the codes of two columns, in one direction; zeros are absent."""
    own = rows[rows["direction"] == direction]
    sums = own.groupby(["departement", first, last], observed=True, as_index=False)["value_eur"].sum()
    found: defaultdict[str, Counter[Pair]] = defaultdict(Counter)
    for departement, one, other, value in sums.itertuples(index=False, name=None):
        if value:
            found[departement][one, other] = value
    return found


def sum_over(sums: Mapping[str, Counter[Key]], codes: Collection[str] | None) -> Counter[Key]:
    """The total of ``sums`` over several customs départements (``None``: all), sorted by key."""
    total = Counter[Key]()
    for code, own in sums.items():
        if codes is None or code in codes:
            total.update(own)
    return Counter(dict(sorted(total.items())))
