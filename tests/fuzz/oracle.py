"""What must hold of any bytes given to the reader: they are read, and rightly, or refused in one printable message.

The first byte of an input says what the rest is: a data file, a label file, or an archive.
"""

from __future__ import annotations

from pathlib import Path

from generator.customs.reader import Trade, read_trade
from generator.errors import SiteError

YEAR = 2024
IMPORT_ROW = b"I;1;2024;42;18;C10A;1011;DE;500;5\n"
EXPORT_ROW = b"E;1;2024;42;18;C10A;1011;DE;1000;10\n"
_PAIR = frozenset(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_DIGITS = frozenset(b"0123456789")
_CAPITALS = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ")


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
    # What begins as a zip is read as one, whatever it is called.
    if kind not in (b"Z", b"L") and not content.startswith(b"PK"):
        expected = total_of(content)
        assert (trade is None) == (expected is None), (
            f"read: {trade is not None}, a plain reading: {expected}"
        )
        if trade is not None:
            rows = trade.rows
            assert int(rows[rows["flow"] == "E"]["value_eur"].sum()) == expected


def _read(folder: Path) -> Trade | None:
    try:
        return read_trade(folder, YEAR)
    except SiteError as error:
        message = str(error)
        assert message, "a refusal without a word"
        assert all(line.isprintable() for line in message.split("\n")), f"not printable: {message!r}"
        return None


def total_of(content: bytes) -> int | None:
    """The year's euros of an export file by a plain reading; ``None`` when it must be refused."""
    lines = content.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    last = lines.pop()
    rows = [line.removesuffix(b"\r").split(b";") for line in lines]
    if last:
        rows.append(last.split(b";"))
    if not rows:
        return None
    is_swapped = len(rows[0]) > 5 and _is(rows[0][5], *[_DIGITS] * 4)
    if not all(_is_good(row, is_swapped=is_swapped) for row in rows):
        return None
    values = [int(row[8]) for row in rows if row[2] == b"2024"]
    return sum(values) if values else None


def _is_good(row: list[bytes], *, is_swapped: bool) -> bool:
    if len(row) != 10:
        return False
    flux, quarter, year, departement, region, sixth, seventh, country, value, mass = row
    a129, cpf4 = (seventh, sixth) if is_swapped else (sixth, seventh)
    return (
        flux == b"E"
        and quarter in (b"1", b"2", b"3", b"4")
        and year[:2] in (b"19", b"20")
        and _is(year, *[_DIGITS] * 4)
        and all(_is(code, _PAIR, _PAIR) for code in (departement, region, country))
        and _is(a129, _CAPITALS, _DIGITS, _DIGITS, _CAPITALS)
        and _is(cpf4, *[_DIGITS] * 4)
        and 1 <= len(value) <= 12
        and len(mass) <= 12
        and set(value) <= _DIGITS
        and set(mass) <= _DIGITS
    )


def _is(field: bytes, *allowed: frozenset[int]) -> bool:
    return len(field) == len(allowed) and all(byte in of for byte, of in zip(field, allowed, strict=True))
