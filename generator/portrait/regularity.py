"""Regularity: how a territory's main flows spread over the quarters of the edition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from generator.edition import QUARTERS
from generator.portrait.model import Flow
from generator.portrait.trade import Pair, by_departement
from generator.reference.direction import Direction

ONE_QUARTER = Fraction(60, 100)
"""A flow of which one quarter makes more than this part of the year may be a single transaction."""


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


def by_quarter(
    rows: pd.DataFrame, direction: Direction, flows: Collection[Flow]
) -> list[Mapping[str, Counter[Pair]]]:
    """Euros by customs département, product and country in each of the four quarters; ``flows`` are among them."""
    is_near = rows["a129"].isin({f.product_code for f in flows})
    near = rows[is_near & rows["country"].isin({f.country_code for f in flows})]
    return [by_departement(near[near["quarter"] == q], direction, "a129", "country") for q in QUARTERS]


def regularity(flow: Flow, quarters: Iterable[Counter[Pair]]) -> Regularity:
    """A flow of the territory of which ``quarters`` has the euros by product and country in each."""
    pair = (flow.product_code, flow.country_code)
    return Regularity(*pair, tuple(euros[pair] for euros in quarters))
