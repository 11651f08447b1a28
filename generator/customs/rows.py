"""One line at a time: irregular lines are mended where an oddity explains them, set aside where they are few."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from generator.customs.archive import MAX_BYTES, RawFile
from generator.customs.columns import (
    A129,
    CODES,
    COLUMNS,
    CPF4,
    FLUX,
    LETTERS,
    NAMES,
    Column,
    Fault,
    Layout,
    fits_fast,
    is_swapped,
)
from generator.customs.header import read_header
from generator.customs.oddities import mend_field
from generator.customs.text import (
    SEPARATORS,
    SHOWN_BYTES,
    LineEnds,
    decoded,
    is_text,
    readable,
    split_fields,
    without_ends,
)
from generator.errors import DataError
from generator.reference.direction import Direction

FEW = 20_000
"""At most one row in this many of its file is set aside."""
_LEAST_ROW = 18
"""Bytes of the shortest row: ten fields of which five may be empty, and a line end."""
_KEPT_FAULTS = 1000
_SHOWN_FAULTS = 10
_MONTHS = {str(month) for month in range(5, 13)}

_VALUE = NAMES.index("valeur")
_KEPT = [index for index, column in enumerate(COLUMNS) if column.frame]
_ABSENT = {"région": "00", "masse": "0"}
"""What stands for a column that a file lacks."""
_AMOUNT = re.compile(r"(-?[0-9]{1,15})(?:[.,][0-9]*)?")
"""What an amount is worth that cannot be taken: told of, never counted."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row that was mended: fields in the order of ``COLUMNS``; ``is_plain``: its codes have the forms described."""

    fields: tuple[str, ...]
    is_plain: bool


@dataclass(frozen=True, slots=True)
class Meaning:
    """A field as it was meant, what was odd about it, whether it can be read and has the form described."""

    field: str
    odd: tuple[str, ...]
    is_good: bool
    is_plain: bool


@dataclass(slots=True)
class RowReader:
    """Reads the lines of one file; ``mended`` counts what was odd, by the names of ``oddities``."""

    layout: Layout
    mended: Counter[str] = field(default_factory=Counter)
    _header: bytes | None = None
    _is_begun: bool = False

    def begin(self) -> None:
        """Notes that a row was read: no header comes any more."""
        self._is_begun = True

    def count_regular_rows(self, chunk: bytes) -> tuple[int, int]:
        """Counts regular rows and those of them whose mass is empty, noting what is odd about them."""
        self.begin()
        ends = LineEnds.of(chunk, self.layout.separator)
        empty = ends.empty if self.layout.ends_with_mass else 0
        self.mended["crlf"] += ends.crlf
        self.mended["empty_mass"] += empty
        self.mended["swapped"] += ends.rows if self.layout.is_swapped else 0
        return ends.rows, empty

    def read(self, line: bytes, number: int) -> Row | Fault | None:
        """The row of a line without its end, why there is none, or ``None`` for a line that holds none by right."""
        odd: list[str] = []
        line = without_ends(line, odd)
        if not line.strip(b' \t"' + self.layout.separator.encode()):
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
        layout = self.layout
        found = split_fields(decoded(line), layout.separator, layout.width, odd)
        fits = len(found) == layout.width
        fields = [
            _ABSENT.get(name, "") if place is None else found[place] if place < len(found) else ""
            for name, place in zip(NAMES, layout.places, strict=True)
        ]
        wrong = next((name for name, f in zip(NAMES, fields, strict=True) if not is_text(f)), None)
        if wrong is not None or not (fits or is_text(decoded(line))):
            return Fault(number, "bytes that are not text", readable(line), wrong)
        if not fits:
            expected = f"{layout.width} fields separated by {SEPARATORS[layout.separator]}"
            return Fault(number, f"{len(found)} fields", readable(line), expected=expected)
        self._order(fields, odd)
        return self._mended(fields, number, odd)

    def _order(self, fields: list[str], odd: list[str]) -> None:
        """Puts A129 before CPF4: told by the form of both, else the file's own order, which ``places`` undid."""
        a129, cpf4 = (fields[i].strip().upper() for i in (A129, CPF4))
        if is_swapped(a129, cpf4):
            fields[A129], fields[CPF4] = fields[CPF4], fields[A129]
            is_odd = not self.layout.is_swapped
        else:
            is_odd = self.layout.is_swapped
        if is_odd:
            odd.append("swapped")

    def _mended(self, fields: list[str], number: int, odd: list[str]) -> Row | Fault:
        fault, is_plain = None, True
        for index in _KEPT:
            column = COLUMNS[index]
            meant = meaning(index, fields[index], self.layout.directions)
            fields[index] = meant.field
            odd += meant.odd
            is_plain = is_plain and meant.is_plain
            if not meant.is_good and fault is None:
                fault = column, fields[index]
        if fault is None:
            return Row(tuple(fields), is_plain)
        column, value = fault
        expected = column.expected if column.name != "flux" else _expected_flux(self.layout.directions)
        amount = _AMOUNT.fullmatch(fields[_VALUE])
        euros = int(amount[1]) if amount else None
        return Fault(number, "malformed", value[:SHOWN_BYTES], column.name, expected, euros)

    def _is_header(self, line: bytes) -> bool:
        """Names before the first row, in any encoding, and the same line again where files were put together."""
        if self._is_begun or self._header is not None:
            return line == self._header
        text = line.decode("cp1252", errors="replace")
        fields = [f.strip() for f in split_fields(text, self.layout.separator, self.layout.width, [])]
        if len(fields) != self.layout.width or mend_field("flux", fields[0])[0] in FLUX:
            return False
        if not self._names_columns(line, fields):
            return False
        self._header = line
        return True

    def _names_columns(self, line: bytes, fields: Sequence[str]) -> bool:
        if self.layout.is_named:
            utf8 = split_fields(decoded(line), self.layout.separator, self.layout.width, [])
            return read_header(utf8) is not None or read_header(fields) is not None
        named = (fields[0], *(fields[NAMES.index(name)] for name in ("trimestre", "année", "valeur")))
        return all(re.search("[^\\W\\d_]{2}", name) for name in named)


