"""What must hold of any bytes given to the reader: they are read, and rightly, or refused in one printable message.

The first byte of an input says what the rest is: a data file of exports, one of both directions, a label file, an
archive.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.customs.columns import COLUMNS, read_header
from generator.customs.files import SEPARATORS, split_fields
from generator.customs.reader import Trade, read_trade
from generator.errors import SiteError

YEAR = 2024
IMPORT_ROW = b"I;1;2024;42;18;C10A;1011;DE;500;5\n"
EXPORT_ROW = b"E;1;2024;42;18;C10A;1011;DE;1000;10\n"
_NUMBER = re.compile(r"([0-9]{1,12})(?:[.,]0*)?")
_FLUX = re.compile("e|i|(?:ex|im)port(?:ation)?s?|exp|imp", re.IGNORECASE | re.ASCII)
_QUARTER = re.compile("0*[1-4](?:[.,]0*)?|[TtQq] ?0?[1-4]")
_BLANKS = " \t\u00a0\u202f"


def examine(data: bytes, folder: Path) -> None:
    """Reads an edition made with ``data`` in ``folder``. Raises ``AssertionError`` when a rule is broken."""
    kind, content = data[:1], data[1:]
    for old in folder.iterdir():
        old.unlink()
    if kind == b"Z":
        (folder / "edition.zip").write_bytes(content)
    elif kind == b"B":
        (folder / "both.csv").write_bytes(content)
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
        read = {d: int(rows[rows["direction"] == d]["value_eur"].sum()) for d in ("export", "import")}
        found = (read["export"], read["import"] if kind == b"B" else 0)
        plain = list(plain_readings(content, "ei" if kind == b"B" else "e"))
        assert found in plain, f"read: {found}, plain readings: {plain}"
        for counted in trade.report.files:
            assert len(counted.set_aside) * 20_000 <= counted.rows, "more set aside than may be"


def _read(folder: Path) -> Trade | None:
    try:
        return read_trade(folder, YEAR)
    except SiteError as error:
        message = str(error)
        assert message, "a refusal without a word"
        assert all(line.isprintable() for line in message.split("\n")), f"not printable: {message!r}"
        return None


def plain_readings(content: bytes, letters: str = "e") -> Iterator[tuple[int, int]]:
    """The year's euros of exports and of imports by each plain reading that a file allows.

    It is unpacked and decoded as its bytes say, then read with each separator, by place and by a header's names.
    """
    lines = [line for line in _text(content).split("\n") if line.strip("\r\x1a ")]
    for separator in SEPARATORS:
        yield _sums(lines, separator, len(COLUMNS), range(len(COLUMNS)), letters)
        for line in lines[:10]:
            header = read_header(split_fields(line.strip("\r\x1a "), separator, len(COLUMNS), []), separator)
            if header is not None and header.fault is None:
                places = [-1 if place is None else place for place in header.layout.positions]
                yield _sums(lines, separator, header.layout.width, places, letters)
                break


def _text(content: bytes) -> str:
    if content.startswith(b"\x1f\x8b"):
        try:
            content = gzip.decompress(content)
        except (OSError, EOFError, zlib.error):
            return ""
    sample = content[: 1 << 12]
    pairs = max(len(sample) // 2, 1)
    zeros = [sample[start::2].count(0) / pairs for start in (0, 1)]
    if content.startswith(b"\xff\xfe") or (zeros[1] > 0.5 and zeros[0] < 0.1):
        text = content.decode("utf-16-le", errors="replace")
    elif content.startswith(b"\xfe\xff") or (zeros[0] > 0.5 and zeros[1] < 0.1):
        text = content.decode("utf-16-be", errors="replace")
    else:
        text = content.decode(errors="surrogateescape")
    return text.removeprefix("\ufeff")


def _sums(lines: Sequence[str], separator: str, width: int, places: Sequence[int], letters: str) -> tuple[int, int]:
    sums = {"e": 0, "i": 0}
    for line in lines:
        fields = split_fields(line.strip("\r\x1a"), separator, width, [])
        if len(fields) == width:
            row = [fields[place] if place >= 0 else "" for place in places]
            letter, value = _row(row)
            if letter and letter in letters:
                sums[letter] += value
    return sums["e"], sums["i"]


def _row(row: list[str]) -> tuple[str, int]:
    """The direction's letter and the euros of a row of the year; no letter for any other row."""
    if any(re.search("[\x00-\x08\x0a-\x1f\x7f-\x9f\ud800-\udfff\ufffd]", field) for field in row):
        return "", 0
    flux, quarter, year, *_, value, _ = (field.strip(_BLANKS) for field in row)
    number = _NUMBER.fullmatch(value)
    if number and _FLUX.fullmatch(flux) and _QUARTER.fullmatch(quarter) and re.fullmatch(r"2024(?:[.,]0*)?", year):
        return flux[0].lower(), int(number[1])
    return "", 0


def _rows_in(content: bytes) -> bool:
    return any(line.count(b";") >= 9 for line in content.split(b"\n")) or content.startswith(b"PK")
