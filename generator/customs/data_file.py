"""One data file, read in chunks of whole lines.

A chunk is first held against the schema, whole, then parsed by pandas with the types the schema gives. Where it does
not fit, its lines are looked at one by one (``rows``): mended when an oddity explains them, set aside otherwise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from io import BytesIO

import numpy as np
import pandas as pd

from generator.customs.archive import MAX_BYTES, RawFile
from generator.customs.columns import CODES, COLUMNS, FLUX, NAMES, Fault, Layout
from generator.customs.report import FileRead
from generator.customs.rows import FEW, RowReader, refusal
from generator.customs.text import encoding_of, has_mark, text_blocks, whole_lines
from generator.errors import DataError

_DTYPES = {column.frame: column.dtype for column in COLUMNS if column.frame}
_LEAST_ROW = 18
"""Bytes of the shortest row: ten fields of which five may be empty, and a line end."""
_KEPT_FAULTS = 1000
# Two files of this much each still add up within int64.
_MAX_SUM = 1 << 61


def bad_rows(raw: RawFile, layout: Layout) -> Iterator[Fault]:
    """Every row of a file that cannot be read, in order."""
    reader = RowReader(layout)
    for _ in _chunks(raw, layout, reader):
        yield from reader.faults
        reader.faults.clear()


def read_file(raw: RawFile, layout: Layout, year: int) -> tuple[list[pd.DataFrame], FileRead]:
    """The rows of ``year`` of one data file, in parts, and its counts.

    Raises ``DataError`` when too many rows cannot be read (see ``rows``), for a direction without a row of the year.
    """
    reader = RowReader(layout)
    # no file of this size may have more bad rows
    most = max(_KEPT_FAULTS, (MAX_BYTES if raw.is_gzip else raw.size) // _LEAST_ROW // FEW)
    years = {direction: Counter[int]() for direction in layout.directions}
    parts, sums = [], Counter[str]()
    for frames in _chunks(raw, layout, reader):
        if len(reader.faults) > most:
            raise refusal(raw.name, reader.faults, f"{most} or more")
        for frame in frames:
            for letter, own in frame.groupby("direction", observed=True)["year"]:
                years[FLUX[str(letter)]].update(dict(enumerate(np.bincount(own).tolist())))
            is_of_year = frame["year"] == year
            # most chunks hold nothing else: no copy of them
            parts.append((frame if is_of_year.all() else frame[is_of_year]).drop(columns="year"))
            sums.update({column: int(frame[column].sum()) for column in ("value_eur", "mass_kg")})
    rows = sum(counts.total() for counts in years.values())
    if len(reader.faults) * FEW > rows + len(reader.faults):
        raise refusal(raw.name, reader.faults, str(len(reader.faults)))
    # A direction of a few rows only is none: they are the other one's, and wrong.
    directions = tuple(d for d in layout.directions if years[d].total() * FEW > rows) or layout.directions
    for direction in directions:
        if not years[direction][year]:
            others = ", ".join(map(str, sorted(+years[direction]))) or "none"
            what = "row" if len(directions) == 1 else f"{direction} row"
            raise DataError(f"no {what} of {year} (years found: {others})", file=raw.name)
    if max(sums.values()) > _MAX_SUM:
        raise DataError("its amounts add up to more than trade could be", file=raw.name)
    total = sum(years.values(), Counter[int]())
    kept = total.pop(year)
    counts = FileRead(
        raw.name,
        directions,
        rows + len(reader.faults),
        kept,
        dict(sorted(total.items())),
        dict(reader.mended),
        tuple(reader.faults),
        layout.unused,
        tuple(name for name, place in zip(NAMES, layout.places, strict=True) if place is None),
    )
    return parts, counts


def _chunks(raw: RawFile, layout: Layout, reader: RowReader) -> Iterator[list[pd.DataFrame]]:
    """The rows of each chunk, in parts."""
    head = raw.head(1 << 12)
    reader.mended.update(
        byte_order_mark=has_mark(head),
        gzip=raw.is_gzip,
        utf16=encoding_of(head) != "utf-8",
        separator=layout.separator != ";",
        named_columns=layout.is_named,
    )
    row = 1
    for chunk in whole_lines(text_blocks(raw)):
        if layout.is_regular(chunk):
            reader.is_begun = True
            yield [_regular_rows(chunk, layout, reader)]
        else:
            yield _irregular_chunk(chunk, row, layout, reader)
        row += chunk.count(b"\n")


def _irregular_chunk(chunk: bytes, first_row: int, layout: Layout, reader: RowReader) -> list[pd.DataFrame]:
    regular, mended = [], []
    for number, line in enumerate(chunk.split(b"\n")[:-1], first_row):
        if layout.row.fullmatch(line):
            reader.is_begun = True
            regular.append(line)
        elif row := reader.read(line, number):
            mended.append(row)
    frames = []
    if regular:
        frames.append(_regular_rows(b"\n".join([*regular, b""]), layout, reader))
    if mended:
        frames.append(_mended_rows(mended))
    return frames


def _regular_rows(chunk: bytes, layout: Layout, reader: RowReader) -> pd.DataFrame:
    reader.mended["crlf"] += chunk.count(b"\r")
    reader.mended["swapped"] += chunk.count(b"\n") if layout.is_swapped else 0
    names = [f"unused {place}" for place in range(layout.width)]
    for place, column in zip(layout.places, COLUMNS, strict=True):
        if place is not None and column.frame:
            names[place] = column.frame
    frame = pd.read_csv(
        BytesIO(chunk),
        sep=layout.separator,
        header=None,
        names=names,
        usecols=[name for name in names if name in _DTYPES],
        dtype=_DTYPES,
        # NA is Namibia.
        na_filter=False,
        # the columns that are kept are in ASCII, those beside may be in anything
        encoding="latin-1" if layout.unused else "ascii",
        engine="c",
    )
    return frame if "mass_kg" in names else frame.assign(mass_kg=0)


def _mended_rows(rows: list[list[str]]) -> pd.DataFrame:
    """Rows of fields in the order of ``COLUMNS``; codes stay plain text where some are of another form."""
    names = [column.frame or column.name for column in COLUMNS]
    text = pd.DataFrame(rows, columns=names, dtype=object)[list(_DTYPES)]
    others = {name for name, kind in CODES.items() if not text[name].isin(kind.categories).all()}
    return text.astype({name: kind for name, kind in _DTYPES.items() if name not in others})
