"""The only list of raw columns of the customs' data files, and where they stand in one file.

A file has ten fields separated by ``;``: flux, trimestre, année, département, région, A129, CPF4, pays, valeur (whole
euros), masse (whole kilograms). A129 and CPF4 come in either order, and a header may name other places (``header``).
The layout of a file is compiled into one regular expression that runs over whole chunks of rows; rows are looked at
one by one, in ``rows``, only where it stops.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import product

import pandas as pd

from generator.reference.direction import Direction

FLUX = {"E": Direction.EXPORT, "I": Direction.IMPORT}
"""The letters of the data files and what they mean."""
LETTERS = {direction: letter for letter, direction in FLUX.items()}

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
    Column("flux", rb"[EI]", "E or I", "direction", pd.CategoricalDtype(list(FLUX))),
    Column("trimestre", rb"[1-4]", "1, 2, 3 or 4", "quarter", "int8"),
    Column("année", rb"(?:19|20)[0-9][0-9]", "a year of four digits", "year", "int16"),
    _code("département", _PAIR[0], "departement", *_PAIR[1]),
    _code("région", _PAIR[0], None, *_PAIR[1]),
    _code("A129", "a capital, two digits, a capital", "a129", _CAPITALS, _DIGITS, _DIGITS, _CAPITALS),
    _code("CPF4", "four digits", "cpf4", *[_DIGITS] * 4),
    _code("pays", _PAIR[0], "country", *_PAIR[1]),
    Column("valeur", rb"[0-9]{1,12}", "whole euros, 1 to 12 digits", "value_eur", "int64"),
    Column("masse", rb"[0-9]{1,12}", "whole kilograms, at most 12 digits, or nothing", "mass_kg", "int64"),
)
NAMES = [column.name for column in COLUMNS]
OPTIONAL = ("région", "masse")
"""The columns that a file with a header may lack."""
CODES = {
    column.frame: column.dtype
    for column in COLUMNS
    if column.name != "flux" and column.frame and isinstance(column.dtype, pd.CategoricalDtype)
}
"""The columns of codes in the rows, and the codes of the form described."""
A129, CPF4 = NAMES.index("A129"), NAMES.index("CPF4")
_FLUX = NAMES.index("flux")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row is set aside; ``row`` is counted from 1 in the file; ``euros`` where they can be read."""

    row: int
    message: str
    value: str | None = None
    column: str | None = None
    expected: str | None = None
    euros: int | None = None


@lru_cache(maxsize=1 << 12)
def is_swapped(sixth: str, seventh: str) -> bool:
    """Whether CPF4 stands before A129, be it written as a number, in lower case or padded."""
    return bool(
        re.fullmatch(r"\d{3,4}(?:[.,]0+)?", sixth.strip(), re.ASCII)
        and re.fullmatch("[A-Z][0-9]{2}[A-Z]", seventh.strip().upper())
    )


@dataclass(frozen=True)
class Layout:
    """How one file is laid out.

    ``directions``: those its rows may have. ``places``: where each of ``COLUMNS`` stands in a row of ``width`` fields,
    ``None`` where it is missing. ``unused``: the names of the other columns. ``is_named``: a header says so.
    ``is_swapped``: the rows have CPF4 where the format, or the header, has A129.
    """

    directions: tuple[Direction, ...]
    separator: str = ";"
    places: tuple[int | None, ...] = tuple(range(len(COLUMNS)))
    width: int = len(COLUMNS)
    unused: tuple[str, ...] = ()
    is_named: bool = False
    is_swapped: bool = False

    def swapped(self) -> Layout:
        """The same with A129 where the layout has CPF4, and the reverse."""
        places = list(self.places)
        places[A129], places[CPF4] = places[CPF4], places[A129]
        return replace(self, places=tuple(places), is_swapped=True)

    @cached_property
    def row(self) -> re.Pattern[bytes]:
        """A line that is a row as described, in a chunk or alone."""
        separator = re.escape(self.separator).encode()
        unread = rb'(?:"[^"\x00-\x1f\x7f]*"|[^' + separator + rb'"\x00-\x1f\x7f]*)'
        fields = [unread] * self.width
        for place, column in zip(self.places, COLUMNS, strict=True):
            if place is not None:
                fields[place] = column.pattern
        letters = "".join(LETTERS[direction] for direction in self.directions)
        fields[self.places[_FLUX] or 0] = letters.encode() if len(letters) == 1 else f"[{letters}]".encode()
        return re.compile(separator.join(fields) + rb"\r?$", re.MULTILINE)

    @cached_property
    def _other_row(self) -> re.Pattern[bytes]:
        # A search that begins with a literal is the fastest there is; possessive repeats of groups end in the wrong
        # place in Python 3.11.0 to 3.11.4, plain ones go back through the whole chunk.
        return re.compile(rb"\n(?!" + self.row.pattern + rb")", re.MULTILINE)

    def is_regular(self, chunk: bytes) -> bool:
        """Whether every line of a chunk of whole lines is a row as described."""
        other = self._other_row.search(chunk, 0, len(chunk) - 1)
        return other is None and self.row.match(chunk) is not None
