"""The trade of an edition: its rows grouped once, and the sums of each territory taken from them.

Rows are added up by département, direction, A129 product, CPF4 product, country and quarter; all sums are
made from that table. Scopes follow REFERENCE.md: a département is its customs code, a région its départements by
Insee's map (plus Monaco for Provence-Alpes-Côte d'Azur), France every row, unknown codes included.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from generator.portrait.model import Totals
from generator.reference.direction import Direction
from generator.reference.territories import Territory, territories_in

COLUMNS = ("departement", "direction", "a129", "cpf4", "country", "quarter")

Pair = tuple[str, str]
Integers: TypeAlias = npt.NDArray[np.int64]
Places: TypeAlias = npt.NDArray[np.integer]


class Sums:
    """A territory's trade in some time, in euros, by A129 product and by partner country. Not to be changed."""

    def __init__(
        self, products: Mapping[Direction, Counter[str]], countries: Mapping[Direction, Counter[str]]
    ) -> None:
        """In each direction, by code."""
        self._products, self._countries = products, countries
        self.totals = Totals(*(products[direction].total() for direction in Direction))

    def by_product(self, direction: Direction) -> Counter[str]:
        """Value of each A129 product."""
        return self._products[direction]

    def by_country(self, direction: Direction) -> Counter[str]:
        """Value of each partner country."""
        return self._countries[direction]


class Scope(Sums):
    """The trade of one territory in the edition, in euros. Not to be changed.

    ``cells[direction][product, country]`` at A129 level; ``details[direction][product, cpf4]``. Zeros are absent.
    """

    def __init__(
        self,
        cells: Mapping[Direction, Counter[Pair]],
        details: Mapping[Direction, Counter[Pair]] | None = None,
    ) -> None:
        """Sums are added up from ``cells``."""
        self.cells = cells
        self.details = details or {direction: Counter() for direction in Direction}
        sums = {direction: _sums(cells[direction]) for direction in Direction}
        super().__init__({d: sums[d][0] for d in Direction}, {d: sums[d][1] for d in Direction})


def nested(cells: Mapping[Pair, int], outer: int = 0) -> dict[str, dict[str, int]]:
    """The value of each pair by one of its codes, then by the other; ``outer``: which one comes first, 0 or 1."""
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for pair, value in cells.items():
        found[pair[outer]][pair[1 - outer]] = value
    return dict(found)


class Line(NamedTuple):
    """A line of the table: euros and kilograms of one key. ``product``: A129 or CPF4, ``quarter``: 1 to 4."""

    departement: str
    product: str
    country: str
    quarter: int
    euros: int
    kilograms: int


