"""One pass over the rows, then the scope of each territory as plain numbers.

The customs' rows are grouped once; 120 territories are cut out of the result. Scopes follow the contract: a
département is its customs code, a région its départements by Insee's map (plus Monaco for Provence-Alpes-Côte
d'Azur), France every row, unknown codes included.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

import pandas as pd

from generator.portrait.grouped import Grouped, Pair
from generator.portrait.model import Totals
from generator.reference.direction import Direction
from generator.reference.territories import Territory, corsica_is_one


@dataclass(frozen=True, slots=True)
class Scope:
    """The trade of one territory, in euros.

    ``cells[direction][product, country]`` at A129 level; ``details[direction][product, cpf4]``. Zeros are absent.
    """

    cells: dict[Direction, Counter[Pair]] = field(
        default_factory=lambda: {direction: Counter() for direction in Direction}
    )
    details: dict[Direction, Counter[Pair]] = field(
        default_factory=lambda: {direction: Counter() for direction in Direction}
    )
    _sums: dict[Direction, tuple[Counter[str], Counter[str]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """Added up when first asked for: each is asked for some ten times."""

    @property
    def totals(self) -> Totals:
        """Total exports and imports."""
        return Totals(
            export_eur=self.cells[Direction.EXPORT].total(),
            import_eur=self.cells[Direction.IMPORT].total(),
        )

    def by_product(self, direction: Direction) -> Counter[str]:
        """Value of each A129 product. Not to be changed, nor are ``cells`` once it is asked for."""
        return self._summed(direction)[0]

    def by_country(self, direction: Direction) -> Counter[str]:
        """Value of each partner country. Not to be changed, nor are ``cells`` once it is asked for."""
        return self._summed(direction)[1]

    def _summed(self, direction: Direction) -> tuple[Counter[str], Counter[str]]:
        if direction not in self._sums:
            self._sums[direction] = _sums(self.cells[direction])
        return self._sums[direction]


class Cube:
    """The whole edition, grouped once; ``scope`` cuts a territory out of it."""

    def __init__(self, rows: pd.DataFrame) -> None:
        """``rows``: columns ``departement, direction, a129, cpf4, country`` (categorical) and ``value_eur`` (int64)."""
        self._cells, self._details = Grouped(rows, "country"), Grouped(rows, "cpf4")
        self.corsica_is_one = corsica_is_one(rows["departement"].cat.categories)
        self._scopes: dict[tuple[str, ...] | None, Scope] = {}

    def scope(self, territory: Territory) -> Scope:
        """The trade of a territory, worked out once; empty when the files have no row of it. Not to be changed."""
        codes = territory.rows_in(self.corsica_is_one)
        if codes not in self._scopes:
            self._scopes[codes] = Scope(self._cells.of(codes), self._details.of(codes))
        return self._scopes[codes]


def _sums(cells: Counter[Pair]) -> tuple[Counter[str], Counter[str]]:
    """By product and by country, in one pass."""
    products: defaultdict[str, int] = defaultdict(int)
    countries: defaultdict[str, int] = defaultdict(int)
    for (product, country), value in cells.items():
        products[product] += value
        countries[country] += value
    return Counter(products), Counter(countries)
