"""Whether the codes are those of the nomenclatures that the tables hold, or of others."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from generator.customs.labels import LabelFiles, LabelKind
from generator.customs.report import FileRead
from generator.customs.schema import DIRECTIONS
from generator.errors import DataError
from generator.reference.tables import read_table
from generator.reference.territories import known_customs_codes

PERCENT = 1
"""A direction of which more than this part lies under unknown codes is another nomenclature's."""
_SHOWN = 10


def refuse_other_nomenclature(rows: pd.DataFrame, files: Sequence[FileRead], label_files: LabelFiles) -> None:
    """Raises ``DataError``, with the codes, when too much of a direction's value has none that a table holds.

    A département or a product is known when our tables or the edition's label files hold its code, in force or not. A
    row counts once, whichever of both codes is unknown; CPF4 and countries are free.
    """
    known = {
        "departement": known_customs_codes() | label_files.codes[LabelKind.DEPARTEMENTS],
        "a129": {row["code"] for row in read_table(label_files.labels.nomenclature.products)}
        | label_files.codes[LabelKind.PRODUCTS],
    }
    strange = {
        c: [code for code in rows[c].cat.categories if code not in codes] for c, codes in known.items()
    }
    if not any(strange.values()):
        return
    rows = rows[["direction", "value_eur", *known]]
    unknown = rows[rows["departement"].isin(strange["departement"]) | rows["a129"].isin(strange["a129"])]
    for file in files:
        own = unknown[unknown["direction"] == DIRECTIONS[file.flux]]
        total = int(rows["value_eur"].where(rows["direction"] == DIRECTIONS[file.flux], 0).sum())
        if int(own["value_eur"].sum()) * 100 <= total * PERCENT:
            continue
        told = [
            f"{name} {_listed(codes)}"
            for column, name in (("departement", "département"), ("a129", "A129"))
            if (codes := [code for code in strange[column] if code in set(own[column])])
        ]
        raise DataError(
            f"more than {PERCENT} % of its value is under codes that no table holds: {'; '.join(told)} "
            "(another nomenclature? give its label file, or a table of its codes)",
            file=file.name,
        )


def _listed(codes: Sequence[str]) -> str:
    shown = ", ".join(code[:20] for code in codes[:_SHOWN])
    return f"{shown} and {len(codes) - _SHOWN} more" if len(codes) > _SHOWN else shown
