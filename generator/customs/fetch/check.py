"""Decides whether the files that were brought are an edition's, before they take the place of others."""

from __future__ import annotations

import re
from pathlib import Path

from generator.customs.archive import RawFile, raw_files
from generator.customs.columns import NAMES, Layout
from generator.customs.data_file import read_file
from generator.customs.recognise import EXPECTED, kinds_in, listed
from generator.customs.sources import MissingDirectionError, find_sources, first_row_of, refuse_missing
from generator.customs.text import text_blocks
from generator.errors import DataError, SiteError
from generator.reference.direction import Direction

_INDUSTRY_COLUMNS = (b"insee_com", b"lib_com", b"id_ti", b"lib_ti")


def require_trade(file: Path, title: str) -> None:
    """Raises ``SiteError`` that says what one download is when it holds nothing that may be a regional file.

    Rows that are written oddly may still be regional: ``check_files`` decides once all files are there.
    """
    kinds = kinds_in(file)
    if not any(kind.may_be_regional for kind in kinds.values()):
        raise SiteError(
            f"{title}: this is not a regional file, by département; what came is:{listed(kinds)}\n  {EXPECTED}"
        )


def require_industry(file: Path) -> None:
    """Raises ``DataError`` unless this is the Territoires d'industrie list, which the reader leaves alone."""
    first_row = first_row_of(raw_files(file)[0])
    if not all(column in first_row for column in _INDUSTRY_COLUMNS):
        expected = b", ".join(_INDUSTRY_COLUMNS).decode()
        value = first_row.decode(errors="replace")
        raise DataError(
            "not the Territoires d'industrie list", file=file.name, row=1, value=value, expected=expected
        )


def check_files(folder: Path, year: int) -> None:
    """Opens every file and reads archives to their end.

    Raises ``SiteError`` that lists what each file is when the folder does not hold one regional file a direction with
    rows of ``year``, or when an archive is damaged.
    """
    try:
        sources = find_sources([folder])
        layouts = {raw.name: layout for raw, layout in sources.data}
        for raw in raw_files(folder):
            layout = layouts.get(raw.name)
            has_year = _reads_year(raw, layout or Layout(tuple(Direction)), year)
            if layout and not has_year:
                raise DataError(f"has no row of {year}", file=raw.name)
        if len(layouts) == 1:
            # Only its rows say whether it holds both directions.
            refuse_missing(sources, set(read_file(*sources.data[0], year, None)[1].directions))
    except SiteError as error:
        message = f"what was brought cannot be used, and nothing was replaced: {error}"
        if isinstance(error, MissingDirectionError):
            raise SiteError(message) from error
        raise SiteError(f"{message}. What there is:{listed(kinds_in(folder))}") from error


def _reads_year(raw: RawFile, layout: Layout, year: int) -> bool:
    """Reads a file to its end; whether the year stands where it should, in any field where labels stand between."""
    separator = re.escape(layout.separator).encode()
    place = layout.places[NAMES.index("année")] or 0
    before = (
        rb"(?:^|%s)" % separator if layout.unused else rb"^(?:[^%s\n]*%s){%d}" % (separator, separator, place)
    )
    pattern = re.compile(before + rb'[" \t]*%d\b' % year, re.MULTILINE)
    found = False
    for block in text_blocks(raw):
        found = found or pattern.search(block) is not None
    return found
