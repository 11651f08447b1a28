"""One line at a time: those that the schema's pattern does not take are mended where an oddity explains them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from generator.customs.fields import is_swapped, readable, split_fields, text_of, without_ends
from generator.customs.lines import Ends
from generator.customs.oddities import mend_field
from generator.customs.schema import CODES, COLUMNS, DIRECTIONS, SHOWN_BYTES, Column, Fault, fits_fast

_NAMES = [column.name for column in COLUMNS]
_A129, _CPF4, _VALUE = (_NAMES.index(name) for name in ("A129", "CPF4", "valeur"))
_KEPT = [index for index, column in enumerate(COLUMNS) if column.frame or column.name == "flux"]
_AMOUNT = re.compile(r"(-?[0-9]{1,15})(?:[.,][0-9]*)?")
"""What an amount is worth that cannot be taken: told of, never counted."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row that was mended: fields in the order of ``COLUMNS``; ``is_plain``: its codes have the forms described."""

    fields: tuple[str, ...]
    is_plain: bool


@dataclass(slots=True)
class RowReader:
    """Reads the lines of one file, of one direction; ``mended`` counts what was odd, by the names of ``oddities``."""

    flux: str
    is_swapped: bool = False
    mended: Counter[str] = field(default_factory=Counter)
    _header: bytes | None = None
    _is_begun: bool = False

    def took(self, chunk: bytes) -> tuple[int, int]:
        """Counts rows as described and those of them whose mass is empty, noting what is odd about them."""
        self._is_begun = True
        ends = Ends.of(chunk)
        self.mended["crlf"] += ends.crlf
        self.mended["empty_mass"] += ends.empty
        self.mended["swapped"] += ends.rows if self.is_swapped else 0
        return ends.rows, ends.empty

    def read(self, line: bytes, number: int) -> Row | Fault | None:
        """The row of a line without its end, why there is none, or ``None`` for a line that holds none by right."""
        odd: list[str] = []
        line = without_ends(line, odd)
        if not line.strip(b'; \t"'):
            self.mended.update(["end_of_file" if "end_of_file" in odd else "blank"])
            return None
        if self._is_header(line):
            self.mended["header"] += 1
            return None
        row = self._row(line, number, odd)
        if isinstance(row, Row):
            self._is_begun = True
            self.mended.update(odd)
        return row

    def _row(self, line: bytes, number: int, odd: list[str]) -> Row | Fault:
        text = text_of(line)
        if text is None:
            where = next(
                (n for n, f in zip(_NAMES, line.split(b";"), strict=False) if text_of(f) is None), None
            )
            return Fault(number, "bytes that are not text", readable(line), where)
        fields = split_fields(text, odd)
        if len(fields) != len(COLUMNS):
            expected = f"{len(COLUMNS)} fields parted by ;"
            return Fault(number, f"{len(fields)} fields", readable(line), expected=expected)
        self._order(fields, odd)
        return self._mended(fields, number, odd)

    def _order(self, fields: list[str], odd: list[str]) -> None:
        """Puts A129 before CPF4: told by the form of both, else the file's own order."""
        sixth, seventh = (fields[i].strip().upper() for i in (_A129, _CPF4))
        if is_swapped(sixth, seventh) or (self.is_swapped and not is_swapped(seventh, sixth)):
            fields[_A129], fields[_CPF4] = fields[_CPF4], fields[_A129]
            odd.append("swapped")

    def _mended(self, fields: list[str], number: int, odd: list[str]) -> Row | Fault:
        fault, is_plain = None, True
        for index in _KEPT:
            column = COLUMNS[index]
            fields[index], found, is_good, fits = _meant(index, fields[index])
            odd += found
            is_plain = is_plain and fits
            is_good = is_good and (index > 0 or fields[0] == self.flux)
            if not is_good and fault is None:
                fault = column, fields[index]
        if fault is None:
            return Row(tuple(fields), is_plain)
        column, value = fault
        expected = column.expected if column.name != "flux" else _expected_flux(self.flux)
        amount = _AMOUNT.fullmatch(fields[_VALUE])
        euros = int(amount[1]) if amount else None
        return Fault(number, "malformed", value[:SHOWN_BYTES], column.name, expected, euros)

    def _is_header(self, line: bytes) -> bool:
        """Ten names before the first row, in any encoding, and the same line again where files were put together."""
        if self._is_begun or self._header is not None:
            return line == self._header
        fields = [f.strip() for f in split_fields(line.decode("cp1252", errors="replace"), [])]
        if len(fields) != len(COLUMNS) or fields[0].upper() in DIRECTIONS:
            return False
        named = (fields[0], *(fields[_NAMES.index(name)] for name in ("trimestre", "année", "valeur")))
        if not all(re.search("[^\\W\\d_]{2}", name) for name in named):
            return False
        self._header = line
        return True


@lru_cache(maxsize=1 << 16)
def _meant(index: int, field: str) -> tuple[str, tuple[str, ...], bool, bool]:
    """The field as meant, what was odd, whether it can be read, whether it has the form described."""
    column = COLUMNS[index]
    meant, odd = mend_field(column.name, field)
    is_good = re.fullmatch(_readable_form(column), meant) is not None
    return meant, odd, is_good, fits_fast(column, meant)


def _readable_form(column: Column) -> str:
    """Any code is taken: the money stays."""
    return r".{1,64}" if column.frame in CODES else column.pattern.decode()


def _expected_flux(flux: str) -> str:
    return f"{flux}, this being the {DIRECTIONS[flux]} file"
