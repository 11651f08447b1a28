"""CSV as a French spreadsheet opens it well: ``;``, UTF-8 with a byte order mark, CRLF, nothing that acts."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from typing import TextIO

_FORMULA_STARTS = frozenset("=+-@\t\r")


def write_csv(stream: TextIO, header: Sequence[str], rows: Iterable[Sequence[str | int]]) -> None:
    """Writes the table into a text stream, which must be UTF-8 and leave line ends alone (``newline=""``)."""
    stream.write("\ufeff")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    # A label that a spreadsheet would take for a formula is quoted by an apostrophe, as spreadsheets do.
    writer.writerows(
        [cell if isinstance(cell, int) or cell[:1] not in _FORMULA_STARTS else f"'{cell}" for cell in row]
        for row in rows
    )
