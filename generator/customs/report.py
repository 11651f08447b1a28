"""What was read: every row counted, every code without a page or a label named with its weight.

Amounts are whole euros. By flux means ``E`` and ``I``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from generator.customs.labels import LabelFiles
from generator.customs.schema import DIRECTIONS
from generator.reference.names import Labels, Names
from generator.reference.tables import read_table
from generator.reference.territories import MONACO, departements

QUARTERS = (1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class FileRead:
    """Rows of one data file: read, kept, of other years (by year), with an empty mass (read as 0)."""

    name: str
    flux: str
    rows: int
    kept: int
    other_years: Mapping[int, int]
    empty_masses: int


@dataclass(frozen=True, slots=True)
class CodeWeight:
    """A code to be told of, with its rows and euros by flux; ``name`` is ours where the files give none."""

    code: str
    rows: Mapping[str, int]
    euros: Mapping[str, int]
    name: str | None = None


@dataclass(frozen=True, slots=True)
class LabelChange:
    """An A129 code that the files call otherwise than our table does."""

    code: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class ReadReport:
    """All that is said of the reading of one edition.

    ``quarters[flux][quarter]``: rows, 0 for a quarter that is missing. The ``unlabelled`` codes have no label in force
    in the files; kinds for which the files hold no label at all are in ``without_labels`` instead.
    """

    year: int
    demonstration: bool
    files: tuple[FileRead, ...]
    label_files: tuple[str, ...]
    ignored: tuple[str, ...]
    quarters: Mapping[str, Mapping[int, int]]
    unknown_departements: tuple[CodeWeight, ...]
    unlabelled_products: tuple[CodeWeight, ...]
    unlabelled_subproducts: tuple[CodeWeight, ...]
    unlabelled_countries: tuple[CodeWeight, ...]
    without_labels: tuple[str, ...]
    label_changes: tuple[LabelChange, ...]

    @property
    def missing_quarters(self) -> dict[str, tuple[int, ...]]:
        """The quarters without a row, by flux; a flux that has all four is not in it."""
        missing = {
            f: tuple(q for q, rows in counts.items() if not rows) for f, counts in self.quarters.items()
        }
        return {flux: quarters for flux, quarters in missing.items() if quarters}

    @property
    def is_complete(self) -> bool:
        """Whether all four quarters are there in both directions."""
        return not self.missing_quarters


def report_on(
    rows: pd.DataFrame,
    *,
    year: int,
    files: Iterable[FileRead],
    label_files: LabelFiles,
    ignored: tuple[str, ...],
) -> ReadReport:
    """Count the rows kept (columns as in ``Trade``) and weigh the codes without a page or a label."""
    labels = label_files.labels
    names = Names(labels)
    pages = {code for territory in departements() for code in territory.customs_codes} | {MONACO}
    counted = rows.groupby(["flow", "quarter"], observed=False).size()
    return ReadReport(
        year=year,
        demonstration=label_files.demonstration,
        files=tuple(files),
        label_files=label_files.files,
        ignored=ignored,
        quarters={f: {q: int(counted.get((f, q), 0)) for q in QUARTERS} for f in DIRECTIONS},
        unknown_departements=_outside(rows, "departement", pages),
        unlabelled_products=_unlabelled(rows, "a129", labels.products, names.product),
        unlabelled_subproducts=_unlabelled(rows, "cpf4", labels.subproducts, names.subproduct),
        unlabelled_countries=_unlabelled(rows, "country", labels.countries, names.country),
        without_labels=_without_labels(labels),
        label_changes=_label_changes(labels.products),
    )


def _outside(rows: pd.DataFrame, column: str, known: Collection[str]) -> tuple[CodeWeight, ...]:
    """The codes of a column that are not known, in their order."""
    codes = [code for code in rows[column].cat.categories if code not in known]
    if not codes:
        return ()
    found = rows[rows[column].isin(codes)].groupby([column, "flow"], observed=True)["value_eur"]
    count, euros = found.size().to_dict(), found.sum().to_dict()
    return tuple(
        CodeWeight(
            code,
            {flux: int(count.get((code, flux), 0)) for flux in DIRECTIONS},
            {flux: int(euros.get((code, flux), 0)) for flux in DIRECTIONS},
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


def _label_changes(products: Mapping[str, str]) -> tuple[LabelChange, ...]:
    ours = {row["code"]: row["libelle"] for row in read_table("produits_a129.csv")}
    return tuple(
        LabelChange(code, ours[code], label)
        for code, label in products.items()
        if code in ours and ours[code] != label
    )
