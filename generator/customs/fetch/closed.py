"""Holds a closed edition to the bytes it was made of: what was cited must not change when the customs revise."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable

from generator import edition as editions
from generator.customs.fetch.store import LOCK, Record
from generator.errors import SiteError


def check_closed(edition: editions.Edition, records: Iterable[Record]) -> None:
    """Raises ``SiteError`` for a file that is not the one that ``[sha256]`` of the edition's file names, if it does."""
    file = editions.EDITIONS / f"{edition.name}.toml"
    closed = tomllib.loads(file.read_text(encoding="utf-8")).get("sha256", {})
    if not isinstance(closed, dict) or not all(isinstance(digest, str) for digest in closed.values()):
        raise SiteError(f"{file.name}: [sha256] takes names of files, each with its sum as {LOCK} gives it")
    brought = {record.file: record.sha256 for record in records}
    for name, digest in closed.items():
        found = brought.get(name, "none, no such file")
        if found != digest.lower():
            raise SiteError(
                f"{name}: SHA-256 is {found}, expected {digest}, as {file.name} closed the edition; the customs may "
                "have revised it: bring the kept files with --from, or close it again"
            )
