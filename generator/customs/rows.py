"""One line at a time: irregular lines are mended where an oddity explains them, set aside where they are few."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache

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
    is_swapped,
)
from generator.customs.header import read_header
from generator.customs.oddities import mend_field
from generator.customs.text import (
    SEPARATORS,
    SHOWN_BYTES,
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
_SHOWN_FAULTS = 10
_MONTHS = {str(month) for month in range(5, 13)}

_VALUE = NAMES.index("valeur")
_ABSENT = {"région": "00", "masse": "0"}
"""What stands for a column that a file lacks."""
_AMOUNT = re.compile(r"(-?[0-9]{1,15})(?:[.,][0-9]*)?")
"""The euros of a row that is set aside: reported, never counted."""


Meaning = tuple[str, tuple[str, ...], bool]
"""A field as it was meant, the names of its oddities, whether it can be read."""


def _reading(column: Column, directions: Sequence[Direction]) -> Callable[[str], Meaning]:
    """Says what a field of a column means; remembers it, as a file repeats most of its fields."""
    regular = re.compile(column.pattern.decode())
    # any code is taken: the money stays
    readable = re.compile(r".{1,64}") if column.frame in CODES else regular
    letters = [LETTERS[direction] for direction in directions]

    @lru_cache(maxsize=1 << 12)
    def meaning_of(field: str) -> Meaning:
        is_regular = regular.fullmatch(field) is not None
        meant, oddities = (field, ()) if is_regular else mend_field(column.name, field)
        is_readable = meant in letters if column.name == "flux" else readable.fullmatch(meant) is not None
        return meant, oddities, is_readable

    return meaning_of


class RowReader:
    """Reads the irregular lines of one file.

    ``mended`` counts its oddities by their names; ``faults``: why rows cannot be read. ``is_begun``: whether a row has
    come, which no header follows.
    """

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.mended: Counter[str] = Counter()
        self.faults: list[Fault] = []
        self.is_begun = False
        self._header: bytes | None = None
        self._blank = b' \t"' + layout.separator.encode()
        self._columns = [
            (index, column, _reading(column, layout.directions))
            for index, column in enumerate(COLUMNS)
            if column.frame
        ]

    def read(self, line: bytes, number: int) -> list[str] | None:
        """The fields of a line, in the order of ``COLUMNS``; ``None`` for a line that is no row.

        Lines come in their order, without their ends.
        """
        oddities: list[str] = []
        line = without_ends(line, oddities)
        if not line.strip(self._blank):
            self.mended["end_of_file" if "end_of_file" in oddities else "blank"] += 1
            return None
        if self._is_header(line):
            self.mended["header"] += 1
            return None
        row = self._row(line, number, oddities)
        if isinstance(row, Fault):
            self.faults.append(row)
            return None
        self.is_begun = True
        for name in oddities:
            self.mended[name] += 1
        return row

    def _row(self, line: bytes, number: int, oddities: list[str]) -> list[str] | Fault:
        layout, text = self.layout, decoded(line)
        found = split_fields(text, layout.separator, layout.width, oddities)
        fits = len(found) == layout.width
        fields = [
            _ABSENT.get(name, "") if place is None else found[place] if place < len(found) else ""
            for name, place in zip(NAMES, layout.places, strict=True)
        ]
        if not is_text(text):
            wrong = next((name for name, f in zip(NAMES, fields, strict=True) if not is_text(f)), None)
            if wrong is not None or not fits:
                return Fault(number, "bytes that are not text", readable(line), wrong)
        if not fits:
            expected = f"{layout.width} fields separated by {SEPARATORS[layout.separator]}"
            return Fault(number, f"{len(found)} fields", readable(line), expected=expected)
        # their form says which is which; where it does not, ``places`` has put them in order
        swapped = is_swapped(fields[A129], fields[CPF4])
        if swapped:
            fields[A129], fields[CPF4] = fields[CPF4], fields[A129]
        if swapped != layout.is_swapped:
            oddities.append("swapped")
        return self._mended(fields, number, oddities)

    def _mended(self, fields: list[str], number: int, oddities: list[str]) -> list[str] | Fault:
        wrong = None
        for index, column, meaning_of in self._columns:
            fields[index], found, is_readable = meaning_of(fields[index])
            oddities += found
            if not is_readable and wrong is None:
                wrong = column, fields[index]
        if wrong is None:
            return fields
        column, value = wrong
        expected, directions = column.expected, self.layout.directions
        if column.name == "flux" and len(directions) == 1:
            expected = f"{LETTERS[directions[0]]}, this being the {directions[0]} file"
        amount = _AMOUNT.fullmatch(fields[_VALUE])
        euros = int(amount[1]) if amount else None
        return Fault(number, "malformed", value[:SHOWN_BYTES], column.name, expected, euros)

    def _is_header(self, line: bytes) -> bool:
        """Names before the first row, in any encoding, and the same line again where files were put together."""
        if self.is_begun or self._header is not None:
            return line == self._header
        separator, width = self.layout.separator, self.layout.width
        text = line.decode("cp1252", errors="replace")
        fields = [f.strip() for f in split_fields(text, separator, width, [])]
        if len(fields) != width or mend_field("flux", fields[0])[0] in FLUX:
            return False
        if self.layout.is_named:
            utf8 = split_fields(decoded(line), separator, width, [])
            names_columns = read_header(utf8) is not None or read_header(fields) is not None
        else:
            named = (fields[NAMES.index(name)] for name in ("flux", "trimestre", "année", "valeur"))
            names_columns = all(re.search("[^\\W\\d_]{2}", name) for name in named)
        if names_columns:
            self._header = line
        return names_columns


def refusal(file: str, faults: Sequence[Fault], count: str) -> DataError:
    """The error of the first bad row, followed by the next ones: ten in all, then the count of all bad rows."""
    first, *others = (
        DataError(f.message, file=file, row=f.row, column=f.column, value=f.value, expected=f.expected)
        for f in faults[:_SHOWN_FAULTS]
    )
    lines = [str(error) for error in others]
    if len(faults) > 1:
        shown = f", the first {_SHOWN_FAULTS}" if len(faults) > _SHOWN_FAULTS else ""
        lines.append(f"({count} bad rows{shown})")
    if _are_months(faults):
        lines.append("(months in place of quarters: take the files by quarter, trimestre 1 to 4)")
    if lines:
        first.add_lines(lines[:-1], lines[-1])
    return first


def _are_months(faults: Sequence[Fault]) -> bool:
    """Whether nothing is wrong but the quarters, and these are months."""
    values = {(fault.value or "").lstrip("0") for fault in faults if fault.column == "trimestre"}
    return len(values) > 1 and values <= _MONTHS and all(fault.column == "trimestre" for fault in faults)
