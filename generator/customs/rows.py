"""Reads irregular lines one by one: an oddity is normalised, a row that cannot be read is set aside as a fault."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.customs.columns import A129, CODES, COLUMNS, CPF4, FLUX, LETTERS, NAMES, Layout, is_swapped
from generator.customs.files import SEPARATORS, split_fields, utf8_or_cp1252
from generator.customs.oddities import normalise_field
from generator.errors import DataError

ROWS_PER_FAULT = 20_000
"""A file is refused when more than one row in this many cannot be read."""
_SHOWN_FAULTS = 10
_SHOWN_BYTES = 200
_MONTHS = {str(month) for month in range(5, 13)}
_REGULAR = [re.compile(column.pattern.decode()) for column in COLUMNS]
_KEPT = [index for index, column in enumerate(COLUMNS) if column.frame]
_FLUX, _VALUE = NAMES.index("flux"), NAMES.index("valeur")
# Columns whose fields are never all words, except in a header.
_NEVER_WORDS = [NAMES.index(name) for name in ("flux", "trimestre", "année", "valeur")]
_DEFAULTS = {"région": "00", "masse": "0"}  # the fields of a column that the file lacks
_AMOUNT = re.compile(r"(-?[0-9]{1,15})(?:[.,][0-9]*)?")  # of a row that is set aside: reported, never counted
_NOT_TEXT = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters, and the surrogates that stand for bytes that are not UTF-8."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row is set aside. ``row`` is counted from 1 in the file; ``euros`` is its amount, if it can be read."""

    row: int
    message: str
    value: str | None = None
    column: str | None = None
    expected: str | None = None
    euros: int | None = None


# A file repeats most of its fields.
@lru_cache(maxsize=1 << 15)
def _read_field(index: int, field: str) -> tuple[str, tuple[str, ...], bool]:
    """A normalised field of a column, the names of its oddities, whether it can be read."""
    regular, column = _REGULAR[index], COLUMNS[index]
    if regular.fullmatch(field):
        return field, (), True
    value, oddities = normalise_field(column.name, field)
    # any code is accepted: the amount counts
    is_readable = index == CPF4 or re.fullmatch(".{1,200}" if column.frame in CODES else regular, value) is not None
    return value, oddities, is_readable


