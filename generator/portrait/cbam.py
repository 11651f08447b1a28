"""A territory's imports under the classes that contain the basic goods of the EU carbon border mechanism (CBAM).

Table: ``data/reference/macf.csv`` (``cpf4;groupe``: the groups of goods that the regulation names).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from generator.portrait.ranking import ranked
from generator.portrait.trade import sum_over
from generator.reference.countries import is_outside_eu
from generator.reference.direction import Direction
from generator.reference.tables import read_table
from generator.reference.territories import Territory

EXEMPT = frozenset({"CH", "IS", "LI", "NO", "XC", "XL"})
"""Origins exempted by Regulation (EU) 2023/956, annex III; XC and XL are Ceuta and Melilla."""


@dataclass(frozen=True, slots=True)
class CbamImports:
    """Imports under one good's classes from non-exempt countries outside the EU, in euros and kilograms."""

    good: str
    value_eur: int
    mass_kg: int


def cbam_imports(
    rows: pd.DataFrame, territories: Iterable[Territory], year: int
) -> dict[Territory, tuple[CbamImports, ...]]:
    """The imports of each territory by good, largest value first; goods without imports are absent.

    ``year``: the edition's, which determines EU membership. Limits: each class also contains goods that the regulation
    does not name, so its sum exceeds what is covered; covered steel or aluminium articles that fall under other classes
    are not counted. No carbon price.
    """
    goods = {row["cpf4"]: row["groupe"] for row in read_table("macf.csv")}
    origins = [c for c in rows["country"].cat.categories if c not in EXEMPT and is_outside_eu(c, year)]
    is_covered = rows["cpf4"].isin(goods) & rows["country"].isin(origins)
    covered = rows[is_covered & (rows["direction"] == Direction.IMPORT)]
    euros: defaultdict[str, Counter[str]] = defaultdict(Counter)
    kilograms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    columns = covered[["departement", "cpf4", "value_eur", "mass_kg"]]
    for departement, cpf4, value, mass in columns.itertuples(index=False, name=None):
        euros[departement][goods[cpf4]] += value
        kilograms[departement][goods[cpf4]] += mass
    found = {}
    for territory in territories:
        values, masses = sum_over(euros, territory.row_codes), sum_over(kilograms, territory.row_codes)
        found[territory] = tuple(CbamImports(good, values[good], masses[good]) for good in ranked(values))
    return found
