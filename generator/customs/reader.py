"""The customs' files of one year as one table of rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd

from generator.customs.columns import CODES, FLUX
from generator.customs.data_file import read_file
from generator.customs.labels import LabelFiles, LabelKind, read_labels
from generator.customs.report import FileRead, ReadReport, report_on, unknown_codes
from generator.customs.sources import find_sources, refuse_missing
from generator.errors import DataError
from generator.french.formatting import share, standalone_amount
from generator.reference.direction import Direction
from generator.reference.names import A129, Labels, Nomenclature
from generator.reference.tables import read_table
from generator.reference.territories import known_customs_codes
from generator.system import parallel

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
    for (column, name, percent), direction in product(_MOST, Direction):
        strange = [w for w in unknown_codes(rows, column, known[column]) if w.rows[direction]]
        strange.sort(key=lambda weight: -weight.euros[direction])
        part, total = sum(weight.euros[direction] for weight in strange), int(totals[direction])
        if part * 100 > total * percent:
            file = next(file.name for file in files if direction in file.directions)
            weight = " ".join(f"{standalone_amount(part)} ({share(part, total)})".split())
            raise DataError(
                f"{weight} of {direction}s, more than {percent} %, are under codes that no table holds: {name} "
                f"{_listed([w.code for w in strange])} (another nomenclature? give its label file, or a table of its "
                "codes)",
                file=file,
            )


def _listed(codes: Sequence[str]) -> str:
    shown = ", ".join(code[:20] for code in codes[:_SHOWN])
    return f"{shown} and {len(codes) - _SHOWN} more" if len(codes) > _SHOWN else shown


_ORDER = ["departement", "direction", "quarter", "a129", "cpf4", "country", "value_eur", "mass_kg"]


@dataclass(frozen=True, slots=True)
class Trade:
    """Trade of one calendar year.

    ``rows``: categoricals ``departement``, ``direction`` (a ``Direction``), ``a129``, ``cpf4``, ``country``; int8
    ``quarter``; int64 ``value_eur``, ``mass_kg``. Keys may repeat. ``labels``: in force in the year.
    """

    rows: pd.DataFrame
    labels: Labels
    report: ReadReport


def read_trade(
    paths: Path | Sequence[Path],
    year: int,
    *,
    nomenclature: Nomenclature = A129,
) -> Trade:
    """The rows of ``year`` in one or several zips, folders and files.

    Raises ``DataError`` naming file, row and column for what cannot be trusted, ``SiteError`` when a
    path is missing or a direction is.
    """
    sources = find_sources([paths] if isinstance(paths, Path) else paths)
    label_files = read_labels(sources.labels, year, nomenclature)

    found = parallel.each(lambda source: read_file(*source, year), sources.data)
    refuse_missing(sources, {direction for _, counts in found for direction in counts.directions})
    rows = _joined([part for parts, _ in found for part in parts])
    files = [counts for _, counts in found]
    refuse_other_nomenclature(rows, files, label_files)
    report = report_on(rows, year=year, files=files, label_files=label_files, sources=sources)
    return Trade(rows, label_files.labels, report)


def _joined(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """All chunks of both directions as one table, categories in order of their codes."""
    rows = pd.concat(frames, ignore_index=True)[_ORDER]
    rows["direction"] = rows["direction"].cat.rename_categories(FLUX)
    for name in CODES:
        rows[name] = _used(rows[name])
    return rows


def _used(codes: pd.Series) -> pd.Categorical[str]:
    """The codes with no other categories than theirs; plain text where some are of another form than described."""
    if codes.dtype == object:
        return pd.Categorical(codes.astype(str))
    # pandas' own way to leave out categories sorts all rows
    places, categories = codes.cat.codes.to_numpy(), codes.cat.categories
    is_used = np.bincount(places, minlength=len(categories)) > 0
    return pd.Categorical.from_codes((np.cumsum(is_used) - 1)[places], categories[is_used])
