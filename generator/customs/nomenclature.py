"""Whether the codes are those that the tables hold, or of another nomenclature."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from generator.customs.labels import LabelFiles, LabelKind
from generator.customs.report import FileRead
from generator.errors import DataError
from generator.reference.tables import read_table
from generator.reference.territories import known_customs_codes

_MOST = (("departement", "département", 10), ("a129", "A129", 1))
"""Columns, their names in messages, and how many percent of a direction's value may be under unknown codes."""
_SHOWN = 10


def refuse_other_nomenclature(rows: pd.DataFrame, files: Sequence[FileRead], label_files: LabelFiles) -> None:
    """Raises ``DataError``, with the codes, when too much of a direction's value has none that a table holds.

    A département or a product is known when our tables or the edition's label files hold its code, in force or not.
    Real files hold what could not be placed: hence the larger part for départements. CPF4 and countries are free.
    """
    known = {
        "departement": known_customs_codes() | label_files.codes[LabelKind.DEPARTEMENTS],
        "a129": {row["code"] for row in read_table(label_files.labels.nomenclature.products)}
        | label_files.codes[LabelKind.PRODUCTS],
    }
    totals = rows.groupby("direction", observed=False)["value_eur"].sum()
    for column, name, percent in _MOST:
        strange = [code for code in rows[column].cat.categories if code not in known[column]]
        if not strange:
            continue
        found = rows.loc[rows[column].isin(strange), [column, "direction", "value_eur"]]
        for direction, own in found.groupby("direction", observed=True):
            euros = (
                own.groupby(column, observed=True)["value_eur"]
                .sum()
                .sort_values(ascending=False, kind="stable")
            )
            part = int(euros.sum())
            if part * 100 <= int(totals[direction]) * percent:
                continue
            codes = [str(code) for code in euros.index]
            file = next(file.name for file in files if direction in file.directions)
            raise DataError(
                f"{part} euros of {direction}s, more than {percent} % of their value, are under codes that no table "
                f"holds: {name} {_listed(codes)} (another nomenclature? give its label file, or a table of its codes)",
                file=file,
            )


def _listed(codes: Sequence[str]) -> str:
    shown = ", ".join(code[:20] for code in codes[:_SHOWN])
    return f"{shown} and {len(codes) - _SHOWN} more" if len(codes) > _SHOWN else shown
