"""Style sheets, scripts, images and fonts of the site.

The project's own are ``docs/assets`` as `make` bundled them (``tools/assets.mjs``); Plotly and the font, Source Sans 3
(OFL), come from npm.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from generator.errors import SiteError
from generator.figures.template import SCRIPT, template_script
from generator.figures.theme import sheet_colours
from generator.reference.tables import PROJECT

SOURCES: Final = PROJECT / "docs" / "assets"
BUNDLED: Final = PROJECT / "build" / "assets"
_LIBRARIES: Final = tuple(PROJECT / "build" / name for name in ("plotly.min.js", "iframe-worker.js"))
"""Browser code from npm packages, as `make` writes it."""
_COMMUNES: Final = PROJECT / "build" / "communes"
"""The communes in slices, for the search box (``tools/communes.mjs``)."""
FAMILY = "Source Sans 3"
_FONTS = PROJECT / "node_modules" / "@fontsource" / "source-sans-3" / "files"


def asset_files(sources: Path = SOURCES, bundled: Path = BUNDLED) -> Iterator[tuple[str, bytes]]:
    """The files of ``assets`` by path from the site's root.

    Raises ``SiteError`` if they were not bundled, or if ``sources`` has changed since.
    """
    checksum = bundled.with_suffix(".sha256")
    communes = sorted(_COMMUNES.glob("*.js"))
    missing = [file for file in (checksum, *_LIBRARIES) if not file.is_file()]
    if missing or not communes:
        name = missing[0].name if missing else f"{_COMMUNES.name}/"
        raise SiteError(f"build/{name} is missing: run `make setup`, which creates it")
    if checksum.read_text(encoding="ascii").strip() != _digest(sources):
        raise SiteError(
            "docs/assets or theme.py has changed since it was bundled: run `make bundle`, or `npm run assets`"
        )
    for file in _files(bundled):
        yield f"assets/{file.relative_to(bundled).as_posix()}", file.read_bytes()
    yield f"assets/javascripts/{SCRIPT}", template_script().encode()
    for file in _LIBRARIES:
        yield f"assets/javascripts/{file.name}", file.read_bytes()
    for file in communes:
        yield f"assets/javascripts/communes/{file.name}", file.read_bytes()


def _digest(folder: Path) -> str:
    """The digest that ``tools/assets.mjs`` writes: of each file's path and content, and of the figures' colours."""
    digest = hashlib.sha256()
    for file in _files(folder):
        digest.update(f"{file.relative_to(folder).as_posix()}\n".encode() + file.read_bytes())
    digest.update("".join(sheet_colours().values()).encode())
    return digest.hexdigest()


def _files(folder: Path) -> list[Path]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return sorted(files, key=lambda file: file.relative_to(folder).as_posix())


def font_file(weight: int) -> Path:
    """The font file of that weight, upright, Latin letters. Raises ``SiteError`` if it is not installed."""
    file = _FONTS / f"source-sans-3-latin-{weight}-normal.woff"
    if not file.is_file():
        raise SiteError(f"{file.name} is missing: run `make site`, which installs it")
    return file
