"""What was read, as told: every row counted, every code without a page or a label named with its weight.

Amounts are whole euros.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.customs.columns import Fault
from generator.reference.direction import Direction


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
    """A code to be told of, with its rows and euros by direction; ``name`` is ours where the files give none."""

    code: str
    rows: Mapping[Direction, int]
    euros: Mapping[Direction, int]
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

    ``quarters[direction][quarter]``: rows, 0 for a quarter that is missing. The ``unlabelled`` codes have no label in
    force in the files; kinds for which the files hold no label at all are in ``without_labels`` instead.
    ``unread_labels``: lines of each label file that are no labels; ``dropped_characters``, ``cut_labels``: of each, the
    characters that are not shown and the labels that are too long; ``national``: files by NC8, left alone;
    ``departements_without_rows``: Insee codes.
    """

    year: int
    demonstration: bool
    files: tuple[FileRead, ...]
    label_files: tuple[str, ...]
    unread_labels: tuple[int, ...]
    dropped_characters: tuple[int, ...]
    cut_labels: tuple[int, ...]
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
