"""The report on reading an edition's files: row counts, oddities, rows set aside, codes without a page or a label."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from generator.customs.columns import Fault
from generator.customs.labels import LabelFile, LabelFiles
from generator.customs.sources import Sources
from generator.edition import QUARTERS
from generator.reference.direction import Direction
from generator.reference.names import Labels, Names
from generator.reference.tables import rows_by_code
from generator.reference.territories import (
    corsica_is_one,
    departements_among,
    known_customs_codes,
    territories_in,
)


@dataclass(frozen=True, slots=True)
class FileRead:
    """Rows of one data file: all, kept, of other years (by year), set aside; ``mended``: each oddity, how often.

    ``unused``: columns that a header names and that are left alone; ``absent``: those of the format that it lacks.
    """

    name: str
    directions: tuple[Direction, ...]
    rows: int
    kept: int
    other_years: Mapping[int, int]
    mended: Mapping[str, int]
    set_aside: tuple[Fault, ...]
    unused: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()

    @property
    def set_aside_eur(self) -> int | None:
        """What the rows set aside amount to, as far as it can be read; ``None`` where no amount can."""
        amounts = [fault.euros for fault in self.set_aside if fault.euros is not None]
        return sum(amounts) if amounts else None


@dataclass(frozen=True, slots=True)
class CodeTotals:
    """The rows and euros of one code, by direction.

    ``name``: the label in the files or in our table, ``None`` where neither has the code. ``slug``: of a new code, the
    last part of the address of its page; ``None`` where it has no page.
    """

    code: str
    rows: Mapping[Direction, int]
    euros: Mapping[Direction, int]
    name: str | None = None
    slug: str | None = None


@dataclass(frozen=True, slots=True)
class Labelling:
    """The codes of one kind that the label files or our table lack.

    ``has_labels``: whether the files hold any label in force. ``unlabelled``: codes without a label in force in the
    files; without ``has_labels`` only those that our table lacks too. ``new``: codes that only the files label.
    """

    has_labels: bool
    unlabelled: tuple[CodeTotals, ...]
    new: tuple[CodeTotals, ...]


@dataclass(frozen=True, slots=True)
class LabelChange:
    """An A129 code whose label in the files differs from the one in our table."""

    code: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class ReadReport:
    """The result of reading one edition's files.

    ``quarters[direction][quarter]``: number of rows, 0 for a missing quarter. ``ignored``, ``national``: names of files
    that are not read, the second those by NC8. ``departements_without_rows``: Insee codes. ``unknown_departements``:
    by descending value.
    """

    year: int
    demonstration: bool
    files: tuple[FileRead, ...]
    label_files: tuple[LabelFile, ...]
    ignored: tuple[str, ...]
    national: tuple[str, ...]
    corsica_is_one: bool
    departements_without_rows: tuple[str, ...]
    quarters: Mapping[Direction, Mapping[int, int]]
    totals_eur: Mapping[Direction, int]
    unknown_departements: tuple[CodeTotals, ...]
    products: Labelling
    subproducts: Labelling
    countries: Labelling
    label_changes: tuple[LabelChange, ...]

    @property
    def missing_quarters(self) -> dict[Direction, tuple[int, ...]]:
        """The quarters without a row, by direction; one that has all four is not in it."""
        missing = {
            f: tuple(q for q, rows in counts.items() if not rows) for f, counts in self.quarters.items()
        }
        return {direction: quarters for direction, quarters in missing.items() if quarters}

    @property
    def is_complete(self) -> bool:
        """Whether all four quarters are there in both directions."""
        return not self.missing_quarters

    @property
    def set_aside(self) -> int:
        """How many rows of the data files could not be read."""
        return sum(len(file.set_aside) for file in self.files)


def report_on(
    rows: pd.DataFrame,
    *,
    year: int,
    files: Iterable[FileRead],
    label_files: LabelFiles,
    sources: Sources,
) -> ReadReport:
    """The report on ``rows`` (columns as in ``Trade``) and on the files they were read from."""
    labels, names = label_files.labels, Names(label_files.labels)
    tables = labels.nomenclature
    codes = rows["departement"].cat.categories
    totals = rows.groupby("direction", observed=False)["value_eur"].sum()
    counts = rows.groupby(["direction", "quarter"], observed=False).size()
    unknown = unknown_codes(rows, "departement", known_customs_codes())
    return ReadReport(
        year=year,
        demonstration=label_files.demonstration,
        files=tuple(files),
        label_files=label_files.files,
        ignored=sources.ignored,
        national=sources.national,
        corsica_is_one=corsica_is_one(codes),
        departements_without_rows=_without_rows(codes),
        quarters={d: {q: int(counts.get((d, q), 0)) for q in QUARTERS} for d in Direction},
        totals_eur={d: int(totals.get(d, 0)) for d in Direction},
        unknown_departements=tuple(sorted(unknown, key=lambda code: -sum(code.euros.values()))),
        products=_labelling(rows, "a129", tables.products, labels.products, names.product_slug),
        subproducts=_labelling(rows, "cpf4", tables.subproducts, labels.subproducts, lambda _: None),
        countries=_labelling(rows, "country", "pays.csv", labels.countries, names.country_slug),
        label_changes=_label_changes(labels),
    )


def unknown_codes(rows: pd.DataFrame, column: str, known: Collection[str]) -> tuple[CodeTotals, ...]:
    """The totals of the codes in a column that are not in ``known``, in code order."""
    codes = [code for code in rows[column].cat.categories if code not in known]
    if not codes:
        return ()
    found = rows[rows[column].isin(codes)].groupby([column, "direction"], observed=True)["value_eur"]
    count, euros = found.size().to_dict(), found.sum().to_dict()
    return tuple(
        CodeTotals(
            code,
            {direction: int(count.get((code, direction), 0)) for direction in Direction},
            {direction: int(euros.get((code, direction), 0)) for direction in Direction},
        )
        for code in codes
    )


def _without_rows(codes: Collection[str]) -> tuple[str, ...]:
    """The Insee codes of the départements whose customs codes are not in ``codes``."""
    places = departements_among(territories_in(codes))
    return tuple(d.code for d in places if not any(code in codes for code in d.customs_codes))


def _labelling(
    rows: pd.DataFrame,
    column: str,
    table: str,
    labels: Mapping[str, str],
    slug: Callable[[str], str | None],
) -> Labelling:
    """Compares the codes in a column with the ``labels`` in force and with our ``table``."""
    ours = rows_by_code(table)
    unlabelled = tuple(
        replace(code, name=ours[code.code]["libelle"] if code.code in ours else None)
        for code in unknown_codes(rows, column, labels)
        if labels or code.code not in ours
    )
    new = tuple(
        replace(code, name=labels[code.code], slug=slug(code.code))
        for code in unknown_codes(rows, column, ours)
        if code.code in labels
    )
    return Labelling(bool(labels), unlabelled, new)


def _label_changes(labels: Labels) -> tuple[LabelChange, ...]:
    ours = rows_by_code(labels.nomenclature.products)
    return tuple(
        LabelChange(code, ours[code]["libelle"], label)
        for code, label in labels.products.items()
        if code in ours and ours[code]["libelle"] != label
    )
