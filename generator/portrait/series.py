"""Trade by quarter: the sums of one edition, small enough to keep, and the series over several editions.

An edition's quarters are those of its own year that both of its files hold: where one file lacks a quarter, nothing
is known of that direction, and an amount of zero, or a balance, would be untrue.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from generator.edition import QUARTERS
from generator.portrait.model import BeforeAfter, Quarter, Totals
from generator.portrait.ranking import Axis
from generator.portrait.trade import Sums
from generator.reference.direction import Direction
from generator.reference.territories import CORSICA, Territory, corsica_is_one, territories_in

_COLUMNS = {Axis.PRODUCT: "a129", Axis.COUNTRY: "country"}

_Euros: TypeAlias = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Quarterly:
    """One edition by quarter: some two megabytes, whatever its number of rows, kept when the rows are freed.

    ``quarters``: those that both directions hold. ``euros[axis]``: by département, direction (in the order of
    ``Direction``), quarter and code, in the order of ``departements`` and ``codes[axis]``.
    """

    year: int
    quarters: tuple[int, ...]
    departements: tuple[str, ...]
    codes: Mapping[Axis, tuple[str, ...]]
    euros: Mapping[Axis, _Euros]

    def own(self, territory: Territory) -> Territory:
        """The territory, which may be of any edition, as this one has it."""
        return next(each for each in territories_in(self.departements) if each == territory)

    def has_same(self, territory: Territory) -> bool:
        """Whether the territory of another edition is the same here: not half of Corsica against the whole."""
        return self.own(territory).customs_codes == territory.customs_codes

    @property
    def is_complete(self) -> bool:
        """Whether both directions hold the four quarters."""
        return self.quarters == QUARTERS

    def can_separate(self, codes: Collection[str]) -> bool:
        """Whether it has figures of customs départements ``codes`` alone: not of half of a Corsica published as one."""
        halves = set(CORSICA[1:])
        return not corsica_is_one(self.departements) or halves <= set(codes) or not halves & set(codes)

    @classmethod
    def of_rows(cls, rows: pd.DataFrame, year: int, quarters: Iterable[int]) -> Quarterly:
        """``rows``: columns as in ``Trade``, all of ``year``."""
        return cls(
            year=year,
            quarters=tuple(sorted(quarters)),
            departements=tuple(rows["departement"].cat.categories),
            codes={axis: tuple(rows[column].cat.categories) for axis, column in _COLUMNS.items()},
            euros={axis: _summed(rows, column) for axis, column in _COLUMNS.items()},
        )

    def of(self, territory: Territory) -> tuple[Quarter, ...]:
        """The territory's quarters, ascending: each that the edition has, even without any trade."""
        return self._quarters(self._cut(self.own(territory).row_codes, Axis.PRODUCT).sum(axis=-1))

    def totals(self, territory: Territory) -> Totals:
        """The totals of all rows of the territory, including a quarter that only one direction has."""
        return self.totals_of(self.own(territory).row_codes)

    def totals_of(self, codes: Collection[str] | None) -> Totals:
        """Of all rows of some customs départements together (of all: ``None``)."""
        return Totals(*self._cut(codes, Axis.PRODUCT).sum(axis=(1, 2)).tolist())

    def within(self, quarters: Iterable[Collection[int]]) -> Quarterly:
        """The same without any trade but in ``quarters``, those of each direction."""
        is_kept = np.array([[[quarter in own] for quarter in QUARTERS] for own in quarters])
        return replace(self, euros={axis: euros * is_kept for axis, euros in self.euros.items()})

    def of_code(self, axis: Axis, code: str) -> tuple[Quarter, ...]:
        """The country's trade in one product, or with one partner, likewise."""
        if code not in self.codes[axis]:
            return self._quarters(np.zeros((len(Direction), len(QUARTERS)), dtype=np.int64))
        return self._quarters(self.euros[axis][..., self.codes[axis].index(code)].sum(axis=0))

    def part(self, territory: Territory, quarters: Collection[int]) -> Sums:
        """The territory's trade in ``quarters`` alone."""
        codes, places = self.own(territory).row_codes, [quarter - 1 for quarter in quarters]

        def sums(axis: Axis) -> dict[Direction, Counter[str]]:
            euros = self._cut(codes, axis)[:, places].sum(axis=1).tolist()
            return {
                direction: Counter({c: v for c, v in zip(self.codes[axis], values, strict=True) if v})
                for direction, values in zip(Direction, euros, strict=True)
            }

        return Sums(sums(Axis.PRODUCT), sums(Axis.COUNTRY))

    def _cut(self, codes: Collection[str] | None, axis: Axis) -> _Euros:
        """Euros by direction, quarter and code of some customs départements together (of all: ``None``)."""
        own = [n for n, code in enumerate(self.departements) if codes is None or code in codes]
        euros: _Euros = self.euros[axis][own].sum(axis=0)
        return euros

    def _quarters(self, euros: _Euros) -> tuple[Quarter, ...]:
        exports, imports = euros.tolist()
        return tuple(Quarter(self.year, q, imports[q - 1], exports[q - 1]) for q in self.quarters)


