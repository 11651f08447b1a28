"""Reads the customs' files of one year into one table of rows.

A file is read in chunks of whole lines. A chunk that fits the file's layout is parsed by pandas at once, with the types
of ``COLUMNS``. In any other chunk the irregular lines go through ``rows`` one by one: normalised when an oddity
explains them, set aside otherwise.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
import pandas as pd

from generator.customs.columns import CODES, COLUMNS, FLUX, NAMES, Layout
from generator.customs.files import BYTE_ORDER_MARKS, RawFile, encoding_of, text_blocks, whole_lines
from generator.customs.labels import read_labels
from generator.customs.report import FileRead, ReadReport, refuse_other_nomenclature, report_on
from generator.customs.rows import ROWS_PER_FAULT, Fault, RowReader, bad_rows_error
from generator.customs.sources import find_sources, refuse_missing
from generator.edition import Edition
from generator.errors import DataError
from generator.reference.names import A129, Names, Nomenclature
from generator.system import parallel

_DTYPES = {column.frame: column.dtype for column in COLUMNS if column.frame}
_ORDER = ["departement", "direction", "quarter", "a129", "cpf4", "country", "value_eur", "mass_kg"]
_MAX_FAULTS = 3000  # more than a file of ``MAX_BYTES`` may have when all rows have the minimum of 18 bytes
_MAX_SUM = 1 << 61  # the sum of two files of this size still fits in an int64


@dataclass(frozen=True, slots=True)
class Trade:
    """Trade of one calendar year: the trade frame (ARCHITECTURE.md), the names in force, what was read."""

    rows: pd.DataFrame
    names: Names
    report: ReadReport


def read_trade(paths: Path | Sequence[Path], year: int, *, nomenclature: Nomenclature = A129) -> Trade:
    """The rows of ``year`` in one or several zips, folders and files.

    Raises ``DataError`` naming file, row and column for data that cannot be trusted, ``SiteError`` when a path or a
    direction is missing.
    """
    sources = find_sources([paths] if isinstance(paths, Path) else paths)
    label_files = read_labels(sources.labels, year, nomenclature)
    found = parallel.each(lambda source: read_file(*source, year), sources.data)
    files = [counts for _, counts in found]
    refuse_missing(sources, {direction for file in files for direction in file.directions})
    rows = _concatenated([frame for frames, _ in found for frame in frames])
    refuse_other_nomenclature(rows, files, label_files)
    report = report_on(rows, year=year, files=files, label_files=label_files, sources=sources)
    return Trade(rows, label_files.names, report)


def read_edition(edition: Edition, year: int | None = None) -> Trade:
    """The rows of the edition's files, of its own year or of another ``year``. Raises as ``read_trade``."""
    return read_trade(edition.inputs, year or edition.year, nomenclature=edition.nomenclature)


