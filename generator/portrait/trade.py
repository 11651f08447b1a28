"""The trade of an edition: its rows grouped once, and the sums of each territory cut out of it.

Rows are added up by département, direction, A129 product, CPF4 product, country and quarter; whatever is asked for is
added up from that table. Scopes follow REFERENCE.md: a département is its customs code, a région its départements by
Insee's map (plus Monaco for Provence-Alpes-Côte d'Azur), France every row, unknown codes included.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, Protocol, TypeAlias

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


class Traded(Protocol):
    """A territory's trade in some time, in euros: a ``Scope``, or a ``Part`` of a year."""

    @property
    def totals(self) -> Totals:
        """Total exports and imports."""

    def by_product(self, direction: Direction) -> Counter[str]:
        """Value of each A129 product."""

    def by_country(self, direction: Direction) -> Counter[str]:
        """Value of each partner country."""


@dataclass(frozen=True)
class Scope:
    """The trade of one territory, in euros.

    ``cells[direction][product, country]`` at A129 level; ``details[direction][product, cpf4]``. Zeros are absent.
    Neither is to be changed once sums were asked for.
    """

    cells: Mapping[Direction, Counter[Pair]] = field(
        default_factory=lambda: {d: Counter() for d in Direction}
    )
    details: Mapping[Direction, Counter[Pair]] = field(
        default_factory=lambda: {d: Counter() for d in Direction}
    )

    @cached_property
    def totals(self) -> Totals:
        """Total exports and imports."""
        return Totals(*(self.cells[direction].total() for direction in Direction))

    @cached_property
    def _sums(self) -> dict[Direction, tuple[Counter[str], Counter[str]]]:
        """By product and by country."""
        return {direction: _sums(self.cells[direction]) for direction in Direction}

    def by_product(self, direction: Direction) -> Counter[str]:
        """Value of each A129 product. Not to be changed."""
        return self._sums[direction][0]

    def by_country(self, direction: Direction) -> Counter[str]:
        """Value of each partner country. Not to be changed."""
        return self._sums[direction][1]


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
    """The rows, added up by ``COLUMNS``; ``codes[column]``: the codes of a column, in order.

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
        self.territories = territories_in(self.codes["departement"])
        self._cells = self._by("a129", "country")
        self._details = self._by("a129", "cpf4")
        self._scopes: dict[tuple[str, ...] | None, Scope] = {}

    def scope(self, territory: Territory) -> Scope:
        """The trade of a territory, worked out once; empty when the files have no row of it. Not to be changed."""
        codes = territory.rows
        if codes not in self._scopes:
            self._scopes[codes] = Scope(self._cells.of(codes), self._details.of(codes))
        return self._scopes[codes]

    def by_class(self, direction: Direction) -> SumsByPlace:
        """Euros of one direction by CPF4 product and country."""
        return self._by("cpf4", "country", self._is_of(direction))

    def select(self, direction: Direction, pairs: Collection[Pair], product: str = "a129") -> Iterator[Line]:
        """The lines of one direction whose ``product`` (A129, or ``cpf4``) and country are among ``pairs``."""
        products, countries = (
            {code: n for n, code in enumerate(self.codes[c])} for c in (product, "country")
        )
        is_wanted = np.zeros((len(products), len(countries)), dtype=bool)
        for code, country in pairs:
            if code in products and country in countries:
                is_wanted[products[code], countries[country]] = True
        lines = self._is_of(direction) & is_wanted[self._places[product], self._places["country"]]
        codes = (self.codes[c][self._places[c][lines]] for c in ("departement", product, "country"))
        numbers = (self._places["quarter"][lines] + 1, self._euros[lines], self._kilograms[lines])
        return map(Line, *(column.tolist() for column in (*codes, *numbers)))

    def _is_of(self, direction: Direction) -> npt.NDArray[np.bool_]:
        is_of: npt.NDArray[np.bool_] = (self.codes["direction"] == direction)[self._places["direction"]]
        return is_of

    def _by(self, first: str, last: str, lines: npt.NDArray[np.bool_] | slice = slice(None)) -> SumsByPlace:
        names = ("departement", "direction", first, last)
        return SumsByPlace(
            [self.codes[name] for name in names],
            [self._places[name][lines] for name in names],
            self._euros[lines],
        )


class SumsByPlace:
    """Euros by département, direction and two more codes.

    A key is one integer, and keys stand in order. As four categoricals pandas would group them by the millions of
    combinations there could be, which takes three times as long.
    """

    def __init__(
        self, codes: Sequence[npt.NDArray[np.object_]], places: Sequence[Places], euros: Integers
    ) -> None:
        """``codes``: of the four columns; ``places``: each line's places among them."""
        self._codes = codes
        self._sizes = [len(of_one) for of_one in codes]
        self._departements = {code: number for number, code in enumerate(codes[0])}
        self._keys, self._euros = _added_up(_joined(places, self._sizes), euros)

    def of(self, departements: Collection[str] | None) -> dict[Direction, Counter[Pair]]:
        """Euros by pair of codes of some départements together (of all: ``None``), in order of the codes, no zeros."""
        within = math.prod(self._sizes[1:])
        known = self._departements
        numbers = [known[code] for code in departements or () if code in known]
        bounds = np.searchsorted(self._keys, [[n * within, (n + 1) * within] for n in numbers]).tolist()
        parts = [slice(None)] if departements is None else [slice(*each) for each in bounds]
        keys, euros = (
            np.concatenate([column[part] for part in parts] or [column[:0]])
            for column in (self._keys, self._euros)
        )
        keys, euros = _added_up(keys % within, euros)
        directions, *pairs = np.unravel_index(keys, self._sizes[1:])
        firsts, lasts = (codes[places].tolist() for codes, places in zip(self._codes[2:], pairs, strict=True))
        sums = {direction: Counter[Pair]() for direction in Direction}
        values = euros.tolist()
        for number, direction in enumerate(self._codes[1]):
            start, end = np.searchsorted(directions, [number, number + 1]).tolist()
            ends = zip(firsts[start:end], lasts[start:end], strict=True)
            sums[Direction(direction)] = Counter(dict(zip(ends, values[start:end], strict=True)))
        return sums


def _joined(places: Sequence[Places], sizes: Sequence[int]) -> Integers:
    """One integer for each line's places; those of the widest layout, multiplied, stay far within int64."""
    keys = np.zeros(len(places[0]), dtype=np.int64)
    for column, size in zip(places, sizes, strict=True):
        keys *= size
        keys += column
    return keys


def _order(keys: Integers) -> Integers | slice:
    """What puts the keys in order; all of them as they stand, where they are."""
    return np.argsort(keys) if (keys[1:] < keys[:-1]).any() else slice(None)


def _starts(keys: Integers) -> Integers:
    """Where each key begins among keys in order."""
    return np.flatnonzero(np.diff(keys, prepend=-1))


def _summed(amounts: Integers, starts: Integers) -> Integers:
    return np.add.reduceat(amounts, starts) if len(starts) else amounts


def _added_up(keys: Integers, euros: Integers) -> tuple[Integers, Integers]:
    """Each key once, in order, with its sum; those without value are left out."""
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
