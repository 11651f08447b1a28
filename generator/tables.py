"""Tables and their columns (listed in ``french/columns.toml``), described once for all file formats."""

import csv
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Generic, TextIO, TypeVar

from generator.french.words import word

Cell = str | int | float | None
Row = Sequence[Cell]
"""One cell per column of the table; ``None`` for an unknown number."""


class ColumnType(StrEnum):
    """``CODE`` is text that must not be read as a number: ``01``, ``NA``. ``BOOLEAN`` cells are ``YES`` and ``NO``."""

    CODE = "code"
    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"


@dataclass(frozen=True, slots=True)
class Column:
    """``title`` and ``meaning`` are French; ``unit``: ``EUR`` (amounts), ``1`` (fractions of 1) or ``None``."""

    name: str
    type: ColumnType
    title: str
    meaning: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """``name``: of its files; ``title``: in French; ``header``, ``key``: the columns, and those that identify a row."""

    name: str
    title: str
    header: tuple[str, ...]
    key: tuple[str, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns. Raises ``KeyError`` for one that ``columns.toml`` does not list."""
        return tuple(columns()[name] for name in self.header)


Source = TypeVar("Source")


@dataclass(frozen=True, slots=True)
class TableKind(Generic[Source]):
    """How to make a table from ``Source``: a territory's figures, or an edition.

    ``columns``, ``key``: names of columns. ``rows``: may be none. ``is_available``: whether the table exists at all.
    """

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    rows: Callable[[Source], Iterable[Row]]
    is_available: Callable[[Source], bool] = lambda _: True

    @property
    def table(self) -> Table:
        """The table; its title is that of its sheet in the spreadsheet."""
        return Table(self.name, word("tableur", self.name), self.columns, self.key)


@cache
def columns() -> Mapping[str, Column]:
    """All columns by name, in the order of ``columns.toml``."""
    file = Path(__file__).parent / "french" / "columns.toml"
    listed = tomllib.loads(file.read_text(encoding="utf-8"))
    return {name: Column(name, ColumnType(own.pop("type")), **own) for name, own in listed.items()}


PRODUCT, COUNTRY = ("code_produit", "produit"), ("code_pays", "pays")
"""The columns that identify a product or a partner."""
YES, NO = word("commun", "oui"), word("commun", "non")
"""The cells of a boolean column."""

_FORMULA_STARTS = frozenset("=+-@\t\r")


def write_csv(stream: TextIO, header: Sequence[str], rows: Iterable[Row]) -> None:
    """Writes the table to a text stream, which must be UTF-8 and not translate line ends (``newline=""``)."""
    stream.write("\ufeff")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_cell(cell) for cell in row] for row in rows)


def _cell(cell: Cell) -> Cell:
    # an apostrophe keeps spreadsheets from reading a label as a formula
    if isinstance(cell, str):
        return f"'{cell}" if cell[:1] in _FORMULA_STARTS else cell
    return repr(cell).replace(".", ",") if isinstance(cell, float) else cell
