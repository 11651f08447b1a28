"""Errors reported to the user. Only ``cli`` turns them into exit codes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


class SiteError(Exception):
    """The input or the build is wrong (exit code 1). The message is complete."""


class UsageError(SiteError):
    """Wrong arguments of a command (exit code 2)."""


@dataclass(eq=False)
class DataError(SiteError):
    """A customs file that cannot be trusted. ``file``: with its archive; ``row``: from 1; ``more``: further lines."""

    message: str
    file: str = ""
    row: int | None = None
    column: str | None = None
    value: str | None = None
    expected: str | None = None
    more: Sequence[str] = ()

    def __str__(self) -> str:
        row = f", row {self.row}" if self.row is not None else ""
        column = f", column {self.column}" if self.column is not None else ""
        value = f": {shown(self.value)}" if self.value is not None else ""
        expected = f" (expected {self.expected})" if self.expected is not None else ""
        return "\n".join([f"{self.file}{row}{column}: {self.message}{value}{expected}", *self.more])


def shown(value: object) -> str:
    """The value as messages show it: at most 60 characters of it."""
    text = str(value) if isinstance(value, date) else repr(value)
    return text if len(text) <= 60 else f"{text[:60]}…"
