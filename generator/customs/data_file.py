"""One data file, read in chunks of whole lines.

A chunk is first held against the schema, whole, then parsed by pandas with the types the schema gives. Where it does
not fit, its lines are mended when an oddity explains them, set aside otherwise: one by one where they are few, column
by column (``by_column``) where they are many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import islice

import numpy as np
import pandas as pd

from generator.customs.archive import RawFile
from generator.customs.by_column import read_columns
from generator.customs.columns import CODES, COLUMNS, FLUX, NAMES, Fault, Layout
from generator.customs.report import FileRead
from generator.customs.rows import FEW, Faults, RowReader
from generator.customs.text import encoding_of, has_mark, text_blocks, whole_lines
from generator.errors import DataError
from generator.reference.direction import Direction

Progress = Callable[[str, int, int], None]
"""Called with a file's name, the bytes of it read so far, its size."""

_MANY = 500
"""A chunk with as many irregular lines is mended column by column."""

# Two files of this much each still add up within int64.
_MAX_SUM = 1 << 61

_CODE_OF = {direction: code for code, direction in enumerate(FLUX.values())}
"""Directions in the parts, in the order of ``FLUX``."""


@dataclass(slots=True)
class _Chunk:
    """The rows of one chunk: as described (bytes), with codes of another form (fields), by column, none at all."""

    plain: bytes
    has_empty_mass: bool
    frame: pd.DataFrame | None = None
    odd: list[tuple[str, ...]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def bad_rows(raw: RawFile, layout: Layout) -> Iterator[Fault]:
    """Every row of a file that cannot be read, in order."""
    for chunk in _chunks(raw, layout, RowReader(layout)):
        yield from chunk.faults


def read_file(
    raw: RawFile, layout: Layout, year: int, progress: Progress | None
) -> tuple[list[pd.DataFrame], FileRead]:
    """The rows of ``year`` of one data file, in parts, and its counts.

    Raises ``DataError`` when too many rows cannot be read (see ``rows``), for a direction without a row of the year.
    """
    reader, faults = RowReader(layout), Faults(raw)
    years = {direction: Counter[int]() for direction in layout.directions}
    parts, sums = [], {"value_eur": 0, "mass_kg": 0}
    for chunk in _chunks(raw, layout, reader, progress):
        faults.add(chunk.faults)
        for frame in _frames(chunk, layout):
            _count_years(frame, years)
            is_of_year = frame["year"].to_numpy() == year
            # most chunks hold nothing else: no copy of them
            parts.append((frame if is_of_year.all() else frame[is_of_year]).drop(columns="year"))
            for column in sums:
                sums[column] += int(frame[column].sum())
    rows = sum(counts.total() for counts in years.values())
    faults.refuse_too_many(rows)
    # A direction of a few rows only is none: they are the other one's, and wrong.
    held = tuple(d for d in layout.directions if years[d].total() * FEW > rows) or layout.directions
    for direction in held:
        if not years[direction][year]:
            others = ", ".join(map(str, sorted(+years[direction]))) or "none"
            what = "row" if len(held) == 1 else f"{direction} row"
            raise DataError(f"no {what} of {year} (years found: {others})", file=raw.name)
    if max(sums.values()) > _MAX_SUM:
        raise DataError("its amounts add up to more than trade could be", file=raw.name)
    total = sum(years.values(), Counter[int]())
    kept = total.pop(year)
    counts = FileRead(
        raw.name,
        held,
        rows + faults.count,
        kept,
        dict(sorted(total.items())),
        dict(reader.mended),
        faults.first,
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
) -> Iterator[_Chunk]:
    row, done = 1, 0
    head = raw.head(1 << 12)
    reader.mended["byte_order_mark"] = int(has_mark(head))
    reader.mended["gzip"] = int(raw.is_gzip)
    reader.mended["utf16"] = int(encoding_of(head) != "utf-8")
    reader.mended["separator"] = int(layout.separator != ";")
    reader.mended["named_columns"] = int(layout.is_named)
    for chunk in whole_lines(text_blocks(raw)):
        if layout.is_regular(chunk):
            rows, empty = reader.count_regular_rows(chunk)
            yield _Chunk(chunk, has_empty_mass=empty > 0)
        else:
            rows = chunk.count(b"\n")
            yield _mended_chunk(chunk, row, layout, reader)
        row += rows
        done += len(chunk)
        if progress is not None:
            # what is packed, or of two bytes a character, is longer than it lies
            progress(raw.name, min(done, raw.size), raw.size)


def _mended_chunk(chunk: bytes, first_row: int, layout: Layout, reader: RowReader) -> _Chunk:
    runs = list(islice(layout.split_at_irregular_lines(chunk, first_row), _MANY))
    if len(runs) == _MANY:
        return _mended_by_column(chunk, first_row, layout, reader)
    found, plain = _Chunk(b"", has_empty_mass=False), []
    for run, line, number in runs:
        if run:
            plain.append(run)
            found.has_empty_mass |= reader.count_regular_rows(run)[1] > 0
        if line is not None:
            plain.append(_mended_line(line, number, layout, reader, found))
    found.plain = b"".join(plain)
    return found


def _mended_by_column(chunk: bytes, first_row: int, layout: Layout, reader: RowReader) -> _Chunk:
    taken = read_columns(chunk, layout)
    found, plain = _Chunk(b"", has_empty_mass=False, frame=taken.frame), []
    reader.mended.update(taken.mended)
    lines = chunk.split(b"\n") if taken.left else []
    for position in taken.left:
        if taken.first is not None and position > taken.first:
            reader.begin()
        line = lines[position] + b"\n"
        if layout.is_regular(line):
            plain.append(line)
            found.has_empty_mass |= reader.count_regular_rows(line)[1] > 0
        else:
            plain.append(_mended_line(lines[position], first_row + position, layout, reader, found))
    if taken.first is not None:
        reader.begin()
    found.plain = b"".join(plain)
    return found


def _mended_line(line: bytes, number: int, layout: Layout, reader: RowReader, found: _Chunk) -> bytes:
    """The line as described, if it can be; else nothing, and ``found`` has its row or why there is none."""
    row = reader.read(line, number)
    if isinstance(row, Fault):
        found.faults.append(row)
    elif row is not None and row.is_plain:
        return layout.row_of(row.fields)
    elif row is not None:
        found.odd.append(row.fields)
    return b""


def _frames(chunk: _Chunk, layout: Layout) -> Iterator[pd.DataFrame]:
    if chunk.frame is not None:
        yield chunk.frame
    if chunk.plain or not (chunk.odd or chunk.frame is not None):
        yield _parsed(chunk.plain, layout, has_empty_mass=chunk.has_empty_mass)
    if chunk.odd:
        yield _frame(chunk.odd)


def _parsed(chunk: bytes, layout: Layout, *, has_empty_mass: bool) -> pd.DataFrame:
    """The rows as described."""
    if has_empty_mass:
        separator = layout.separator.encode()
        for end in (b"\r\n", b"\n"):
            chunk = chunk.replace(separator + end, separator + b"0\n")
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


def _frame(rows: list[tuple[str, ...]]) -> pd.DataFrame:
    """The rows with codes of another form, which stay plain text."""
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
