"""What a territory imports in the classes that hold the basic goods of the European carbon border mechanism (CBAM).

Table: ``data/reference/macf.csv`` (``cpf4;groupe``).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from generator.portrait.ranking import ranked
from generator.portrait.trade import TradeTable
from generator.reference.countries import is_outside
from generator.reference.direction import Direction
from generator.reference.tables import read_table

EXEMPT = frozenset({"CH", "IS", "LI", "NO", "XC", "XL"})
"""Regulation (EU) 2023/956, annex III: goods that originate in these countries, Ceuta and Melilla are left out."""


class Good(StrEnum):
    """The goods that the regulation names, as in ``portrait.json``."""

    STEEL = "acier"
    ALUMINIUM = "aluminium"
    CEMENT = "ciment"
    FERTILISERS = "engrais"
    HYDROGEN = "hydrogene"
    ELECTRICITY = "electricite"


@dataclass(frozen=True, slots=True)
class BorderImports:
    """Imports of one good's classes from outside the Union and the exempt countries: euros, and kilograms."""

    good: Good
    value_eur: int
    mass_kg: int


class CarbonBorder:
    """The edition's rows of these classes, added up once; ``of`` sums some départements."""

    def __init__(self, trade: TradeTable, year: int) -> None:
        """``year``: the edition's, which says who is in the European Union."""
        goods = {row["cpf4"]: Good(row["groupe"]) for row in read_table("macf.csv")}
        counted = [c for c in trade.codes["country"].tolist() if c not in EXEMPT and is_outside(c, year)]
        self._euros: defaultdict[str, Counter[Good]] = defaultdict(Counter)
        self._kilograms: defaultdict[str, Counter[Good]] = defaultdict(Counter)
        for line in trade.select(Direction.IMPORT, list(product(goods, counted)), product="cpf4"):
            self._euros[line.departement][goods[line.product]] += line.euros
            self._kilograms[line.departement][goods[line.product]] += line.kilograms

    def of(self, departements: Collection[str] | None) -> tuple[BorderImports, ...]:
        """Of some départements together (of all: ``None``), largest value first; goods without any are absent.

        Limits: each class holds goods that the law does not name, so that its sum is more than what the law bears on;
        articles of steel or aluminium that it names too are in other classes, and not counted. No price of carbon.
        """
        codes = [code for code in self._euros if departements is None or code in departements]
        euros, kilograms = (
            sum((sums[code] for code in codes), Counter[Good]()) for sums in (self._euros, self._kilograms)
        )
        return tuple(BorderImports(good, euros[good], kilograms[good]) for good in ranked(euros))