class RowReader:
    """Reads the irregular lines of one file.

    ``oddities``: how often each occurs. ``has_seen_row``: after the first, no header is expected.
    """

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.oddities: Counter[str] = Counter()
        self.faults: list[Fault] = []
        self.has_seen_row = False
        self._header: bytes | None = None
        self._blank = b' \t"' + layout.separator.encode()

    def read(self, line: bytes, number: int) -> list[str] | None:
        """The fields of a line in the order of ``COLUMNS``; ``None`` for a line that is not a row or is set aside.

        Lines must be given in their order, without line feeds.
        """
        oddities: list[str] = []
        line = _without_line_end(line, oddities)
        if not line.strip(self._blank):
            self.oddities["end_of_file" if "end_of_file" in oddities else "blank"] += 1
            return None
        if self._is_header(line):
            self.oddities["header"] += 1
            return None
        row = self._row(line, number, oddities)
        if isinstance(row, Fault):
            self.faults.append(row)
            return None
        self.has_seen_row = True
        for name in oddities:
            self.oddities[name] += 1
        return row

    def _row(self, line: bytes, number: int, oddities: list[str]) -> list[str] | Fault:
        layout, text = self.layout, line.decode(errors="surrogateescape")
        found = split_fields(text, layout.separator, layout.width, oddities)
        fits = len(found) == layout.width
        fields = [
            _DEFAULTS[name] if position is None else found[position] if position < len(found) else ""
            for name, position in zip(NAMES, layout.positions, strict=True)
        ]
        if _NOT_TEXT.search(text):
            # a région named by a header is not read, whatever its encoding
            read = _KEPT if layout.is_named else range(len(NAMES))
            wrong = next((NAMES[index] for index in read if _NOT_TEXT.search(fields[index])), None)
            if wrong is not None or not fits:
                return Fault(number, "bytes that are not text", _shown(line), wrong)
        if not fits:
            expected = f"{layout.width} fields separated by {SEPARATORS[layout.separator]}"
            return Fault(number, f"{len(found)} fields", _shown(line), expected=expected)
        # A129 and CPF4 are recognised by their form, otherwise by ``positions``
        swapped = is_swapped(fields[A129], fields[CPF4])
        if swapped:
            fields[A129], fields[CPF4] = fields[CPF4], fields[A129]
        if swapped != layout.is_swapped:
            oddities.append("swapped")
        return self._normalised(fields, number, oddities)

    def _normalised(self, fields: list[str], number: int, oddities: list[str]) -> list[str] | Fault:
        wrong = []
        for index in _KEPT:
            fields[index], found, is_readable = _read_field(index, fields[index])
            oddities += found
            if not is_readable:
                wrong.append(index)
        directions = self.layout.directions
        if FLUX.get(fields[_FLUX]) not in directions:
            wrong.insert(0, _FLUX)
        if not wrong:
            return fields
        column, value = COLUMNS[wrong[0]], fields[wrong[0]]
        expected = column.expected
        if column.name == "flux" and len(directions) == 1:
            expected = f"{LETTERS[directions[0]]}, as this is the {directions[0]} file"
        amount = _AMOUNT.fullmatch(fields[_VALUE])
        euros = int(amount[1]) if amount else None
        return Fault(number, "malformed", value[:_SHOWN_BYTES], column.name, expected, euros)

    def _is_header(self, line: bytes) -> bool:
        """Whether a line has column names before the first row, or repeats the header in concatenated files."""
        if self.has_seen_row or self._header is not None:
            return line == self._header
        layout = self.layout
        fields = split_fields(utf8_or_cp1252(line), layout.separator, layout.width, [])
        if len(fields) != layout.width:
            return False
        names = (fields[layout.positions[index] or 0] for index in _NEVER_WORDS)
        if not all(re.search("[^\\W\\d_]{2}", name) for name in names):
            return False
        self._header = line
        return True


def _without_line_end(line: bytes, oddities: list[str]) -> bytes:
    """The line without carriage returns and old end-of-file marks. Adds to ``oddities``."""
    if line.endswith(b"\r"):
        oddities.append("crlf")
        line = line.rstrip(b"\r")
    if line.startswith(b"\x1a") or line.endswith(b"\x1a"):
        oddities.append("end_of_file")
        line = line.strip(b"\x1a\r")
    return line


def _shown(line: bytes) -> str:
    """The start of a line as an error message shows it."""
    return line[:_SHOWN_BYTES].decode(errors="backslashreplace")


def bad_rows_error(file: str, faults: Sequence[Fault], count: str) -> DataError:
    """The error that shows the first ten bad rows of a file, then the ``count`` of all."""
    first, *others = (
        DataError(f.message, file=file, row=f.row, column=f.column, value=f.value, expected=f.expected)
        for f in faults[:_SHOWN_FAULTS]
    )
    lines = [str(error) for error in others]
    if len(faults) > 1:
        shown = f", the first {_SHOWN_FAULTS}" if len(faults) > _SHOWN_FAULTS else ""
        lines.append(f"({count} bad rows{shown})")
    if _are_months(faults):
        lines.append("(months instead of quarters: take the files by quarter, trimestre 1 to 4)")
    first.more = lines
    return first


def _are_months(faults: Sequence[Fault]) -> bool:
    """Whether only quarters are wrong, and all of them are months."""
    values = {(fault.value or "").lstrip("0") for fault in faults if fault.column == "trimestre"}
    return len(values) > 1 and values <= _MONTHS and all(fault.column == "trimestre" for fault in faults)