class TradeTable:
    """The rows, added up by ``COLUMNS`` and in their order; ``codes[column]``: the codes of a column, in order.

    ``territories``: all of them, as the edition has them.
    """

    def __init__(self, rows: pd.DataFrame) -> None:
        """``rows``: ``COLUMNS`` (categorical, ``quarter`` int8, 1 to 4), ``value_eur`` and ``mass_kg`` (int64)."""
        self.codes: dict[str, npt.NDArray[np.object_]] = {
            name: rows[name].cat.categories.to_numpy() for name in COLUMNS[:-1]
        }
        places = {name: rows[name].cat.codes.to_numpy() for name in COLUMNS[:-1]}
        places["quarter"] = rows["quarter"].to_numpy() - 1
        keys = _joined(list(places.values()), [*map(len, self.codes.values()), 4])
        order = _order(keys)
        starts = _starts(keys[order])
        # places among the codes of each column, quarters as 0 to 3
        self._places = {name: column[order][starts] for name, column in places.items()}
        self._euros = _summed(rows["value_eur"].to_numpy()[order], starts)
        self._kilograms = _summed(rows["mass_kg"].to_numpy()[order], starts)
        # the lines of a département and a direction stand together
        sizes = [len(self.codes[name]) for name in COLUMNS[:2]]
        blocks = _joined([self._places[name] for name in COLUMNS[:2]], sizes)
        self._bounds = np.searchsorted(blocks, np.arange(math.prod(sizes) + 1)).tolist()
        self.territories = territories_in(self.codes["departement"])
        self._scopes: dict[tuple[str, ...] | None, Scope] = {}

    def scope(self, territory: Territory) -> Scope:
        """The trade of a territory, worked out once; empty when the files have no row of it. Not to be changed."""
        codes = territory.rows
        if codes not in self._scopes:
            self._scopes[codes] = Scope(
                cells={d: self.sums(d, codes, "a129", "country") for d in Direction},
                details={d: self.sums(d, codes, "a129", "cpf4") for d in Direction},
            )
        return self._scopes[codes]

    def sums(
        self, direction: Direction, departements: Collection[str] | None, first: str, last: str
    ) -> Counter[Pair]:
        """Euros by the codes of two columns of some départements together (of all: ``None``); zeros are absent."""
        # a key is one integer: pandas would group categoricals by all combinations there could be, three times slower
        lines = self._lines(direction, departements)
        sizes = [len(self.codes[name]) for name in (first, last)]
        keys, euros = _added_up(
            _joined([self._places[name][lines] for name in (first, last)], sizes), self._euros[lines]
        )
        firsts, lasts = np.unravel_index(keys, sizes)
        pairs = zip(self.codes[first][firsts].tolist(), self.codes[last][lasts].tolist(), strict=True)
        return Counter(dict(zip(pairs, euros.tolist(), strict=True)))

    def select(self, direction: Direction, pairs: Collection[Pair], product: str = "a129") -> Iterator[Line]:
        """The lines of one direction whose ``product`` (A129, or ``cpf4``) and country are among ``pairs``."""
        products, countries = (
            {code: n for n, code in enumerate(self.codes[c])} for c in (product, "country")
        )
        is_wanted = np.zeros((len(products), len(countries)), dtype=bool)
        for code, country in pairs:
            if code in products and country in countries:
                is_wanted[products[code], countries[country]] = True
        lines = self._lines(direction, None)
        lines = lines[is_wanted[self._places[product][lines], self._places["country"][lines]]]
        codes = (self.codes[c][self._places[c][lines]] for c in ("departement", product, "country"))
        numbers = (self._places["quarter"][lines] + 1, self._euros[lines], self._kilograms[lines])
        return map(Line, *(column.tolist() for column in (*codes, *numbers)))

    def _lines(self, direction: Direction, departements: Collection[str] | None) -> Integers:
        """The numbers of the lines of one direction, of some départements or all."""
        directions = self.codes["direction"].tolist()
        blocks = [
            number * len(directions) + directions.index(direction)
            for number, code in enumerate(self.codes["departement"])
            if direction in directions and (departements is None or code in departements)
        ]
        parts = [np.arange(self._bounds[n], self._bounds[n + 1]) for n in blocks]
        return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)


def _joined(places: Sequence[Places], sizes: Sequence[int]) -> Integers:
    """One integer for each line's places; the product of the sizes stays far within int64."""
    keys = np.zeros(len(places[0]), dtype=np.int64)
    for column, size in zip(places, sizes, strict=True):
        keys *= size
        keys += column
    return keys


def _order(keys: Integers) -> Integers | slice:
    """The indices that sort the keys; a full slice if they are sorted."""
    return np.argsort(keys) if (keys[1:] < keys[:-1]).any() else slice(None)


def _starts(keys: Integers) -> Integers:
    """Where each key begins among sorted keys."""
    return np.flatnonzero(np.diff(keys, prepend=-1))


def _summed(amounts: Integers, starts: Integers) -> Integers:
    return np.add.reduceat(amounts, starts) if len(starts) else amounts


def _added_up(keys: Integers, euros: Integers) -> tuple[Integers, Integers]:
    """Each key once, sorted, with its sum; zero sums are left out."""
    order = _order(keys)
    keys = keys[order]
    starts = _starts(keys)
    sums = _summed(euros[order], starts)
    return keys[starts][sums != 0], sums[sums != 0]


def _sums(cells: Counter[Pair]) -> tuple[Counter[str], Counter[str]]:
    products: defaultdict[str, int] = defaultdict(int)
    countries: defaultdict[str, int] = defaultdict(int)
    for (product, country), value in cells.items():
        products[product] += value
        countries[country] += value
    return Counter(products), Counter(countries)
