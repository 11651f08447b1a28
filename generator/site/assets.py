"""The site's own style sheets, scripts and pictures: ``docs/assets`` as `make` bundled it (``tools/assets.mjs``)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from generator.errors import SiteError
from generator.figures.theme import page_colours
from generator.reference.tables import PROJECT

SOURCES: Final = PROJECT / "docs" / "assets"
BUNDLED: Final = PROJECT / "build" / "assets"


def asset_files(
    sources: Path = SOURCES, bundled: Path = BUNDLED
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """The files of ``assets`` by path from the site's root, with what gives their content.

    Raises ``SiteError`` where they were not bundled, or were of other sources than those that are there now.
    """
    made_of = bundled.with_suffix(".sha256")
    if not made_of.is_file():
        raise SiteError("build/assets is missing: run `make setup`, which makes it")
    if made_of.read_text(encoding="ascii").strip() != _digest(sources):
        raise SiteError("docs/assets was edited since it was bundled: run `make bundle`, or `npm run assets`")
    for file in _files(bundled):
        yield f"assets/{file.relative_to(bundled).as_posix()}", file.read_bytes


def _digest(folder: Path) -> str:
    """As ``tools/assets.mjs`` writes it: of all files, each after its path, and the figures' colours."""
    digest = hashlib.sha256()
    for file in _files(folder):
        digest.update(f"{file.relative_to(folder).as_posix()}\n".encode() + file.read_bytes())
    digest.update(page_colours().encode())
    return digest.hexdigest()


def _files(folder: Path) -> list[Path]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return sorted(files, key=lambda file: file.relative_to(folder).as_posix())
