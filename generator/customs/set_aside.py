"""The rows that cannot be read: set aside when they are few, the file refused when they are not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.customs.archive import RawFile
from generator.customs.schema import Fault
from generator.errors import DataError

FEW = 20_000
"""At most one row in this many of its file is set aside."""
_LEAST_ROW = 18
"""Bytes of the shortest row: ten fields of which five may be empty, and a line end."""
_MONTHS = {str(month) for month in range(5, 13)}
_KEPT_FAULTS = 1000
_SHOWN_FAULTS = 10


class Faults:
    """The bad rows of one file: how many, and the first thousand of them."""

    def __init__(self, raw: RawFile) -> None:
        self._raw = raw
        self._most = max(_KEPT_FAULTS, raw.size // _LEAST_ROW // FEW)
        self._found: list[Fault] = []

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._found)

    @property
    def first(self) -> tuple[Fault, ...]:
        """All of a file that is taken: no file is so long that they are more than a thousand."""
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
