"""The trade of an edition: its rows grouped once, and the sums of each territory cut out of it.

Rows are added up by département, direction, A129 product, CPF4 product, country and quarter; whatever is asked for is
added up from that table. Scopes follow REFERENCE.md: a département is its customs code, a région its départements by
Insee's map (plus Monaco for Provence-Alpes-Côte d'Azur), France every row, unknown codes included.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

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


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of the table: ``columns`` hold places among the table's ``codes``, quarters as 0 to 3."""

    columns: Mapping[str, Places]
    euros: Integers
    kilograms: Integers

    def held(self, are_held: npt.NDArray[np.bool_]) -> Lines:
        """Some of the lines."""
        columns = {name: column[are_held] for name, column in self.columns.items()}
        return Lines(columns, self.euros[are_held], self.kilograms[are_held])


class TradeTable:
    """A line for each key of ``COLUMNS`` that occurs; ``codes[column]``: the codes of a column, in order.

    ``territories``: all of them, as the edition has them.
    """

    def __init__(self, rows: pd.DataFrame) -> None:
        """``rows``: ``COLUMNS`` (categorical, ``quarter`` int8, 1 to 4), ``value_eur`` and ``mass_kg`` (int64)."""
        self.codes: dict[str, npt.NDArray[np.object_]] = {
            name: rows[name].cat.categories.to_numpy() for name in COLUMNS[:-1]
        }
        columns = {name: rows[name].cat.codes.to_numpy() for name in COLUMNS[:-1]}
        columns["quarter"] = rows["quarter"].to_numpy() - 1
        sizes = [*(len(self.codes[name]) for name in COLUMNS[:-1]), 4]
        amounts = (rows["value_eur"].to_numpy(), rows["mass_kg"].to_numpy())
        self._lines = _grouped(columns, sizes, *amounts)
        lines = self._lines
        del columns["quarter"]
        year = {name: lines.columns[name] for name in columns}
        self._year = _grouped(year, sizes[:-1], lines.euros, lines.kilograms)
        self.territories = territories_in(self.codes["departement"])
        self._cells = self._by(self._year, "a129", "country")
        self._details = self._by(self._year, "a129", "cpf4")
        self._scopes: dict[tuple[str, ...] | None, Scope] = {}

    def scope(self, territory: Territory) -> Scope:
        """The trade of a territory, worked out once; empty when the files have no row of it. Not to be changed."""
        codes = territory.rows
        if codes not in self._scopes:
            self._scopes[codes] = Scope(self._cells.of(codes), self._details.of(codes))
        return self._scopes[codes]

    def by_class(self, direction: Direction) -> SumsByPlace:
        """Euros of one direction by CPF4 product and country."""
        return self._by(self._year.held(self._is_of(direction, self._year)), "cpf4", "country")

    def select(self, direction: Direction, pairs: Collection[Pair], product: str = "a129") -> Lines:
        """The lines of one direction whose ``product`` (A129, or ``cpf4``) and country are among ``pairs``."""
        places = [{code: n for n, code in enumerate(self.codes[name])} for name in (product, "country")]
        is_wanted = np.zeros([len(of_one) for of_one in places], dtype=bool)
        for codes in pairs:
            if all(code in known for code, known in zip(codes, places, strict=True)):
                is_wanted[places[0][codes[0]], places[1][codes[1]]] = True
        columns = self._lines.columns
        return self._lines.held(
            self._is_of(direction, self._lines) & is_wanted[columns[product], columns["country"]]
        )

    def _is_of(self, direction: Direction, lines: Lines) -> npt.NDArray[np.bool_]:
        held: npt.NDArray[np.bool_] = (self.codes["direction"] == direction)[lines.columns["direction"]]
        return held

    def _by(self, lines: Lines, first: str, last: str) -> SumsByPlace:
        names = ("departement", "direction", first, last)
        return SumsByPlace(
            [self.codes[name] for name in names], [lines.columns[name] for name in names], lines.euros
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
        found = {direction: Counter[Pair]() for direction in Direction}
        values = euros.tolist()
        for number, direction in enumerate(self._codes[1]):
            start, end = np.searchsorted(directions, [number, number + 1]).tolist()
            ends = zip(firsts[start:end], lasts[start:end], strict=True)
            found[Direction(direction)] = Counter(dict(zip(ends, values[start:end], strict=True)))
        return found


def _grouped(
    columns: Mapping[str, Places], sizes: Sequence[int], euros: Integers, kilograms: Integers
) -> Lines:
    """The lines of each key together, in order of the keys."""
    keys = _joined(list(columns.values()), sizes)
    order = _order(keys)
    starts = _starts(keys[order])
    firsts = order[starts] if isinstance(order, np.ndarray) else starts
    return Lines(
        {name: column[firsts] for name, column in columns.items()},
        _summed(euros[order], starts),
        _summed(kilograms[order], starts),
    )


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
    """By product and by country, in one pass."""
    products: defaultdict[str, int] = defaultdict(int)
    countries: defaultdict[str, int] = defaultdict(int)
    for (product, country), value in cells.items():
        products[product] += value
        countries[country] += value
    return Counter(products), Counter(countries)
