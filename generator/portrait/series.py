"""Trade by quarter: the sums of one edition, small enough to keep, and the series over several editions.

An edition's quarters are those of its own year present in both of its files: if one lacks a quarter, that direction is
unknown, and an amount of zero, or a balance, would be false.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, product
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from generator.edition import QUARTERS, is_whole_year
from generator.portrait.model import Quarter, TotalChange, Totals, largest_changes
from generator.portrait.ranking import Axis
from generator.portrait.trade import Sums
from generator.reference.direction import Direction
from generator.reference.territories import CORSICA, Territory, corsica_is_one, territories_in

_COLUMNS = {Axis.PRODUCT: "a129", Axis.COUNTRY: "country"}

_Euros: TypeAlias = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Quarterly:
    """The sums of one edition by quarter: about two megabytes, whatever its number of rows.

    ``quarters``: those present in both directions. ``euros[axis]``: an array of départements (in the order of
    ``departements``) × directions (of ``Direction``) × quarters × codes (of ``codes[axis]``).
    """

    year: int
    quarters: tuple[int, ...]
    departements: tuple[str, ...]
    codes: Mapping[Axis, tuple[str, ...]]
    euros: Mapping[Axis, _Euros]

    def resolve(self, territory: Territory) -> Territory:
        """The territory of any edition, with its scope in this one."""
        return next(each for each in territories_in(self.departements) if each == territory)

    def has_same_scope(self, territory: Territory, other: Quarterly) -> bool:
        """Whether the territory has the same scope in both: not half of Corsica and the whole."""
        return self.resolve(territory).customs_codes == other.resolve(territory).customs_codes

    def can_separate(self, codes: Collection[str]) -> bool:
        """Whether ``codes`` have figures of their own: not half of Corsica where it is published as one."""
        halves = set(CORSICA[1:])
        return not corsica_is_one(self.departements) or halves <= set(codes) or not halves & set(codes)

    @classmethod
    def from_rows(cls, rows: pd.DataFrame, year: int, quarters: Iterable[int]) -> Quarterly:
        """The sums of ``rows``, the trade frame, all of ``year``."""
        return cls(
            year=year,
            quarters=tuple(sorted(quarters)),
            departements=tuple(rows["departement"].cat.categories),
            codes={axis: tuple(rows[column].cat.categories) for axis, column in _COLUMNS.items()},
            euros={axis: _cube(rows, column) for axis, column in _COLUMNS.items()},
        )

    def quarters_of(self, territory: Territory) -> tuple[Quarter, ...]:
        """The territory's trade in each of ``quarters``, those without trade included."""
        return self._quarters(self._summed(self.resolve(territory).row_codes, Axis.PRODUCT).sum(axis=-1))

    def totals(self, territory: Territory) -> Totals:
        """The totals of all rows of the territory, including a quarter present in one direction only."""
        return self.totals_of(self.resolve(territory).row_codes)

    def totals_of(self, codes: Collection[str] | None) -> Totals:
        """The totals of all rows of several customs départements (``None``: all)."""
        return Totals(*self._summed(codes, Axis.PRODUCT).sum(axis=(1, 2)).tolist())

    def restricted_to(self, quarters: Iterable[Collection[int]]) -> Quarterly:
        """A copy with trade in ``quarters`` only, given for each direction."""
        is_kept = np.array([[[quarter in own] for quarter in QUARTERS] for own in quarters])
        return replace(self, euros={axis: euros * is_kept for axis, euros in self.euros.items()})

    def quarters_of_code(self, axis: Axis, code: str) -> tuple[Quarter, ...]:
        """The national trade in one product, or with one partner, in each of ``quarters``."""
        own = [n for n, each in enumerate(self.codes[axis]) if each == code]
        return self._quarters(self.euros[axis][..., own].sum(axis=(0, -1)))

    def sums(self, territory: Territory, quarters: Collection[int]) -> Sums:
        """The territory's trade in ``quarters`` only."""
        codes, positions = self.resolve(territory).row_codes, [quarter - 1 for quarter in quarters]

        def by_code(axis: Axis) -> dict[Direction, Counter[str]]:
            euros = self._summed(codes, axis)[:, positions].sum(axis=1).tolist()
            return {
                direction: Counter({c: v for c, v in zip(self.codes[axis], values, strict=True) if v})
                for direction, values in zip(Direction, euros, strict=True)
            }

        return Sums(by_code(Axis.PRODUCT), by_code(Axis.COUNTRY))

    def _summed(self, codes: Collection[str] | None, axis: Axis) -> _Euros:
        """The sums of several customs départements (``None``: all): directions × quarters × codes."""
        own = [n for n, code in enumerate(self.departements) if codes is None or code in codes]
        euros: _Euros = self.euros[axis][own].sum(axis=0)
        return euros

    def _quarters(self, euros: _Euros) -> tuple[Quarter, ...]:
        exports, imports = euros.tolist()
        return tuple(Quarter(self.year, q, imports[q - 1], exports[q - 1]) for q in self.quarters)


def series(editions: Sequence[Quarterly], territory: Territory) -> tuple[Quarter, ...]:
    """The territory's quarters over the ``editions`` (oldest first) with the newest's scope, each of its own year."""
    return tuple(
        quarter
        for edition in editions
        if edition.has_same_scope(territory, editions[-1])
        for quarter in edition.quarters_of(territory)
    )


def whole_years(quarters: Iterable[Quarter]) -> dict[int, Totals]:
    """The totals of each complete year (four quarters); ``quarters`` ascend."""
    by_year = {year: list(own) for year, own in groupby(quarters, key=lambda quarter: quarter.year)}
    return {
        year: Totals(*(sum(quarter.of(direction) for quarter in own) for direction in Direction))
        for year, own in by_year.items()
        if is_whole_year([quarter.quarter for quarter in own])
    }


def _cube(rows: pd.DataFrame, column: str) -> _Euros:
    """Euros by département, direction, quarter and code of ``column``, each in the order of its categories."""
    keys = ["departement", "direction", "quarter", column]
    complete = rows.assign(
        direction=rows["direction"].cat.set_categories(list(Direction)),
        quarter=pd.Categorical(rows["quarter"], QUARTERS),
    )
    # every combination, observed or not, so that the sums fill an array
    sums = complete.groupby(keys, observed=False)["value_eur"].sum()
    return sums.to_numpy().reshape([len(complete[key].cat.categories) for key in keys])


@dataclass(frozen=True, slots=True)
class Revision(TotalChange):
    """A total of one quarter, in its own edition and in a later publication."""

    year: int
    quarter: int


def revisions(pairs: Iterable[tuple[Quarterly, Quarterly]], places: Iterable[Territory]) -> tuple[Revision, ...]:
    """The changes in the quarters that both of a pair have, the largest first.

    ``pairs``: the edition of a year, and that year in another edition's files. Ties stay in the order of the pairs and
    of ``places``. Territories whose scope differs (half of Corsica) are omitted.
    """
    return largest_changes(
        Revision(territory, d, before.of(d), after.of(d), after.year, after.quarter)
        for published, again in pairs
        for territory in places
        if published.has_same_scope(territory, again)
        for before, after in product(published.quarters_of(territory), again.quarters_of(territory))
        if before.quarter == after.quarter
        for d in Direction
    )
