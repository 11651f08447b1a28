"""Style sheets, scripts, images and fonts: ``docs/assets`` as `make` bundled it, Plotly and Source Sans 3 of npm."""

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
    """The files by path from the site's root. Raises ``SiteError`` unless ``sources`` were bundled as they are."""
    checksum = bundled.with_suffix(".sha256")
    for file in (checksum, *_LIBRARIES, _COMMUNES / ".made"):
        if not file.is_file():
            raise SiteError(f"{file} is missing: run `make setup`, which creates it")
    if checksum.read_text(encoding="ascii").strip() != _digest(sources):
        raise SiteError(
            "docs/assets or theme.py has changed since it was bundled: run `make bundle`, or `npm run assets`"
        )
    for file in _files(bundled):
        yield f"assets/{file.relative_to(bundled).as_posix()}", file.read_bytes()
    yield f"assets/javascripts/{SCRIPT}", template_script().encode()
    for file in _LIBRARIES:
        yield f"assets/javascripts/{file.name}", file.read_bytes()
    for file in sorted(_COMMUNES.glob("*.js")):
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
