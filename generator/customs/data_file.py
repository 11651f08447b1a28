"""One data file, read in chunks of whole lines.

A chunk is first held against the schema, whole, then parsed by pandas with the types the schema gives. Where it does
not fit, its lines are read one by one: mended when an oddity explains them, set aside otherwise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO

import numpy as np
import pandas as pd

from generator.customs.archive import RawFile
from generator.customs.lines import BOM, whole_lines
from generator.customs.report import FileRead
from generator.customs.rows import RowReader
from generator.customs.schema import CODES, COLUMNS, Fault, Layout
from generator.customs.set_aside import Faults
from generator.errors import DataError

Progress = Callable[[str, int, int], None]
"""Called with a file's name, the bytes of it read so far, its size."""

# Two files of this much each still add up within int64.
_MAX_SUM = 1 << 61


@dataclass(slots=True)
class _Chunk:
    """The rows of one chunk: as described (bytes), with codes of another form (fields), none at all."""

    plain: bytes
    has_empty_mass: bool
    odd: list[tuple[str, ...]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def bad_rows(raw: RawFile, layout: Layout) -> Iterator[Fault]:
    """Every row of a file that cannot be read, in order."""
    for chunk in _chunks(raw, layout, RowReader(layout.flux, layout.is_swapped)):
        yield from chunk.faults


def read_file(
    raw: RawFile, layout: Layout, year: int, progress: Progress | None
) -> tuple[list[pd.DataFrame], FileRead]:
    """The rows of ``year`` of one data file, in parts, and its counts.

    Raises ``DataError`` when too many rows cannot be read (see ``set_aside``), for a file without a row of the year.
    """
    reader, faults = RowReader(layout.flux, layout.is_swapped), Faults(raw)
    years: Counter[int] = Counter()
    parts, sums = [], {"value_eur": 0, "mass_kg": 0}
    for chunk in _chunks(raw, layout, reader, progress):
        faults.add(chunk.faults)
        for frame in _frames(chunk, layout):
            years.update(dict(enumerate(np.bincount(frame["year"]).tolist())))
            is_of_year = frame["year"].to_numpy() == year
            # most chunks hold nothing else: no copy of them
            parts.append((frame if is_of_year.all() else frame[is_of_year]).drop(columns="year"))
            for column in sums:
                sums[column] += int(frame[column].sum())
    faults.refuse_too_many(years.total())
    if not years[year]:
        others = ", ".join(map(str, sorted(+years))) or "none"
        raise DataError(f"no row of {year} (years found: {others})", file=raw.name)
    if max(sums.values()) > _MAX_SUM:
        raise DataError("its amounts add up to more than trade could be", file=raw.name)
    rows, kept = years.total() + faults.count, years.pop(year)
    counts = FileRead(
        raw.name, layout.flux, rows, kept, dict(sorted((+years).items())), dict(reader.mended), faults.first
    )
    return parts, counts


def _chunks(
    raw: RawFile, layout: Layout, reader: RowReader, progress: Progress | None = None
) -> Iterator[_Chunk]:
    row, done = 1, 0
    reader.mended["byte_order_mark"] = int(raw.head(len(BOM)) == BOM)
    for chunk in whole_lines(raw.blocks()):
        if layout.accepts(chunk):
            rows, empty = reader.took(chunk)
            yield _Chunk(chunk, has_empty_mass=empty > 0)
        else:
            rows = chunk.count(b"\n")
            yield _sorted(chunk, row, layout, reader)
        row += rows
        done += len(chunk)
        if progress is not None:
            progress(raw.name, min(done, raw.size), raw.size)


def _sorted(chunk: bytes, first_row: int, layout: Layout, reader: RowReader) -> _Chunk:
    plain: list[bytes] = []
    found = _Chunk(b"", has_empty_mass=False)
    for run, line, number in layout.parts(chunk, first_row):
        if run:
            plain.append(run)
            found.has_empty_mass |= reader.took(run)[1] > 0
        row = None if line is None else reader.read(line, number)
        if isinstance(row, Fault):
            found.faults.append(row)
        elif row is not None and row.is_plain:
            plain.append(_line(row.fields, layout))
        elif row is not None:
            found.odd.append(row.fields)
    found.plain = b"".join(plain)
    return found


def _line(fields: tuple[str, ...], layout: Layout) -> bytes:
    """A mended row as the layout has it; nothing is made of its région."""
    flux, quarter, year, departement, _, a129, cpf4, *rest = fields
    products = (cpf4, a129) if layout.is_swapped else (a129, cpf4)
    return ";".join((flux, quarter, year, departement, "00", *products, *rest)).encode() + b"\n"


def _frames(chunk: _Chunk, layout: Layout) -> Iterator[pd.DataFrame]:
    if chunk.plain or not chunk.odd:
        yield _parsed(chunk.plain, layout, has_empty_mass=chunk.has_empty_mass)
    if chunk.odd:
        yield _frame(chunk.odd)


def _parsed(chunk: bytes, layout: Layout, *, has_empty_mass: bool) -> pd.DataFrame:
    """The rows as described."""
    if has_empty_mass:
        chunk = chunk.replace(b";\r\n", b";0\n").replace(b";\n", b";0\n")
    kept = {column.frame: column.dtype for column in layout.columns if column.frame}
    return pd.read_csv(
        BytesIO(chunk),
        sep=";",
        header=None,
        names=[column.frame or column.name for column in layout.columns],
        usecols=list(kept),
        dtype=kept,
        # NA is Namibia.
        na_filter=False,
        encoding="ascii",
        engine="c",
    )


def _frame(rows: list[tuple[str, ...]]) -> pd.DataFrame:
    """The rows with codes of another form, which stay plain text."""
    columns = dict(zip(COLUMNS, zip(*rows, strict=True), strict=True))
    return pd.DataFrame(
        {
            column.frame: pd.Series(values, dtype="object")
            if column.frame in CODES
            # int and not pandas, for which 007 is no number
            else pd.Series(list(map(int, values)), dtype=column.dtype)
            for column, values in columns.items()
            if column.frame
        }
    )
