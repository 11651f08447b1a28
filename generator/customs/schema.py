"""The only list of raw columns of the customs' data files, and what each holds when it is as described.

A file has ten fields parted by ``;``: flux, trimestre, année, département, région, A129, CPF4, pays, valeur (whole
euros), masse (whole kilograms). A129 and CPF4 come in either order. The list is compiled into one regular expression
that runs over whole chunks of rows; rows are looked at one by one, in ``rows``, only where it stops.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import pandas as pd

from generator.reference.direction import Direction

SEPARATOR = b";"
DIRECTIONS = {"E": Direction.EXPORT, "I": Direction.IMPORT}
"""The flux of the data files and what it means."""
SHOWN_BYTES = 200

_DIGITS, _CAPITALS = "0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Column:
    """``name`` as the customs say; ``pattern`` of the whole field; ``frame``, ``dtype``: in the rows, if kept."""

    name: str
    pattern: bytes
    expected: str
    frame: str | None = None
    dtype: str | pd.CategoricalDtype = "str"


def _code(name: str, expected: str, frame: str | None, *characters: str) -> Column:
    """A column of codes: what each character may be gives both its pattern and its categories.

    Categories that are not declared beforehand pandas would take for numbers when all are digits (``01`` → 1).
    """
    pattern = "".join(f"[{allowed}]" for allowed in characters).encode()
    return Column(
        name, pattern, expected, frame, pd.CategoricalDtype(["".join(c) for c in product(*characters)])
    )


_PAIR = "two digits or capitals", (_DIGITS + _CAPITALS,) * 2

# Twelve digits keep the sum of any file that the reader takes within 64 bits (see data_file).
COLUMNS = (
    Column("flux", rb"[EI]", "E or I"),
    Column("trimestre", rb"[1-4]", "1, 2, 3 or 4", "quarter", "int8"),
    Column("année", rb"(?:19|20)[0-9][0-9]", "a year of four digits", "year", "int16"),
    _code("département", _PAIR[0], "departement", *_PAIR[1]),
    _code("région", _PAIR[0], None, *_PAIR[1]),
    _code("A129", "a capital, two digits, a capital", "a129", _CAPITALS, _DIGITS, _DIGITS, _CAPITALS),
    _code("CPF4", "four digits", "cpf4", *[_DIGITS] * 4),
    _code("pays", _PAIR[0], "country", *_PAIR[1]),
    Column("valeur", rb"[0-9]{1,12}", "whole euros, 1 to 12 digits", "value_eur", "int64"),
    Column("masse", rb"[0-9]{0,12}", "whole kilograms, at most 12 digits, or nothing", "mass_kg", "int64"),
)
CATEGORIES = {
    c.frame: c.dtype.categories for c in COLUMNS if c.frame and isinstance(c.dtype, pd.CategoricalDtype)
}
"""The codes of the form described, by the columns of codes in the rows."""
CODES = list(CATEGORIES)
_A129, _CPF4 = 5, 6


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row is set aside; ``row`` is counted from 1 in the file as it lies; ``euros`` where they can be read."""

    row: int
    message: str
    value: str | None = None
    column: str | None = None
    expected: str | None = None
    euros: int | None = None


def fits_fast(column: Column, field: str) -> bool:
    """Whether a field has the form that the pattern of a chunk asks of it."""
    return re.fullmatch(column.pattern, field.encode()) is not None


@dataclass(frozen=True)
class Layout:
    """The columns of one file, in its order, its flux being that of every row."""

    flux: str
    is_swapped: bool = False

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """CPF4 before A129 where they are swapped."""
        columns = list(COLUMNS)
        columns[0] = Column("flux", self.flux.encode(), self.flux)
        if self.is_swapped:
            columns[_A129], columns[_CPF4] = columns[_CPF4], columns[_A129]
        return tuple(columns)

    @cached_property
    def _row(self) -> re.Pattern[bytes]:
        return re.compile(SEPARATOR.join(column.pattern for column in self.columns) + rb"\r?$", re.MULTILINE)

    @cached_property
    def _other_row(self) -> re.Pattern[bytes]:
        # A search that begins with a literal is the fastest there is; possessive repeats of groups end in the wrong
        # place in Python 3.11.0 to 3.11.4, plain ones go back through the whole chunk.
        return re.compile(rb"\n(?!" + self._row.pattern + rb")", re.MULTILINE)

    def accepts(self, chunk: bytes) -> bool:
        """Whether every line of a chunk of whole lines is a row as described."""
        return self._end_of_run(chunk, 0) == len(chunk)

    def parts(self, chunk: bytes, first_row: int) -> Iterator[tuple[bytes, bytes | None, int]]:
        """A chunk as runs of rows as described, each with the line that ends it (if any) and that line's number."""
        start, row = 0, first_row
        while start < len(chunk):
            end = self._end_of_run(chunk, start)
            run = chunk[start:end]
            if end == len(chunk):
                yield run, None, row
                return
            row += run.count(b"\n")
            start = chunk.index(b"\n", end) + 1
            yield run, chunk[end : start - 1], row
            row += 1

    def _end_of_run(self, chunk: bytes, start: int) -> int:
        """Where the first other row from ``start`` on begins, else the end of the chunk."""
        if not self._row.match(chunk, start):
            return start
        other = self._other_row.search(chunk, start, len(chunk) - 1)
        return other.end() if other else len(chunk)
