"""Regularity: how a territory's main flows spread over the quarters of the edition."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from generator.portrait.model import Flow
from generator.portrait.series import QUARTERS
from generator.portrait.trade import Integers, Pair, TradeTable
from generator.reference.direction import Direction

ONE_QUARTER = Fraction(60, 100)
"""A flow of which one quarter makes more than this part of the year may be a single transaction."""

_PAIR = ("a129", "country")


@dataclass(frozen=True, slots=True)
class Regularity:
    """A main flow by quarter, in euros: ``by_quarter`` holds the four of them, 0 where nothing occurs."""

    product_code: str
    country_code: str
    by_quarter: tuple[int, ...]

    @property
    def value_eur(self) -> int:
        """Of all quarters."""
        return sum(self.by_quarter)

    @property
    def quarters(self) -> int:
        """In how many quarters it occurs."""
        return sum(1 for value in self.by_quarter if value)

    @property
    def best_quarter(self) -> Fraction:
        """The largest quarter's share of the year, in fractions of 1."""
        return Fraction(max(self.by_quarter), self.value_eur)

    @property
    def may_be_one_off(self) -> bool:
        """Whether one quarter makes it, or more than ``ONE_QUARTER`` of it. Says nothing of an unfinished year."""
        return self.best_quarter > ONE_QUARTER


class FlowsByQuarter:
    """The edition's flows by quarter, for the pairs of product and country that are a main flow somewhere."""

    def __init__(self, trade: TradeTable, pairs: Mapping[Direction, Collection[Pair]]) -> None:
        """``pairs``: of product and country, in each direction."""
        self._departements = trade.codes["departement"].tolist()
        self._numbers = {d: {pair: n for n, pair in enumerate(sorted(pairs[d]))} for d in Direction}
        self._euros = {d: self._summed(trade, d) for d in Direction}

    def of(
        self, flows: Iterable[Flow], direction: Direction, departements: Collection[str] | None
    ) -> tuple[Regularity, ...]:
        """The flows of some départements together (of all: ``None``), in the order of ``flows``."""
        own = [n for n, c in enumerate(self._departements) if departements is None or c in departements]
        return tuple(
            Regularity(flow.product_code, flow.country_code, self._of(flow, direction, own)) for flow in flows
        )

    def _of(self, flow: Flow, direction: Direction, own: list[int]) -> tuple[int, ...]:
        number = self._numbers[direction][flow.product_code, flow.country_code]
        return tuple(self._euros[direction][number, own].sum(axis=0).tolist())

    def _summed(self, trade: TradeTable, direction: Direction) -> Integers:
        """Euros by pair, département and quarter."""
        numbers = self._numbers[direction]
        lines, places = trade.select(direction, numbers), [trade.codes[name].tolist() for name in _PAIR]
        number_at = np.zeros([len(codes) for codes in places], dtype=np.int64)
        for (product, country), number in numbers.items():
            number_at[places[0].index(product), places[1].index(country)] = number
        columns = lines.columns
        at = (number_at[columns["a129"], columns["country"]], columns["departement"], columns["quarter"])
        euros = np.zeros((len(numbers), len(self._departements), len(QUARTERS)), dtype=np.int64)
        np.add.at(euros, at, lines.euros)
        return euros
