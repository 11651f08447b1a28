"""Decides whether the files that were brought are an edition's, before they take the place of others."""

from __future__ import annotations

import re
from pathlib import Path

from generator.customs.archive import raw_files
from generator.customs.fetch.recognise import kinds_in, listed
from generator.customs.sources import find_sources, first_row_of
from generator.errors import DataError, SiteError

_INDUSTRY_COLUMNS = (b"insee_com", b"lib_com", b"id_ti", b"lib_ti")


def require_trade(file: Path, title: str) -> None:
    """Raises ``SiteError`` that says what one download is when it holds nothing that may be a regional file.

    Rows that are written oddly may still be regional: ``check_files`` decides once all files are there.
    """
    kinds = kinds_in(file)
    if not any(kind.may_be_regional for kind in kinds.values()):
        raise SiteError(f"{title}: this is not a regional file, by département; what came is:{listed(kinds)}")


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
    # The year is the third field.
    row_of_year = re.compile(rb'^[^;\n]*;[^;\n]*;[" \t]*%d\b' % year, re.MULTILINE)
    try:
        data = {raw.name for raw, _ in find_sources(folder).data.values()}
        for raw in raw_files(folder):
            has_year = False
            for block in raw.blocks():
                has_year = has_year or row_of_year.search(block) is not None
            if raw.name in data and not has_year:
                raise DataError(f"has no row of {year}", file=raw.name)
    except SiteError as error:
        raise SiteError(
            f"what was brought cannot be used, and nothing was replaced: {error}. What there is:"
            f"{listed(kinds_in(folder))}"
        ) from error
