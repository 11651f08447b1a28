"""The errors a user can meet. ``cli`` is the only place that turns one into an exit code."""

from __future__ import annotations

from collections.abc import Iterable


class SiteError(Exception):
    """The input or the build is wrong (exit code 1); the message says everything."""


class UsageError(SiteError):
    """The command's arguments are wrong (exit code 2)."""


class DataError(SiteError):
    """A customs file that cannot be trusted.

    ``file`` is the name as the user knows it (archive and member), ``row`` is counted from 1;
    ``column``, ``value`` and ``expected`` are in the message where there is one.
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
        self.file, self.row, self.column = file, row, column
        place = file if row is None else f"{file}, row {row}"
        if column is not None:
            place += f", column {column}"
        detail = message
        if value is not None:
            detail += f": {_shown(value)}"
        if expected is not None:
            detail += f" (expected {expected})"
        super().__init__(f"{place}: {detail}")

    def __reduce__(self) -> tuple[object, ...]:
        """For pickling, from a worker process to its parent: the message is complete."""
        return DataError.__new__, (DataError, *self.args), self.__dict__

    def add_lines(self, lines: Iterable[str], end: str) -> None:
        """Lists further errors of the same kind below the first, one per line, and closes with ``end``."""
        self.args = ("\n".join([str(self), *lines, end]),)


def _shown(value: str) -> str:
    """The value as it can be printed: control characters escaped, long ones cut."""
    return repr(value if len(value) <= 60 else f"{value[:60]}…")
