"""CSV as a French spreadsheet opens it well: ``;``, UTF-8 with a byte order mark, CRLF, nothing that acts."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from typing import TextIO

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_csv(stream: TextIO, header: Sequence[str], rows: Iterable[Sequence[str | int]]) -> None:
    """Writes the table into a text stream, which must be UTF-8 and leave line ends alone (``newline=""``)."""
    stream.write("\ufeff")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_inert(cell) for cell in row] for row in rows)


def _inert(cell: str | int) -> str | int:
    """A label that a spreadsheet would take for a formula is quoted by an apostrophe, as spreadsheets do."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell
