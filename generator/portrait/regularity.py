"""Regularity: how a territory's main flows spread over the quarters of the edition."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pandas as pd

from generator.portrait.grouped import Pair
from generator.portrait.model import Flow
from generator.portrait.series import QUARTERS
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


class FlowsByQuarter:
    """The edition's flows by quarter, for the pairs of product and country that are a main flow somewhere."""

    def __init__(self, rows: pd.DataFrame, pairs: Mapping[Direction, Collection[Pair]]) -> None:
        """``rows``: ``departement, direction, a129, country`` (categorical), ``quarter`` and ``value_eur``."""
        products, countries = rows["a129"].cat, rows["country"].cat
        width = len(countries.categories)
        product_at = {code: place for place, code in enumerate(products.categories)}
        country_at = {code: place for place, code in enumerate(countries.categories)}
        codes = products.codes.to_numpy().astype(np.int64) * width + countries.codes.to_numpy()
        self._rows: dict[tuple[Direction, Pair], dict[str, list[int]]] = {}
        for direction in Direction:
            is_main = np.zeros(len(product_at) * width, dtype=bool)
            for product, country in pairs[direction]:
                is_main[product_at[product] * width + country_at[country]] = True
            held = rows[is_main[codes] & (rows["direction"] == direction).to_numpy()]
            columns = (
                held[name].tolist() for name in ("a129", "country", "departement", "quarter", "value_eur")
            )
            for product, country, departement, quarter, value in zip(*columns, strict=True):
                by_place = self._rows.setdefault((direction, (product, country)), {})
                by_place.setdefault(departement, [0] * len(QUARTERS))[quarter - 1] += value

    def of(
        self, flows: Iterable[Flow], direction: Direction, departements: Collection[str] | None
    ) -> tuple[Regularity, ...]:
        """The flows of some départements together (of all: ``None``), in the order of ``flows``."""
        found = []
        for flow in flows:
            by_place = self._rows[direction, (flow.product_code, flow.country_code)]
            places = by_place if departements is None else [c for c in departements if c in by_place]
            sums = tuple(sum(by_place[code][quarter - 1] for code in places) for quarter in QUARTERS)
            found.append(Regularity(flow.product_code, flow.country_code, sums))
        return tuple(found)
