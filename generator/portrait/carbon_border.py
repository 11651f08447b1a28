"""What a territory imports in the classes that hold the basic goods of the European carbon border mechanism (CBAM).

Table: ``data/reference/macf.csv`` (``cpf4;groupe``).
"""

from __future__ import annotations

from collections import defaultdict
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
        held = trade.select(Direction.IMPORT, list(product(goods, counted)), product="cpf4")
        self._sums: dict[str, dict[Good, tuple[int, int]]] = defaultdict(dict)
        columns = (trade.codes[name][held.columns[name]].tolist() for name in ("departement", "cpf4"))
        amounts = (held.euros.tolist(), held.kilograms.tolist())
        for departement, cpf4, euros, kilograms in zip(*columns, *amounts, strict=True):
            value, mass = self._sums[departement].get(goods[cpf4], (0, 0))
            self._sums[departement][goods[cpf4]] = (value + euros, mass + kilograms)

    def of(self, departements: Collection[str] | None) -> tuple[BorderImports, ...]:
        """Of some départements together (of all: ``None``), largest value first; goods without any are absent.

        Limits: each class holds goods that the law does not name, so that its sum is more than what the law bears on;
        articles of steel or aluminium that it names too are in other classes, and not counted. No price of carbon.
        """
        codes = self._sums.keys() if departements is None else departements
        parts = [self._sums[code] for code in codes if code in self._sums]
        values = {
            good: (sum(p[good][0] for p in parts if good in p), sum(p[good][1] for p in parts if good in p))
            for good in Good
        }
        order = ranked({good.value: value for good, (value, _) in values.items()})
        return tuple(BorderImports(Good(good), *values[Good(good)]) for good in order)
