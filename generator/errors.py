"""The errors a user can meet. ``cli`` is the only place that turns one into an exit code."""

from __future__ import annotations


class SiteError(Exception):
    """Anything that makes the input or the build wrong (exit code 1), told in one message."""


class UsageError(SiteError):
    """The command's words are wrong (exit code 2)."""


class DataError(SiteError):
    """A customs file that cannot be trusted.

    ``file`` is the name as the user knows it (archive and member), ``row`` is counted from 1;
    ``column``, ``value`` and ``expected`` are named where there is one.
    """

    def __init__(
        self,
        message: str,
        *,
        file: str,
        row: int | None = None,
        column: str | None = None,
        value: str | None = None,
        expected: str | None = None,
    ) -> None:
        self.file, self.row, self.column, self.value, self.expected = (
            file,
            row,
            column,
            value,
            expected,
        )
        place = file if row is None else f"{file}, row {row}"
        if column is not None:
            place += f", column {column}"
        detail = message
        if value is not None:
            detail += f": {_shown(value)}"
        if expected is not None:
            detail += f" (expected {expected})"
        super().__init__(f"{place}: {detail}")


def _shown(value: str, limit: int = 60) -> str:
    """The value as it can be printed: control characters escaped, long ones cut."""
    text = value if len(value) <= limit else value[:limit] + "…"
    return repr(text)
