"""Holds a closed edition to the bytes it was made of: what was cited must not change when the customs revise."""

from __future__ import annotations

from collections.abc import Iterable

from generator.customs.fetch.store import Record
from generator.edition import Edition
from generator.errors import SiteError


def check_closed(edition: Edition, records: Iterable[Record]) -> None:
    """Raises ``SiteError`` for a file that is not the one that ``[sha256]`` of the edition's file names, if it does."""
    brought = {record.file: record.sha256 for record in records}
    for name, digest in edition.sha256.items():
        found = brought.get(name, "none, no such file")
        if found != digest.lower():
            raise SiteError(
                f"{name}: SHA-256 is {found}, expected {digest}, as {edition.name}.toml closed the edition; the "
                "customs may have revised it: bring the kept files with --from, or close it again"
            )
