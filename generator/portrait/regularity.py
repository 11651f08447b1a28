"""Regularity: how a territory's main flows spread over the quarters of the edition."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from generator.portrait.model import Flow
from generator.portrait.series import QUARTERS
from generator.portrait.trade import Pair
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


def flows_by_quarter(
    rows: pd.DataFrame, direction: Direction, pairs: Collection[Pair]
) -> dict[Pair, dict[str, list[int]]]:
    """Euros of each of ``pairs`` (product, country) by customs département, in each of the four quarters."""
    euros = {pair: defaultdict[str, list[int]](lambda: [0] * len(QUARTERS)) for pair in pairs}
    products, countries = zip(*pairs, strict=True) if pairs else ((), ())
    is_near = rows["a129"].isin(products) & rows["country"].isin(countries)
    own = rows[(rows["direction"] == direction) & is_near]
    lines = own[["a129", "country", "departement", "quarter", "value_eur"]]
    for product, country, departement, quarter, value in lines.itertuples(index=False, name=None):
        if (product, country) in euros:
            euros[product, country][departement][quarter - 1] += value
    return {pair: dict(by_departement) for pair, by_departement in euros.items()}


def regularity(
    flow: Flow, by_departement: Mapping[str, Sequence[int]], departements: Collection[str] | None
) -> Regularity:
    """A flow of some départements together (of all: ``None``); ``by_departement``: its ``flows_by_quarter``."""
    own = [euros for code, euros in by_departement.items() if departements is None or code in departements]
    return Regularity(flow.product_code, flow.country_code, tuple(map(sum, zip(*own, strict=True))))
