"""The customs' files of one year as one table of rows.

Each file is read in chunks of whole lines; a chunk is first held against the schema, whole, then parsed by pandas with
the types the schema gives. Nothing is repaired: the first row that does not fit stops the reading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from pathlib import Path

import numpy as np
import pandas as pd

from generator.customs.archive import RawFile
from generator.customs.labels import read_labels
from generator.customs.report import FileRead, ReadReport, report_on
from generator.customs.schema import CODES, DIRECTIONS, Fault, Layout
from generator.customs.sources import find_sources, first_row_of
from generator.errors import DataError
from generator.reference.names import Labels

Progress = Callable[[str, int, int], None]
"""Called with a file's name, the bytes of it read so far, its size."""

_ORDER = ["departement", "flow", "quarter", "a129", "cpf4", "country", "value_eur", "mass_kg"]
_BOM = b"\xef\xbb\xbf"
_MAX_LINE = 1 << 20
_MAX_FAULTS = 1000
# Two files of this much each still add up within int64.
_MAX_SUM = 1 << 61


@dataclass(frozen=True, slots=True)
class Trade:
    """Trade of one calendar year.

    ``rows``: categoricals ``departement``, ``flow`` (``E``, ``I``), ``a129``, ``cpf4``, ``country``; int8
    ``quarter``; int64 ``value_eur``, ``mass_kg``. Keys may repeat. ``labels``: in force in the year.
    """

    rows: pd.DataFrame
    labels: Labels
    demonstration: bool
    report: ReadReport


def read_trade(path: Path, year: int, *, progress: Progress | None = None) -> Trade:
    """Read the rows of ``year`` from a zip, a folder of zips or of text files.

    Raises ``DataError`` naming file, row and column for what cannot be trusted, ``SiteError`` when the
    path is missing or lacks a direction.
    """
    sources = find_sources(path)
    label_files = read_labels(sources.labels, year)
    parts: dict[str, list[pd.DataFrame]] = {}
    files = []
    for flux in DIRECTIONS:
        parts[flux], counts = _read_file(sources.data[flux], flux, year, progress)
        files.append(counts)
    rows = _joined(parts)
    report = report_on(rows, year=year, files=files, label_files=label_files, ignored=sources.ignored)
    return Trade(rows, label_files.labels, label_files.demonstration, report)


def bad_rows(raw: RawFile, layout: Layout) -> Iterator[Fault]:
    """Every row of a file that its layout refuses, in order."""
    row = 1
    for chunk in _whole_lines(raw.blocks()):
        yield from layout.faults(chunk, row)
        row += chunk.count(b"\n")


def _read_file(
    raw: RawFile, flux: str, year: int, progress: Progress | None
) -> tuple[list[pd.DataFrame], FileRead]:
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
    first, *others = islice(bad_rows(raw, layout), _MAX_FAULTS)
    more = ""
    if others:
        count = len(others)
        more = f" ({count}{' or more' if count == _MAX_FAULTS - 1 else ''} other bad row{'s' * (count > 1)})"
    return DataError(
        first.message + more,
        file=raw.name,
        row=first.row,
        column=first.column,
        value=first.value,
        expected=first.expected,
    )


def _parsed(chunk: bytes, layout: Layout) -> tuple[pd.DataFrame, int]:
    """The rows of an accepted chunk, and how many masses were empty (read as 0)."""
    empty = chunk.count(b";\n") + chunk.count(b";\r\n")
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


def _joined(parts: dict[str, list[pd.DataFrame]]) -> pd.DataFrame:
    """All chunks of both directions as one table, categories in order of their codes."""
    rows = pd.concat([frame for chunks in parts.values() for frame in chunks], ignore_index=True)
    lengths = [sum(map(len, chunks)) for chunks in parts.values()]
    fluxes = np.repeat(np.arange(len(parts)), lengths)
    rows["flow"] = pd.Categorical.from_codes(fluxes, categories=pd.Index(list(parts)))
    for name in CODES:
        rows[name] = _without_unused(rows[name])
    return rows[_ORDER]


def _without_unused(codes: pd.Series) -> pd.Series:
    """What ``remove_unused_categories`` gives, which sorts all rows to find it."""
    used = np.bincount(codes.cat.codes, minlength=len(codes.cat.categories)) > 0
    return codes.cat.set_categories(codes.cat.categories[used])
