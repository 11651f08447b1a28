"""What was read of an edition's files: rows counted and weighed, oddities, what could not be read."""

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
from generator.reference.tables import read_table
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
class CodeWeight:
    """A code that the report names, its rows and euros by direction.

    ``name``: ours where the files give none, theirs where our tables lack the code. ``slug``: of such a code, the last
    part of its page's address, which then stays; ``None`` where it has no page.
    """

    code: str
    rows: Mapping[Direction, int]
    euros: Mapping[Direction, int]
    name: str | None = None
    slug: str | None = None


@dataclass(frozen=True, slots=True)
class LabelChange:
    """An A129 code that the files call otherwise than our table does."""

    code: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class ReadReport:
    """All that the report says of the reading of one edition.

    ``quarters[direction][quarter]``: rows, 0 for a quarter that is missing. ``unlabelled_…``: codes without a label in
    force in the files; kinds for which the files hold no label at all are in ``without_labels`` instead. ``new_…``:
    codes that our tables lack. ``national``: files by NC8, left alone. ``departements_without_rows``: Insee codes.
    ``unknown_departements``: the largest value first.
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
    unknown_departements: tuple[CodeWeight, ...]
    unlabelled_products: tuple[CodeWeight, ...]
    unlabelled_subproducts: tuple[CodeWeight, ...]
    unlabelled_countries: tuple[CodeWeight, ...]
    without_labels: tuple[str, ...]
    label_changes: tuple[LabelChange, ...]
    new_products: tuple[CodeWeight, ...]
    new_subproducts: tuple[CodeWeight, ...]
    new_countries: tuple[CodeWeight, ...]

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


_KINDS = ("products", "subproducts", "countries")
"""What ``Labels`` names."""


def report_on(
    rows: pd.DataFrame,
    *,
    year: int,
    files: Iterable[FileRead],
    label_files: LabelFiles,
    sources: Sources,
) -> ReadReport:
    """Counts the rows kept (columns as in ``Trade``) and weighs the codes without a page or a label."""
    labels = label_files.labels
    names = Names(labels)
    codes = rows["departement"].cat.categories
    totals = rows.groupby("direction", observed=False)["value_eur"].sum()
    counted = rows.groupby(["direction", "quarter"], observed=False).size()
    return ReadReport(
        year=year,
        demonstration=label_files.demonstration,
        files=tuple(files),
        label_files=label_files.files,
        ignored=sources.ignored,
        national=sources.national,
        corsica_is_one=corsica_is_one(codes),
        departements_without_rows=_without_rows(codes),
        quarters={d: {q: int(counted.get((d, q), 0)) for q in QUARTERS} for d in Direction},
        totals_eur={d: int(totals.get(d, 0)) for d in Direction},
        unknown_departements=tuple(
            sorted(
                weights_outside(rows, "departement", known_customs_codes()),
                key=lambda w: -sum(w.euros.values()),
            )
        ),
        unlabelled_products=_unlabelled(rows, "a129", labels.products, names.product),
        unlabelled_subproducts=_unlabelled(rows, "cpf4", labels.subproducts, names.subproduct),
        unlabelled_countries=_unlabelled(rows, "country", labels.countries, names.country),
        without_labels=tuple(kind for kind in _KINDS if not getattr(labels, kind)),
        label_changes=_label_changes(labels),
        new_products=_new(rows, "a129", labels.nomenclature.products, labels.products, names.product_slug),
        new_subproducts=_new(rows, "cpf4", labels.nomenclature.subproducts, labels.subproducts),
        new_countries=_new(rows, "country", "pays.csv", labels.countries, names.country_slug),
    )


def _without_rows(codes: Collection[str]) -> tuple[str, ...]:
    """The départements of which the year holds no row, by Insee code."""
    places = departements_among(territories_in(codes))
    return tuple(d.code for d in places if not any(code in codes for code in d.customs_codes))


def weights_outside(rows: pd.DataFrame, column: str, known: Collection[str]) -> tuple[CodeWeight, ...]:
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


def _new(
    rows: pd.DataFrame,
    column: str,
    table: str,
    labels: Mapping[str, str],
    slug: Callable[[str], str] | None = None,
) -> tuple[CodeWeight, ...]:
    """The codes that the table lacks and that the files name, in their order."""
    weights = weights_outside(rows, column, {row["code"] for row in read_table(table)})
    return tuple(
        replace(w, name=labels[w.code], slug=slug(w.code) if slug else None)
        for w in weights
        if w.code in labels
    )


def _unlabelled(
    rows: pd.DataFrame, column: str, labels: Mapping[str, str], naming: Callable[[str], str]
) -> tuple[CodeWeight, ...]:
    """The codes that the files leave without a label, with the name that our tables give, if any."""
    found = []
    for weight in weights_outside(rows, column, labels):
        name = naming(weight.code)
        if name == f"Code {weight.code}":
            found.append(weight)
        elif labels:
            found.append(replace(weight, name=name))
    return tuple(found)


def _label_changes(labels: Labels) -> tuple[LabelChange, ...]:
    ours = {row["code"]: row["libelle"] for row in read_table(labels.nomenclature.products)}
    return tuple(
        LabelChange(code, ours[code], label)
        for code, label in labels.products.items()
        if code in ours and ours[code] != label
    )
