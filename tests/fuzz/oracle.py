"""What must hold of any bytes given to the reader: they are read, and rightly, or refused in one printable message.

The first byte of an input says what the rest is: a data file, a label file, or an archive.
"""

from __future__ import annotations

import re
from pathlib import Path

from generator.customs.reader import Trade, read_trade
from generator.errors import SiteError

YEAR = 2024
IMPORT_ROW = b"I;1;2024;42;18;C10A;1011;DE;500;5\n"
EXPORT_ROW = b"E;1;2024;42;18;C10A;1011;DE;1000;10\n"
_NUMBER = re.compile(r"([0-9]{1,12})(?:[.,]0*)?")
_EXPORT = re.compile("e|export(?:ation)?s?", re.IGNORECASE | re.ASCII)
_QUARTER = re.compile("0*[1-4](?:[.,]0*)?|[TtQq] ?0?[1-4]")
_BLANKS = " \t\u00a0"


def examine(data: bytes, folder: Path) -> None:
    """Reads an edition made with ``data`` in ``folder``. Raises ``AssertionError`` when a rule is broken."""
    kind, content = data[:1], data[1:]
    for old in folder.iterdir():
        old.unlink()
    if kind == b"Z":
        (folder / "edition.zip").write_bytes(content)
    else:
        (folder / "import.txt").write_bytes(IMPORT_ROW)
        (folder / "export.txt").write_bytes(EXPORT_ROW if kind == b"L" else content)
        if kind == b"L":
            (folder / "Libelle_PAYS.txt").write_bytes(content)
    trade = _read(folder)
    if kind == b"L":
        # Labels are never a condition, but that beside the data there are no data.
        assert trade is not None or _rows_in(content), "a label file that stops the reading"
    # What begins as a zip is read as one, whatever it is called.
    elif kind != b"Z" and trade is not None and not content.startswith(b"PK"):
        rows = trade.rows
        total = int(rows[rows["direction"] == "export"]["value_eur"].sum())
        assert total == total_of(content), f"read: {total}, a plain reading: {total_of(content)}"
        counted = trade.report.files[0]
        assert len(counted.set_aside) * 20_000 <= counted.rows, "more set aside than may be"


def _read(folder: Path) -> Trade | None:
    try:
        return read_trade(folder, YEAR)
    except SiteError as error:
        message = str(error)
        assert message, "a refusal without a word"
        assert all(line.isprintable() for line in message.split("\n")), f"not printable: {message!r}"
        return None


def total_of(content: bytes) -> int:
    """The year's euros of an export file by a plain reading: the sum over the rows that can be read at all."""
    lines = content.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    return sum(value for line in lines if (value := _value(line)) is not None)


def _value(line: bytes) -> int | None:
    """The euros of one row of exports of the year; ``None`` for any other line."""
    try:
        text = line.strip(b"\r\x1a").decode()
    except UnicodeDecodeError:
        return None
    row = [part.strip(_BLANKS).strip('"').strip(_BLANKS) for part in text.split(";")]
    if len(row) == 11 and not row[10]:
        row.pop()
    if len(row) != 10 or not _EXPORT.fullmatch(row[0]) or not re.fullmatch(r"2024(?:[.,]0*)?", row[2]):
        return None
    number = _NUMBER.fullmatch(row[8])
    quarter = _QUARTER.fullmatch(row[1])
    return int(number[1]) if number and quarter else None


def _rows_in(content: bytes) -> bool:
    return any(line.count(b";") >= 9 for line in content.split(b"\n")) or content.startswith(b"PK")
