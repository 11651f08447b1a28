"""Counts and weighs the rows that were kept, for the report."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

import pandas as pd

from generator.customs.labels import LabelFiles
from generator.customs.report import CodeWeight, FileRead, LabelChange, ReadReport
from generator.customs.sources import Sources
from generator.reference.direction import Direction
from generator.reference.names import Labels, Names
from generator.reference.tables import read_table
from generator.reference.territories import corsica_is_one, departements, known_customs_codes

QUARTERS = (1, 2, 3, 4)


def report_on(
    rows: pd.DataFrame,
    *,
    year: int,
    files: Iterable[FileRead],
    label_files: LabelFiles,
    sources: Sources,
) -> ReadReport:
    """Count the rows kept (columns as in ``Trade``) and weigh the codes without a page or a label."""
    labels = label_files.labels
    names = Names(labels)
    held = rows["departement"].cat.categories
    totals = rows.groupby("direction", observed=False)["value_eur"].sum()
    counted = rows.groupby(["direction", "quarter"], observed=False).size()
    return ReadReport(
        year=year,
        demonstration=label_files.demonstration,
        files=tuple(files),
        label_files=label_files.files,
        unread_labels=label_files.unread,
        dropped_characters=label_files.dropped,
        cut_labels=label_files.cut,
        ignored=sources.ignored,
        national=sources.national,
        corsica_is_one=corsica_is_one(held),
        departements_without_rows=_without_rows(held),
        quarters={d: {q: int(counted.get((d, q), 0)) for q in QUARTERS} for d in Direction},
        totals_eur={d: int(totals.get(d, 0)) for d in Direction},
        unknown_departements=_outside(rows, "departement", known_customs_codes()),
        unlabelled_products=_unlabelled(rows, "a129", labels.products, names.product),
        unlabelled_subproducts=_unlabelled(rows, "cpf4", labels.subproducts, names.subproduct),
        unlabelled_countries=_unlabelled(rows, "country", labels.countries, names.country),
        without_labels=_without_labels(labels),
        label_changes=_label_changes(labels),
    )


def _without_rows(held: Collection[str]) -> tuple[str, ...]:
    """The départements of which the year holds no row, by Insee code."""
    is_one = corsica_is_one(held)
    return tuple(d.code for d in departements() if not any(code in held for code in d.codes_in(is_one)))


def _outside(rows: pd.DataFrame, column: str, known: Collection[str]) -> tuple[CodeWeight, ...]:
    """The codes of a column that are not known, in their order."""
    codes = [code for code in rows[column].cat.categories if code not in known]
    if not codes:
        return ()
    found = rows[rows[column].isin(codes)].groupby([column, "direction"], observed=True)["value_eur"]
    count, euros = found.size().to_dict(), found.sum().to_dict()
    return tuple(
        CodeWeight(
            code,
            {direction: int(count.get((code, direction), 0)) for direction in Direction},
            {direction: int(euros.get((code, direction), 0)) for direction in Direction},
        )
        for code in codes
    )


def _unlabelled(
    rows: pd.DataFrame, column: str, labels: Mapping[str, str], naming: Callable[[str], str]
) -> tuple[CodeWeight, ...]:
    """The codes that the files leave without a label, with the name that our tables give, if any."""
    weights = _outside(rows, column, labels)
    named = [(weight, naming(weight.code)) for weight in weights]
    return tuple(
        CodeWeight(w.code, w.rows, w.euros, None if name == f"Code {w.code}" else name)
        for w, name in named
        if labels or name == f"Code {w.code}"
    )


def _without_labels(labels: Labels) -> tuple[str, ...]:
    kinds = {"products": labels.products, "subproducts": labels.subproducts, "countries": labels.countries}
    return tuple(kind for kind, known in kinds.items() if not known)


def _label_changes(labels: Labels) -> tuple[LabelChange, ...]:
    ours = {row["code"]: row["libelle"] for row in read_table(labels.nomenclature.products)}
    return tuple(
        LabelChange(code, ours[code], label)
        for code, label in labels.products.items()
        if code in ours and ours[code] != label
    )
