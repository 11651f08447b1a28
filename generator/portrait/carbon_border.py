"""What a territory imports in the classes that hold the basic goods of the European carbon border mechanism (CBAM).

Table: ``data/reference/macf.csv`` (``cpf4;groupe``).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from generator.portrait.ranking import ranked
from generator.portrait.trade import together
from generator.reference.countries import is_outside_eu
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

    def __init__(self, rows: pd.DataFrame, year: int) -> None:
        """``year``: the edition's, which says who is in the European Union."""
        goods = {row["cpf4"]: Good(row["groupe"]) for row in read_table("macf.csv")}
        counted = [c for c in rows["country"].cat.categories if c not in EXEMPT and is_outside_eu(c, year)]
        is_concerned = rows["cpf4"].isin(goods) & rows["country"].isin(counted)
        own = rows[is_concerned & (rows["direction"] == Direction.IMPORT)]
        self._euros: defaultdict[str, Counter[Good]] = defaultdict(Counter)
        self._kilograms: defaultdict[str, Counter[Good]] = defaultdict(Counter)
        lines = own[["departement", "cpf4", "value_eur", "mass_kg"]]
        for departement, cpf4, euros, kilograms in lines.itertuples(index=False, name=None):
            self._euros[departement][goods[cpf4]] += euros
            self._kilograms[departement][goods[cpf4]] += kilograms

    def of(self, departements: Collection[str] | None) -> tuple[BorderImports, ...]:
        """Of some départements together (of all: ``None``), largest value first; goods without any are absent.

        Limits: each class holds goods that the law does not name, so that its sum is more than what the law bears on;
        articles of steel or aluminium that it names too are in other classes, and not counted. No price of carbon.
        """
        euros, kilograms = together(self._euros, departements), together(self._kilograms, departements)
        return tuple(BorderImports(good, euros[good], kilograms[good]) for good in ranked(euros))
