"""One pass over the rows, then the scope of each territory as plain numbers.

The customs' rows are grouped once; 120 territories are cut out of the result. Scopes follow the contract: a
département is its customs code, a région its départements by Insee's map (plus Monaco for Provence-Alpes-Côte
d'Azur), France every row, unknown codes included.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import pandas as pd

from generator.portrait.model import Direction, Totals
from generator.reference.territories import Kind, Territory

Pair = tuple[str, str]
FLUX = {"E": Direction.EXPORT, "I": Direction.IMPORT}


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
        """``rows``: columns ``departement, flow, a129, cpf4, country`` (categorical) and ``value_eur`` (int64)."""
        self._by_departement: defaultdict[str, Scope] = defaultdict(Scope)
        self._scopes: dict[Territory, Scope] = {}
        for departement, flow, cells in _grouped(rows, "country"):
            self._by_departement[departement].cells[FLUX[flow]].update(cells)
        for departement, flow, cells in _grouped(rows, "cpf4"):
            self._by_departement[departement].details[FLUX[flow]].update(cells)

    def scope(self, territory: Territory) -> Scope:
        """The trade of a territory, worked out once; empty when the files have no row of it. Not to be changed."""
        if territory not in self._scopes:
            self._scopes[territory] = self._cut_out(territory)
        return self._scopes[territory]

    def _cut_out(self, territory: Territory) -> Scope:
        if territory.kind is Kind.FRANCE:
            return _merged(self._by_departement.values())
        parts = [self._by_departement[c] for c in territory.customs_codes if c in self._by_departement]
        return parts[0] if len(parts) == 1 else _merged(parts)


def _grouped(rows: pd.DataFrame, last: str) -> Iterable[tuple[str, str, dict[Pair, int]]]:
    """Each département and direction with its euros by product and ``last``, in order of the codes, zeros left out.

    As four categoricals pandas would group them by the millions of combinations there could be: one integer a row,
    sorted, takes a third of the time.
    """
    columns = [rows[name].cat for name in ("departement", "flow", "a129", last)]
    sizes = [len(column.categories) for column in columns]
    keys = np.zeros(len(rows), dtype=np.int64)
    for column, size in zip(columns, sizes, strict=True):
        # The widest domains the customs' layout allows, multiplied, stay far within int64.
        keys = keys * size + column.codes.to_numpy()
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    euros = np.add.reduceat(rows["value_eur"].to_numpy()[order], starts) if len(keys) else keys
    keys, euros = keys[starts][euros != 0], euros[euros != 0]
    departements, flows, products, lasts = (
        column.categories.to_numpy()[codes].tolist()
        for column, codes in zip(columns, np.unravel_index(keys, sizes), strict=True)
    )
    values = euros.tolist()
    scopes = keys // (sizes[2] * sizes[3])
    bounds = [*np.flatnonzero(np.diff(scopes, prepend=-1)).tolist(), len(values)]
    for start, end in pairwise(bounds):
        pairs = zip(products[start:end], lasts[start:end], strict=True)
        yield departements[start], flows[start], dict(zip(pairs, values[start:end], strict=True))


def _merged(scopes: Iterable[Scope]) -> Scope:
    whole = Scope()
    for scope in scopes:
        for direction in Direction:
            whole.cells[direction].update(scope.cells[direction])
            whole.details[direction].update(scope.details[direction])
    return whole


def _sums(cells: Counter[Pair]) -> tuple[Counter[str], Counter[str]]:
    """By product and by country, in one pass."""
    products: defaultdict[str, int] = defaultdict(int)
    countries: defaultdict[str, int] = defaultdict(int)
    for (product, country), value in cells.items():
        products[product] += value
        countries[country] += value
    return Counter(products), Counter(countries)