class Faults:
    """The bad rows of one file: how many, and the first of them."""

    def __init__(self, raw: RawFile) -> None:
        self._raw = raw
        size = MAX_BYTES if raw.is_gzip else raw.size
        self._most = max(_KEPT_FAULTS, size // _LEAST_ROW // FEW)
        self._found: list[Fault] = []

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._found)

    @property
    def first(self) -> tuple[Fault, ...]:
        """All of a file that is taken."""
        return tuple(self._found)

    def add(self, faults: Iterable[Fault]) -> None:
        """Raises ``DataError`` once there are more than any file of this size may have."""
        self._found += faults
        if self.count > self._most:
            raise self._refusal(f"{self._most} or more")

    def refuse_too_many(self, good_rows: int) -> None:
        """Raises ``DataError`` when more than one row in ``FEW`` is bad."""
        if self.count * FEW > good_rows + self.count:
            raise self._refusal(str(self.count))

    def _refusal(self, count: str) -> DataError:
        """The error of the first bad row, followed by the next ones: ten in all, and how many there are."""
        errors = [self._error(fault) for fault in self._found[:_SHOWN_FAULTS]]
        lines = [str(error) for error in errors[1:]]
        if self.count > 1:
            shown = f", the first {_SHOWN_FAULTS}" if self.count > _SHOWN_FAULTS else ""
            lines.append(f"({count} bad rows{shown})")
        if _are_months(self._found):
            lines.append("(months in place of quarters: take the files by quarter, trimestre 1 to 4)")
        if lines:
            errors[0].add_lines(lines[:-1], lines[-1])
        return errors[0]

    def _error(self, fault: Fault) -> DataError:
        return DataError(
            fault.message,
            file=self._raw.name,
            row=fault.row,
            column=fault.column,
            value=fault.value,
            expected=fault.expected,
        )


def _are_months(faults: Sequence[Fault]) -> bool:
    """Whether nothing is wrong but the quarters, and these are months."""
    values = {(fault.value or "").lstrip("0") for fault in faults if fault.column == "trimestre"}
    return len(values) > 1 and values <= _MONTHS and all(fault.column == "trimestre" for fault in faults)


@lru_cache(maxsize=1 << 16)
def meaning(index: int, field: str, directions: tuple[Direction, ...]) -> Meaning:
    """What a field of the column at ``index`` means in a file of these directions."""
    column = COLUMNS[index]
    meant, odd = mend_field(column.name, field)
    is_good = re.fullmatch(_readable_form(column), meant) is not None
    if column.name == "flux":
        is_good = is_good and FLUX[meant] in directions
    return Meaning(meant, odd, is_good, fits_fast(column, meant))


def _readable_form(column: Column) -> str:
    """Any code is taken: the money stays."""
    return r".{1,64}" if column.frame in CODES else column.pattern.decode()


def _expected_flux(directions: Sequence[Direction]) -> str:
    if len(directions) > 1:
        return "E or I"
    return f"{LETTERS[directions[0]]}, this being the {directions[0]} file"