def series(editions: Sequence[Quarterly], territory: Territory) -> tuple[Quarter, ...]:
    """The territory's quarters over all ``editions``, the oldest first: each edition provides its own year only.

    Where the newest publishes Corsica in two, one that publishes it as one holds nothing of either, and the other way
    round.
    """
    return tuple(
        quarter
        for edition in editions
        if edition.has_same(editions[-1].own(territory))
        for quarter in edition.of(territory)
    )


def whole_years(quarters: Iterable[Quarter]) -> dict[int, Totals]:
    """The totals of the complete years (four quarters), ascending."""
    by_year: defaultdict[int, list[Quarter]] = defaultdict(list)
    for quarter in quarters:
        by_year[quarter.year].append(quarter)
    return {
        year: Totals(*(sum(quarter.of(direction) for quarter in own) for direction in Direction))
        for year, own in by_year.items()
        if len(own) == len(QUARTERS)
    }


def series_of_code(editions: Sequence[Quarterly], axis: Axis, code: str) -> tuple[Quarter, ...]:
    """The same for the country's trade in one product, or with one partner."""
    return tuple(quarter for edition in editions for quarter in edition.of_code(axis, code))


def _summed(rows: pd.DataFrame, column: str) -> _Euros:
    """Euros by département, direction, quarter and code of ``column``, each in the order of its categories."""
    keys = ["departement", "direction", "quarter", column]
    whole = rows.assign(
        direction=rows["direction"].cat.set_categories(list(Direction)),
        quarter=pd.Categorical(rows["quarter"], QUARTERS),
    )
    # not only of what is observed: a sum for each combination there could be
    sums = whole.groupby(keys, observed=False)["value_eur"].sum()
    return sums.to_numpy().reshape([len(whole[key].cat.categories) for key in keys])


@dataclass(frozen=True, slots=True)
class Revision(BeforeAfter):
    """A territory's total of a quarter in one direction, in euros: in its edition, and in a later publication."""

    territory: Territory
    year: int
    quarter: int
    direction: Direction
    before_eur: int
    after_eur: int


def revisions(
    pairs: Iterable[tuple[Quarterly, Quarterly]], places: Iterable[Territory]
) -> tuple[Revision, ...]:
    """What moved in the quarters that both of a pair hold; the largest changes first.

    ``pairs``: the edition of a year, and rows of that year in another edition's files. Ties stay in the order of the
    pairs and of ``places``. A territory that is not the same in both (a half of Corsica) is left out.
    """
    found = [
        Revision(territory, after.year, after.quarter, d, before.of(d), after.of(d))
        for published, again in pairs
        for territory in places
        if published.has_same(again.own(territory))
        for before, after in product(published.of(territory), again.of(territory))
        if before.quarter == after.quarter
        for d in Direction
    ]
    moved = (revision for revision in found if revision.change_eur)
    return tuple(sorted(moved, key=lambda revision: -abs(revision.change_eur)))
