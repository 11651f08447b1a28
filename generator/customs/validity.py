"""From when to when a label is in force, however its dates are written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_YEAR_FIRST = re.compile(r"([12]\d{3}|9999)(?:[-/.]?(0[1-9]|1[0-2])(?:[-/.]?[0-3]\d(?:[ T].*)?)?)?", re.ASCII)
_YEAR_LAST = re.compile(r"(?:(?:[0-3]?\d[-/.])?(0?[1-9]|1[0-2])[-/.])([12]\d{3}|9999)(?: .*)?", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Validity:
    """Months as YYYYMM: from the first on, to the second, both included; without a date, ever."""

    start: int = 0
    end: int = 999912

    def meets(self, year: int) -> bool:
        """Whether any month of the year is within it."""
        return self.start <= year * 100 + 12 and year * 100 + 1 <= self.end


def validity_of(fields: Iterable[str]) -> Validity:
    """The validity that the fields after a label give: the first date, then the second."""
    dates = [date for field in fields if (date := _date(field)) is not None][:2]
    start = dates[0] if dates else (None, None)
    end = dates[1] if len(dates) > 1 else (None, None)
    return Validity(
        start=start[0] * 100 + (start[1] or 1) if start[0] else 0,
        end=end[0] * 100 + (end[1] or 12) if end[0] else 999912,
    )


def is_date(field: str) -> bool:
    """Whether a field is a date, of a year, a month or a day."""
    return _date(field) is not None


def _date(field: str) -> tuple[int, int | None] | None:
    text = field.strip()
    if match := _YEAR_FIRST.fullmatch(text):
        return int(match[1]), int(match[2]) if match[2] else None
    if match := _YEAR_LAST.fullmatch(text):
        return int(match[2]), int(match[1])
    return None
