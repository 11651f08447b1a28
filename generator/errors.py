"""Errors reported to the user. Only ``cli`` turns them into exit codes."""

from __future__ import annotations

from collections.abc import Iterable


class SiteError(Exception):
    """The input or the build is wrong (exit code 1). The message is complete."""


class UsageError(SiteError):
    """Wrong arguments of a command (exit code 2)."""


class DataError(SiteError):
    """A customs file that cannot be trusted. ``file``: as shown to the user (archive and member); ``row``: from 1."""

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
        """Pickles the finished message, for the parent of a worker process."""
        return DataError.__new__, (DataError, *self.args), self.__dict__

    def add_lines(self, lines: Iterable[str]) -> None:
        """Appends ``lines`` to the message."""
        self.args = ("\n".join([str(self), *lines]),)


def _shown(value: str) -> str:
    return repr(value if len(value) <= 60 else f"{value[:60]}…")
