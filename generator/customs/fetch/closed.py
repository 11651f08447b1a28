"""Holds a closed edition to the bytes it was made of: what was cited must not change when the customs revise."""

from __future__ import annotations

from pathlib import Path

from generator.customs.fetch.transfer import digest
from generator.edition import Edition
from generator.errors import SiteError


def require_closed(edition: Edition, place: Path | None = None) -> None:
    """Raises ``SiteError`` unless ``place`` holds each file that ``[sha256]`` of the edition's file names, by its sum.

    ``place``: a file or a folder, the edition's own by default. What a file is called does not count.
    """
    place = place or edition.input
    if not edition.sha256 or not place.exists():
        return
    files = [place] if place.is_file() else sorted(path for path in place.rglob("*") if path.is_file())
    found = {digest(file): file.name for file in files}
    for name, wanted in edition.sha256.items():
        if wanted.lower() not in found:
            same_name = next((sum_ for sum_, file in found.items() if file == name), "that of no file there")
            raise SiteError(
                f"{name}: SHA-256 is {same_name}, expected {wanted}, as data/editions/{edition.name}.toml closed the "
                "edition; the customs may have revised it: bring the kept files with `fetch --from`, or close it again"
            )
