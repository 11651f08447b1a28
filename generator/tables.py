"""Columns and tables: name, type, unit, title and meaning, once for CSV, ODS, XLSX, Parquet, data package and CSVW.

Columns are listed in ``french/columns.toml``. A table names its columns, and every format takes the rest from here.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Generic, TextIO, TypeVar

import generator.french
from generator.french.words import word

Cell = str | int | float | None
Row = Sequence[Cell]
"""The cells of a table's columns, in their order; ``None`` where a number is unknown."""


class ColumnType(StrEnum):
    """What the cells of a column hold. ``CODE`` is text that must never be read as a number: ``01``, ``0111``, ``NA``.

    ``BOOLEAN`` cells are ``YES`` and ``NO``.
    """

    CODE = "code"
    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"


@dataclass(frozen=True, slots=True)
class Column:
    """A column. ``title`` and ``meaning`` are French; ``unit``: ``EUR`` (amounts), ``1`` (fractions of 1) or none."""

    name: str
    type: ColumnType
    title: str
    meaning: str
    unit: str | None = None

    @property
    def is_share(self) -> bool:
        """Whether the cells are fractions of 1."""
        return self.unit == "1"

    @property
    def is_amount(self) -> bool:
        """Whether the cells are euros."""
        return self.unit == "EUR"


@dataclass(frozen=True, slots=True)
class Table:
    """A table's name (of its files), French title, columns in order, and the columns that tell its rows apart."""

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def header(self) -> tuple[str, ...]:
        """The columns' names."""
        return tuple(column.name for column in self.columns)


def table(name: str, title: str, columns: Sequence[str], key: Sequence[str]) -> Table:
    """The table of the named columns. Raises ``KeyError`` for a column that ``columns.toml`` does not list."""
    return Table(name, title, tuple(map(column, columns)), tuple(key))


Given = TypeVar("Given")


@dataclass(frozen=True, slots=True)
class TableKind(Generic[Given]):
    """A table made of what is known: of a territory, or of an edition.

    ``name``: of its files. ``columns``: listed in ``french/columns.toml``; ``key``: those that tell its rows apart.
    ``rows``: empty where there is nothing to show. ``is_available``: whether there is what the table is made of;
    without it there is no table.
    """

    name: str
    columns: Sequence[str]
    key: Sequence[str]
    rows: Callable[[Given], Iterable[Row]]
    is_available: Callable[[Given], bool] = lambda _: True

    @property
    def table(self) -> Table:
        """The table with its columns described; its title is also that of its sheet in the spreadsheet."""
        return table(self.name, word("tableur", self.name), self.columns, self.key)


def column(name: str) -> Column:
    """The column of that name. Raises ``KeyError`` when ``columns.toml`` does not list it."""
    return columns()[name]


@cache
def columns() -> Mapping[str, Column]:
    """All columns by name, in the order of ``columns.toml``."""
    file = Path(generator.french.__file__).with_name("columns.toml")
    listed = tomllib.loads(file.read_text(encoding="utf-8"))
    return {name: Column(name, ColumnType(own.pop("type")), **own) for name, own in listed.items()}


PRODUCT, COUNTRY = ("code_produit", "produit"), ("code_pays", "pays")
"""The columns that say which product, or which partner, a row is of."""
YES, NO = word("commun", "oui"), word("commun", "non")
"""The cells of a boolean column."""

_FORMULA_STARTS = frozenset("=+-@\t\r")


def write_csv(stream: TextIO, header: Sequence[str], rows: Iterable[Row]) -> None:
    """Writes the table into a text stream, which must be UTF-8 and leave line ends alone (``newline=""``)."""
    stream.write("\ufeff")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_cell(cell) for cell in row] for row in rows)


def _cell(cell: Cell) -> Cell:
    # A label that a spreadsheet would take for a formula is quoted by an apostrophe, as spreadsheets do.
    if isinstance(cell, str):
        return f"'{cell}" if cell[:1] in _FORMULA_STARTS else cell
    return repr(cell).replace(".", ",") if isinstance(cell, float) else cell
