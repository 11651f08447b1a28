"""One data file, read in chunks of whole lines.

A chunk is first held against the schema, whole, then parsed by pandas with the types the schema gives. Where it does
not fit, its lines are looked at one by one (``rows``): mended when an oddity explains them, set aside otherwise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO

import numpy as np
import pandas as pd

from generator.customs.archive import RawFile
from generator.customs.columns import CODES, COLUMNS, FLUX, NAMES, Fault, Layout
from generator.customs.report import FileRead
from generator.customs.rows import FEW, Faults, RowReader
from generator.customs.text import encoding_of, has_mark, text_blocks, whole_lines
from generator.errors import DataError
from generator.reference.direction import Direction

Progress = Callable[[str, int, int], None]
"""Called with a file's name, the bytes of it read so far, its size."""

# Two files of this much each still add up within int64.
_MAX_SUM = 1 << 61

_CODE_OF = {direction: code for code, direction in enumerate(FLUX.values())}
"""Directions in the parts, in the order of ``FLUX``."""


def bad_rows(raw: RawFile, layout: Layout) -> Iterator[Fault]:
    """Every row of a file that cannot be read, in order."""
    for _, faults in _chunks(raw, layout, RowReader(layout)):
        yield from faults


def read_file(
    raw: RawFile, layout: Layout, year: int, progress: Progress | None
) -> tuple[list[pd.DataFrame], FileRead]:
    """The rows of ``year`` of one data file, in parts, and its counts.

    Raises ``DataError`` when too many rows cannot be read (see ``rows``), for a direction without a row of the year.
    """
    reader, faults = RowReader(layout), Faults(raw)
    years = {direction: Counter[int]() for direction in layout.directions}
    parts, sums = [], {"value_eur": 0, "mass_kg": 0}
    for frames, bad in _chunks(raw, layout, reader, progress):
        faults.add(bad)
        for frame in frames:
            _count_years(frame, years)
            is_of_year = frame["year"].to_numpy() == year
            # most chunks hold nothing else: no copy of them
            parts.append((frame if is_of_year.all() else frame[is_of_year]).drop(columns="year"))
            for column in sums:
                sums[column] += int(frame[column].sum())
    rows = sum(counts.total() for counts in years.values())
    faults.refuse_too_many(rows)
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
        rows + len(faults.found),
        kept,
        dict(sorted(total.items())),
        dict(reader.mended),
        tuple(faults.found),
        layout.unused,
        tuple(name for name, place in zip(NAMES, layout.places, strict=True) if place is None),
    )
    return parts, counts


def _count_years(frame: pd.DataFrame, years: dict[Direction, Counter[int]]) -> None:
    if len(years) == 1:
        next(iter(years.values())).update(dict(enumerate(np.bincount(frame["year"]).tolist())))
        return
    codes = frame["direction"].to_numpy()
    for direction, counts in years.items():
        own = frame["year"].to_numpy()[codes == _CODE_OF[direction]]
        counts.update(dict(enumerate(np.bincount(own).tolist())))


def _chunks(
    raw: RawFile, layout: Layout, reader: RowReader, progress: Progress | None = None
) -> Iterator[tuple[list[pd.DataFrame], list[Fault]]]:
    """The rows of each chunk, in parts, and those that cannot be read."""
    row, done = 1, 0
    head = raw.head(1 << 12)
    reader.mended["byte_order_mark"] = int(has_mark(head))
    reader.mended["gzip"] = int(raw.is_gzip)
    reader.mended["utf16"] = int(encoding_of(head) != "utf-8")
    reader.mended["separator"] = int(layout.separator != ";")
    reader.mended["named_columns"] = int(layout.is_named)
    for chunk in whole_lines(text_blocks(raw)):
        if layout.is_regular(chunk):
            reader.is_begun = True
            yield [_regular_rows(chunk, layout, reader)], []
        else:
            yield _irregular_chunk(chunk, row, layout, reader)
        row += chunk.count(b"\n")
        done += len(chunk)
        if progress is not None:
            # a compressed file, or one of two bytes a character, is longer than its size on the disk
            progress(raw.name, min(done, raw.size), raw.size)


def _irregular_chunk(
    chunk: bytes, first_row: int, layout: Layout, reader: RowReader
) -> tuple[list[pd.DataFrame], list[Fault]]:
    regular, mended, faults = [], [], []
    for number, line in enumerate(chunk.split(b"\n")[:-1], first_row):
        if layout.row.fullmatch(line):
            reader.is_begun = True
            regular.append(line)
            continue
        row = reader.read(line, number)
        if isinstance(row, Fault):
            faults.append(row)
        elif row is not None:
            mended.append(row)
    frames = []
    if regular:
        frames.append(_regular_rows(b"\n".join([*regular, b""]), layout, reader))
    if mended:
        frames.append(_mended_rows(mended))
    return frames, faults


def _regular_rows(chunk: bytes, layout: Layout, reader: RowReader) -> pd.DataFrame:
    reader.mended["crlf"] += chunk.count(b"\r")
    reader.mended["swapped"] += chunk.count(b"\n") if layout.is_swapped else 0
    names = [f"unused {place}" for place in range(layout.width)]
    dtypes = {}
    for place, column in zip(layout.places, COLUMNS, strict=True):
        if place is not None and column.frame:
            names[place] = column.frame
            dtypes[column.frame] = column.dtype
    has_one_direction = len(layout.directions) == 1
    if has_one_direction:
        del dtypes["direction"]
    frame = pd.read_csv(
        BytesIO(chunk),
        sep=layout.separator,
        header=None,
        names=names,
        usecols=list(dtypes),
        dtype=dtypes,
        # NA is Namibia.
        na_filter=False,
        # the columns that are kept are in ASCII, those beside may be in anything
        encoding="latin-1" if layout.unused else "ascii",
        engine="c",
    )
    frame["direction"] = (
        np.full(len(frame), _CODE_OF[layout.directions[0]], dtype=np.int8)
        if has_one_direction
        else frame["direction"].cat.codes
    )
    if not layout.has_mass:
        frame["mass_kg"] = np.zeros(len(frame), dtype=np.int64)
    return frame


def _mended_rows(rows: list[list[str]]) -> pd.DataFrame:
    """Rows of fields in the order of ``COLUMNS``; codes, which may have any form, stay plain text."""
    columns = dict(zip(NAMES, zip(*rows, strict=True), strict=True))
    frame = {
        column.frame: pd.Series(columns[column.name], dtype="object")
        if column.frame in CODES
        # int and not pandas, for which 007 is no number
        else pd.Series(list(map(int, columns[column.name])), dtype=column.dtype)
        for column in COLUMNS
        if column.frame and column.name != "flux"
    }
    frame["direction"] = pd.Series([_CODE_OF[FLUX[letter]] for letter in columns["flux"]], dtype="int8")
    return pd.DataFrame(frame)
