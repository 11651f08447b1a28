"""CSV as a French spreadsheet opens it well: ``;``, UTF-8 with a byte order mark, CRLF, decimal comma, no formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from typing import TextIO

_FORMULA_STARTS = frozenset("=+-@\t\r")


def write_csv(
    stream: TextIO, header: Sequence[str], rows: Iterable[Sequence[str | int | float | None]]
) -> None:
    """Writes the table into a text stream, which must be UTF-8 and leave line ends alone (``newline=""``)."""
    stream.write("\ufeff")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_cell(cell) for cell in row] for row in rows)


def _cell(cell: str | float | None) -> str | float | None:
    # A label that a spreadsheet would take for a formula is quoted by an apostrophe, as spreadsheets do.
    if isinstance(cell, str):
        return f"'{cell}" if cell[:1] in _FORMULA_STARTS else cell
    return repr(cell).replace(".", ",") if isinstance(cell, float) else cell
