"""One pass over the rows, then the scope of each territory as plain numbers.

The customs' rows are grouped once; 120 territories are cut out of the result. Scopes follow the contract: a
département is its customs code, a région its départements by Insee's map (plus Monaco for Provence-Alpes-Côte
d'Azur), France every row, unknown codes included.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

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

    @property
    def totals(self) -> Totals:
        """Total exports and imports."""
        return Totals(
            export_eur=self.cells[Direction.EXPORT].total(),
            import_eur=self.cells[Direction.IMPORT].total(),
        )

    def by_product(self, direction: Direction) -> Counter[str]:
        """Value of each A129 product."""
        return _along(self.cells[direction], 0)

    def by_country(self, direction: Direction) -> Counter[str]:
        """Value of each partner country."""
        return _along(self.cells[direction], 1)


class Cube:
    """The whole edition, grouped once; ``scope`` cuts a territory out of it."""

    def __init__(self, rows: pd.DataFrame) -> None:
        """``rows``: columns ``departement, flow, a129, cpf4, country`` (categorical) and ``value_eur`` (int64)."""
        self._by_departement: defaultdict[str, Scope] = defaultdict(Scope)
        self._scopes: dict[Territory, Scope] = {}
        for departement, flow, product, country, value in _grouped(rows, "country"):
            self._by_departement[departement].cells[FLUX[flow]][product, country] = value
        for departement, flow, product, cpf4, value in _grouped(rows, "cpf4"):
            self._by_departement[departement].details[FLUX[flow]][product, cpf4] = value

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


def _grouped(rows: pd.DataFrame, last: str) -> Iterable[tuple[str, str, str, str, int]]:
    keys = ["departement", "flow", "a129", last]
    sums = rows.groupby(keys, observed=True, sort=False)["value_eur"].sum()
    frame = sums[sums != 0].reset_index()
    columns = [frame[key].astype(str).tolist() for key in keys]
    return zip(*columns, frame["value_eur"].tolist(), strict=True)


def _merged(scopes: Iterable[Scope]) -> Scope:
    whole = Scope()
    for scope in scopes:
        for direction in Direction:
            whole.cells[direction].update(scope.cells[direction])
            whole.details[direction].update(scope.details[direction])
    return whole


def _along(cells: Counter[Pair], axis: int) -> Counter[str]:
    totals: Counter[str] = Counter()
    for key, value in cells.items():
        totals[key[axis]] += value
    return totals
