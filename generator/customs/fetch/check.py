"""Whether files that were brought can be an edition's, before they take the place of others."""

from __future__ import annotations

from pathlib import Path

from generator.customs.archive import raw_files
from generator.customs.sources import find_sources, first_row_of
from generator.errors import DataError, SiteError

_INDUSTRY_COLUMNS = (b"insee_com", b"lib_com", b"id_ti", b"lib_ti")


def check_files(folder: Path, industry: Path | None = None) -> None:
    """Raises ``SiteError`` when the reader would not find its way in the folder, or an archive is damaged.

    ``industry``: the Territoires d'industrie list among the files.
    """
    try:
        if industry is not None:
            _check_industry(industry)
        find_sources(folder)
        for raw in raw_files(folder):
            for _ in raw.blocks():
                pass
    except SiteError as error:
        raise SiteError(f"what was fetched cannot be used, and nothing was replaced: {error}") from error


def _check_industry(file: Path) -> None:
    """The list must be one that the reader of customs' files knows to leave alone."""
    first_row = first_row_of(raw_files(file)[0])
    if not all(column in first_row for column in _INDUSTRY_COLUMNS):
        expected = b", ".join(_INDUSTRY_COLUMNS).decode()
        value = first_row.decode(errors="replace")
        raise DataError(
            "not the Territoires d'industrie list", file=file.name, row=1, value=value, expected=expected
        )
