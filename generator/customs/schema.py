"""The only list of raw columns of the customs' data files, and what each may hold.

A file has no header, ten fields parted by ``;``: flux, trimestre, année, département, région, A129, CPF4, pays,
valeur (whole euros), masse (whole kilograms). A129 and CPF4 come in either order, told apart by form.
The list is compiled into one regular expression that runs over whole chunks of rows; rows are looked at one by one only
where it stops.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import pandas as pd

SEPARATOR = b";"
DIRECTIONS = {"E": "export", "I": "import"}
"""The flux of the data files, and the word for it that their names carry."""

_SHOWN_BYTES = 200


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
    Column("année", rb"(?:19|20)\d\d", "a year of four digits", "year", "int16"),
    _code("département", _PAIR[0], "departement", *_PAIR[1]),
    _code("région", _PAIR[0], None, *_PAIR[1]),
    _code("A129", "a capital, two digits, a capital", "a129", _CAPITALS, _DIGITS, _DIGITS, _CAPITALS),
    _code("CPF4", "four digits", "cpf4", *[_DIGITS] * 4),
    _code("pays", _PAIR[0], "country", *_PAIR[1]),
    Column("valeur", rb"\d{1,12}+", "whole euros, 1 to 12 digits", "value_eur", "int64"),
    Column("masse", rb"\d{0,12}+", "whole kilograms, at most 12 digits, or nothing", "mass_kg", "int64"),
)
CODES = [c.frame for c in COLUMNS if c.frame and isinstance(c.dtype, pd.CategoricalDtype)]
"""The columns of codes in the rows."""
_A129, _CPF4 = 5, 6


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row is refused; ``row`` is counted from 1."""

    row: int
    message: str
    value: str | None = None
    column: str | None = None
    expected: str | None = None


@dataclass(frozen=True)
class Layout:
    """The columns of one file, in its order, its flux being that of every row."""

    columns: tuple[Column, ...]

    @classmethod
    def of(cls, first_row: bytes, flux: str) -> Layout:
        """The layout that the first row shows: CPF4 before A129 when the sixth field is four digits."""
        columns = list(COLUMNS)
        word = DIRECTIONS[flux]
        columns[0] = Column("flux", flux.encode(), f"{flux}, this being the {word} file")
        fields = first_row.split(SEPARATOR)
        if len(fields) > _A129 and re.fullmatch(COLUMNS[_CPF4].pattern, fields[_A129]):
            columns[_A129], columns[_CPF4] = columns[_CPF4], columns[_A129]
        return cls(tuple(columns))

    @cached_property
    def _rows(self) -> re.Pattern[bytes]:
        # Possessive: the match ends where the first bad row begins, and never goes back.
        row = SEPARATOR.join(column.pattern for column in self.columns)
        return re.compile(b"(?:" + row + rb"\r?+\n)*+")

    def accepts(self, chunk: bytes) -> bool:
        """Whether every line of a chunk of whole lines is a good row."""
        return self._rows.fullmatch(chunk) is not None

    def faults(self, chunk: bytes, first_row: int) -> Iterator[Fault]:
        """The bad rows of a chunk of whole lines, its first one being row ``first_row`` of the file."""
        start, row = 0, first_row
        while True:
            match = self._rows.match(chunk, start)
            end = match.end() if match else start
            if end == len(chunk):
                return
            row += chunk.count(b"\n", start, end)
            start = chunk.index(b"\n", end) + 1
            yield self._fault(chunk[end : start - 1].removesuffix(b"\r"), row)
            row += 1

    def _fault(self, line: bytes, row: int) -> Fault:
        fields = line.split(SEPARATOR)
        pairs = list(zip(self.columns, fields, strict=False))
        wrong = [(c, f) for c, f in pairs if not re.fullmatch(c.pattern, f)]
        if not line:
            return Fault(row, "empty line")
        if not _is_text(line):
            where = next((c.name for c, f in wrong if not _is_text(f)), None)
            return Fault(row, "bytes that are not text", _readable(line), where)
        if row == 1 and not any(field.isdigit() for field in fields):
            expected = "data from the first row on, as the customs' files have no header"
            return Fault(row, "a header row", _readable(line), expected=expected)
        if len(fields) != len(self.columns):
            expected = f"{len(self.columns)} fields parted by ;"
            return Fault(row, f"{len(fields)} fields", _readable(line), expected=expected)
        bad, value = wrong[0]
        return Fault(row, "malformed", _readable(value), bad.name, bad.expected)


def _is_text(data: bytes) -> bool:
    """Whether the bytes are UTF-8 without control characters (a carriage return alone is one)."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return False
    return not re.search(r"[\x00-\x08\x0a-\x1f\x7f-\x9f]", text)


def _readable(data: bytes) -> str:
    return data[:_SHOWN_BYTES].decode(errors="backslashreplace")
