"""One data file, read in chunks of whole lines.

A chunk is first held against the schema, whole, then parsed by pandas with the types the schema gives. Nothing
is repaired: the first row that does not fit stops the reading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from itertools import islice

import numpy as np
import pandas as pd

from generator.customs.archive import RawFile
from generator.customs.report import FileRead
from generator.customs.schema import Fault, Layout
from generator.customs.sources import first_row_of
from generator.errors import DataError

Progress = Callable[[str, int, int], None]
"""Called with a file's name, the bytes of it read so far, its size."""

_BOM = b"\xef\xbb\xbf"
_MAX_LINE = 1 << 20
_MAX_FAULTS = 1000
_SHOWN_FAULTS = 10
# Two files of this much each still add up within int64.
_MAX_SUM = 1 << 61


def bad_rows(raw: RawFile, layout: Layout) -> Iterator[Fault]:
    """Every row of a file that its layout refuses, in order."""
    row = 1
    for chunk in _whole_lines(raw.blocks()):
        yield from layout.faults(chunk, row)
        row += chunk.count(b"\n")


def read_file(
    raw: RawFile, flux: str, year: int, progress: Progress | None
) -> tuple[list[pd.DataFrame], FileRead]:
    """The rows of ``year`` of one data file, in parts, and its counts.

    Raises ``DataError`` for the first row that its layout refuses, for a file without a row of the year.
    """
    layout = Layout.of(first_row_of(raw), flux)
    years: Counter[int] = Counter()
    parts, done, empty_masses, sums = [], 0, 0, {"value_eur": 0, "mass_kg": 0}
    for chunk in _whole_lines(raw.blocks()):
        if not layout.accepts(chunk):
            raise _refusal(raw, layout)
        frame, empty = _parsed(chunk, layout)
        years.update(dict(enumerate(np.bincount(frame["year"]).tolist())))
        parts.append(frame[frame["year"] == year].drop(columns="year"))
        empty_masses += empty
        for column in sums:
            sums[column] += int(frame[column].sum())
        done += len(chunk)
        if progress is not None:
            progress(raw.name, min(done, raw.size), raw.size)
    if not years[year]:
        others = ", ".join(map(str, sorted(+years))) or "none"
        raise DataError(f"no row of {year} (years found: {others})", file=raw.name)
    if max(sums.values()) > _MAX_SUM:
        raise DataError("its amounts add up to more than trade could be", file=raw.name)
    rows, kept = years.total(), years.pop(year)
    return parts, FileRead(raw.name, flux, rows, kept, dict(sorted((+years).items())), empty_masses)


def _whole_lines(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The bytes cut at line ends, the byte order mark taken off and the last line ended."""
    rest, is_start = b"", True
    for read in blocks:
        block = read.removeprefix(_BOM) if is_start else read
        is_start = False
        lines, end, tail = block.rpartition(b"\n")
        if end:
            yield rest + lines + end
            rest = tail
        else:
            rest += tail
        if len(rest) > _MAX_LINE:
            # No row is that long: the layout refuses it, the file need not be read to its end.
            break
    if rest:
        # A carriage return that nothing follows must not pass for half of a line end.
        yield rest + (b"\r\n" if rest.endswith(b"\r") else b"\n")


def _refusal(raw: RawFile, layout: Layout) -> DataError:
    """The error of the first bad row, followed by the next ones: ten in all, and how many there are."""
    faults = list(islice(bad_rows(raw, layout), _MAX_FAULTS))
    errors = [_error_of(raw.name, fault) for fault in faults[:_SHOWN_FAULTS]]
    if len(faults) > 1:
        count = f"{len(faults)}{' or more' * (len(faults) == _MAX_FAULTS)} bad rows"
        shown = f", the first {_SHOWN_FAULTS}" if len(faults) > _SHOWN_FAULTS else ""
        errors[0].add_lines([str(error) for error in errors[1:]], f"({count}{shown})")
    return errors[0]


def _error_of(file: str, fault: Fault) -> DataError:
    """A bad row as the error that it is."""
    return DataError(
        fault.message,
        file=file,
        row=fault.row,
        column=fault.column,
        value=fault.value,
        expected=fault.expected,
    )


def _parsed(chunk: bytes, layout: Layout) -> tuple[pd.DataFrame, int]:
    """The rows of an accepted chunk, and how many masses were empty (read as 0)."""
    empty = chunk.count(b";\n") + (chunk.count(b";\r\n") if b"\r" in chunk else 0)
    if empty:
        chunk = chunk.replace(b";\r\n", b";0\n").replace(b";\n", b";0\n")
    kept = {column.frame: column.dtype for column in layout.columns if column.frame}
    frame = pd.read_csv(
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
    return frame, empty