def _concatenated(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """One table of all frames, with only the categories in use, in the order of their codes."""
    rows = pd.concat(frames, ignore_index=True)[_ORDER]
    rows["direction"] = rows["direction"].cat.rename_categories(FLUX)
    for name in CODES:
        codes = rows[name]
        if codes.dtype == object:
            rows[name] = pd.Categorical(codes.astype(str))
        else:
            # remove_unused_categories() sorts all rows: five times slower
            used = np.bincount(codes.cat.codes, minlength=len(codes.cat.categories)) > 0
            rows[name] = codes.cat.set_categories(codes.cat.categories[used])
    return rows


def bad_rows(raw: RawFile, layout: Layout) -> Iterator[Fault]:
    """Every row of a file that cannot be read, in order."""
    reader = RowReader(layout)
    for _ in _chunks(raw, reader):
        yield from reader.faults
        reader.faults.clear()


def read_file(raw: RawFile, layout: Layout, year: int) -> tuple[list[pd.DataFrame], FileRead]:
    """The rows of ``year`` in one data file, as several frames, and what was counted in the file.

    Raises ``DataError`` when too many rows cannot be read or when a direction has no row of the year.
    """
    reader = RowReader(layout)
    years = {direction: Counter[int]() for direction in layout.directions}
    frames, sums = [], Counter[str]()
    for chunk in _chunks(raw, reader):
        if len(reader.faults) > _MAX_FAULTS:
            raise bad_rows_error(raw.name, reader.faults, f"{_MAX_FAULTS} or more")
        for frame in chunk:
            for letter, own in frame.groupby("direction", observed=True)["year"]:
                years[FLUX[str(letter)]].update(dict(enumerate(np.bincount(own).tolist())))
            is_of_year = frame["year"] == year
            # most chunks hold nothing else: no copy of them
            frames.append((frame if is_of_year.all() else frame[is_of_year]).drop(columns="year"))
            sums.update({column: int(frame[column].sum()) for column in ("value_eur", "mass_kg")})
    rows = sum(counts.total() for counts in years.values())
    if len(reader.faults) * ROWS_PER_FAULT > rows + len(reader.faults):
        raise bad_rows_error(raw.name, reader.faults, str(len(reader.faults)))
    # a direction with as few rows as there may be bad ones is an error in the file of the other direction
    present = tuple(d for d in layout.directions if years[d].total() * ROWS_PER_FAULT > rows)
    directions = present or layout.directions
    for direction in directions:
        if not years[direction][year]:
            others = ", ".join(map(str, sorted(+years[direction]))) or "none"
            what = "row" if len(directions) == 1 else f"{direction} row"
            raise DataError(f"no {what} for {year} (years found: {others})", file=raw.name)
    if max(sums.values()) > _MAX_SUM:
        raise DataError(f"its amounts add up to more than {_MAX_SUM}", file=raw.name)
    other_years = sum(years.values(), Counter[int]())
    kept = other_years.pop(year)
    return frames, FileRead(
        raw.name,
        directions,
        rows=rows + len(reader.faults),
        kept=kept,
        other_years=dict(sorted(other_years.items())),
        oddities=dict(reader.oddities),
        set_aside=tuple(reader.faults),
        unused=layout.unused,
        absent=tuple(name for name, position in zip(NAMES, layout.positions, strict=True) if position is None),
    )


def _chunks(raw: RawFile, reader: RowReader) -> Iterator[list[pd.DataFrame]]:
    """The frames of each chunk of a file; the reader collects oddities and faults."""
    layout, head = reader.layout, raw.head(1 << 12)
    reader.oddities.update(
        byte_order_mark=head.startswith(BYTE_ORDER_MARKS),
        gzip=raw.is_gzip,
        utf16=encoding_of(head) != "utf-8",
        separator=layout.separator != ";",
        named_columns=layout.is_named,
    )
    row = 1
    for chunk in whole_lines(text_blocks(raw)):
        if layout.is_regular(chunk):
            reader.has_seen_row = True
            yield [_regular_rows(chunk, reader)]
        else:
            yield _irregular_chunk(chunk, row, reader)
        row += chunk.count(b"\n")


def _irregular_chunk(chunk: bytes, first_row: int, reader: RowReader) -> list[pd.DataFrame]:
    regular, normalised = [], []
    for number, line in enumerate(chunk.split(b"\n")[:-1], first_row):
        if reader.layout.row.fullmatch(line):
            reader.has_seen_row = True
            regular.append(line + b"\n")
        elif row := reader.read(line, number):
            normalised.append(row)
    frames = [_regular_rows(b"".join(regular), reader)] if regular else []
    return frames + ([_normalised_rows(normalised)] if normalised else [])


def _regular_rows(chunk: bytes, reader: RowReader) -> pd.DataFrame:
    layout = reader.layout
    reader.oddities["crlf"] += chunk.count(b"\r")
    reader.oddities["swapped"] += chunk.count(b"\n") if layout.is_swapped else 0
    names = [f"unused {position}" for position in range(layout.width)]
    for position, column in zip(layout.positions, COLUMNS, strict=True):
        if position is not None and column.frame:
            names[position] = column.frame
    frame = pd.read_csv(
        BytesIO(chunk),
        sep=layout.separator,
        header=None,
        names=names,
        usecols=[name for name in names if name in _DTYPES],
        dtype=_DTYPES,
        # NA is Namibia.
        na_filter=False,
        encoding="latin-1",  # our columns are in ASCII, the others may be in any encoding
        engine="c",
    )
    return frame if "mass_kg" in names else frame.assign(mass_kg=0)


def _normalised_rows(rows: list[list[str]]) -> pd.DataFrame:
    """Rows with the fields of ``COLUMNS``; a column with codes of another form than described stays plain text."""
    names = [column.frame or column.name for column in COLUMNS]
    text = pd.DataFrame(rows, columns=names, dtype=object)[list(_DTYPES)]
    others = {name for name, kind in CODES.items() if not text[name].isin(kind.categories).all()}
    return text.astype({name: kind for name, kind in _DTYPES.items() if name not in others})
