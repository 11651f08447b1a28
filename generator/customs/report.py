"""The report on reading an edition's files: row counts, oddities, rows set aside, codes without a page or a label."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

import pandas as pd

from generator.customs.labels import LabelFile, LabelFiles, LabelKind
from generator.customs.rows import Fault
from generator.customs.sources import Sources
from generator.edition import QUARTERS, is_whole_year
from generator.errors import DataError
from generator.french.formatting import share, standalone_amount
from generator.reference.direction import Direction
from generator.reference.names import CodeNames
from generator.reference.tables import rows_by_code
from generator.reference.territories import corsica_is_one, departements_among, known_customs_codes, territories_in

_MAX_UNKNOWN = (("departement", "département", 10), ("a129", "A129", 1))
"""Column, its name in messages, and the maximum percentage of a direction's value under unknown codes."""
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class FileRead:
    """What was read in one data file.

    ``rows``, ``kept``, ``other_years``: number of rows, in all, of the year, by other year. ``oddities``: how often
    each occurs. ``unused``: columns in the header that are not ours. ``absent``: ours that the file lacks.
    """

    name: str
    directions: tuple[Direction, ...]
    rows: int
    kept: int
    other_years: Mapping[int, int]
    oddities: Mapping[str, int]
    set_aside: tuple[Fault, ...]
    unused: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CodeTotals:
    """The rows and euros of one code, by direction.

    ``name``: the label in the files or in our table, if any. ``slug``: the last part of the address of its page, if it
    is a new code with a page.
    """

    code: str
    rows: Mapping[Direction, int]
    euros: Mapping[Direction, int]
    name: str | None = None
    slug: str | None = None


@dataclass(frozen=True, slots=True)
class Labelling:
    """The codes of one kind that the label files or our table lack.

    ``has_labels``: whether the files have any label in force. ``unlabelled``: codes without one; if no code has one,
    only those that our table lacks too. ``new``: codes that only the files label.
    """

    has_labels: bool
    unlabelled: tuple[CodeTotals, ...]
    new: tuple[CodeTotals, ...]


@dataclass(frozen=True, slots=True)
class ReadReport:
    """The result of reading one edition's files.

    ``national``: names of files by NC8, which are not read; ``ignored``: of others. ``quarters[direction][quarter]``:
    number of rows, which may be 0. ``departements_without_rows``: Insee codes. ``unknown_departements``: by descending
    value. ``label_changes``: our label and the files', by A129 code.
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
    label_changes: Mapping[str, tuple[str, str]]

    @property
    def present_quarters(self) -> dict[Direction, tuple[int, ...]]:
        """The quarters with rows, by direction."""
        return {d: tuple(q for q, n in rows.items() if n) for d, rows in self.quarters.items()}

    @property
    def missing_quarters(self) -> dict[Direction, tuple[int, ...]]:
        """The quarters without a row, by direction; a direction with all four is left out."""
        missing = {d: tuple(q for q, n in rows.items() if not n) for d, rows in self.quarters.items()}
        return {direction: quarters for direction, quarters in missing.items() if quarters}

    @property
    def is_complete(self) -> bool:
        """Whether both directions have all four quarters."""
        return is_whole_year(*self.present_quarters.values())


def report_on(
    rows: pd.DataFrame, *, year: int, files: Sequence[FileRead], label_files: LabelFiles, sources: Sources
) -> ReadReport:
    """The report on ``rows`` (columns as in ``Trade``) and on the files they were read from."""
    names = label_files.names
    codes = rows["departement"].cat.categories
    totals = rows.groupby("direction", observed=False)["value_eur"].sum()
    counts = rows.groupby(["direction", "quarter"], observed=False).size()
    unknown = unknown_codes(rows, "departement", known_customs_codes())
    return ReadReport(
        year=year,
        demonstration=label_files.demonstration,
        files=tuple(files),
        label_files=label_files.files,
        ignored=tuple(raw.name for raw in sources.ignored),
        national=tuple(raw.name for raw in sources.national),
        corsica_is_one=corsica_is_one(codes),
        departements_without_rows=tuple(
            place.code
            for place in departements_among(territories_in(codes))
            if set(codes).isdisjoint(place.customs_codes)
        ),
        quarters={d: {q: int(counts.get((d, q), 0)) for q in QUARTERS} for d in Direction},
        totals_eur={d: int(totals.get(d, 0)) for d in Direction},
        unknown_departements=tuple(sorted(unknown, key=lambda code: -sum(code.euros.values()))),
        products=_labelling(rows, "a129", names.products),
        subproducts=_labelling(rows, "cpf4", names.subproducts, has_pages=False),
        countries=_labelling(rows, "country", names.countries),
        label_changes=_label_changes(names.products),
    )


def refuse_other_nomenclature(rows: pd.DataFrame, files: Sequence[FileRead], label_files: LabelFiles) -> None:
    """Raises ``DataError``, with the codes, when too much of a direction's value is under unknown codes.

    Known are those of our tables and of the label files, in force or not. CPF4 and country codes may be anything
    (REFERENCE.md, « Rows »).
    """
    known = {
        "departement": known_customs_codes() | label_files.codes[LabelKind.DEPARTEMENTS],
        "a129": rows_by_code(label_files.names.products.table).keys() | label_files.codes[LabelKind.PRODUCTS],
    }
    totals = rows.groupby("direction", observed=False)["value_eur"].sum()
    for (column, name, percent), direction in product(_MAX_UNKNOWN, Direction):
        unknown = [code for code in unknown_codes(rows, column, known[column]) if code.rows[direction]]
        unknown.sort(key=lambda code: -code.euros[direction])
        part, total = sum(code.euros[direction] for code in unknown), int(totals[direction])
        if part * 100 > total * percent:
            file = next(file.name for file in files if direction in file.directions)
            amount = " ".join(f"{standalone_amount(part)} ({share(part, total)})".split())
            codes = ", ".join(code.code[:20] for code in unknown[:_SHOWN])
            more = f" and {len(unknown) - _SHOWN} more" if len(unknown) > _SHOWN else ""
            raise DataError(
                f"{amount} of {direction}s, more than {percent} %, are under codes that no table has: {name} "
                f"{codes}{more} (another nomenclature? give its label file, or a table of its codes)",
                file=file,
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


def _labelling(rows: pd.DataFrame, column: str, names: CodeNames, *, has_pages: bool = True) -> Labelling:
    """Compares the codes in a column with the labels in force and with our table. ``has_pages``: one per code."""
    labels, ours = names.labels, rows_by_code(names.table)
    unlabelled = tuple(
        replace(code, name=ours[code.code]["libelle"] if code.code in ours else None)
        for code in unknown_codes(rows, column, labels)
        if labels or code.code not in ours
    )
    new = tuple(
        replace(code, name=labels[code.code], slug=names.slug(code.code) if has_pages else None)
        for code in unknown_codes(rows, column, ours)
        if code.code in labels
    )
    return Labelling(bool(labels), unlabelled, new)


def _label_changes(names: CodeNames) -> dict[str, tuple[str, str]]:
    ours = {code: row["libelle"] for code, row in rows_by_code(names.table).items()}
    return {code: (ours[code], label) for code, label in names.labels.items() if ours.get(code, label) != label}
