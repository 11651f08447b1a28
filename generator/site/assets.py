"""The site's own style sheets, scripts and pictures, and the font of what is drawn or printed.

``docs/assets`` as `make` bundled it (``tools/assets.mjs``); Source Sans 3 (OFL), from npm.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from generator.errors import SiteError
from generator.figures.template import SCRIPT, template_script
from generator.figures.theme import page_colours
from generator.reference.tables import PROJECT

SOURCES: Final = PROJECT / "docs" / "assets"
BUNDLED: Final = PROJECT / "build" / "assets"
BUNDLES: Final = tuple(PROJECT / "build" / name for name in ("plotly.min.js", "iframe-worker.js"))
"""What the browser is given of npm's packages, as `make` leaves it."""
COMMUNES: Final = PROJECT / "build" / "communes"
"""The communes in slices, for the search box (``tools/communes.mjs``)."""
FAMILY = "Source Sans 3"
_FILES = PROJECT / "node_modules" / "@fontsource" / "source-sans-3" / "files"


def asset_files(sources: Path = SOURCES, bundled: Path = BUNDLED) -> Iterator[tuple[str, bytes]]:
    """The files of ``assets`` by path from the site's root.

    Raises ``SiteError`` where they were not bundled, or were of other sources than those that are there now.
    """
    made_of = bundled.with_suffix(".sha256")
    if not made_of.is_file():
        raise SiteError("build/assets is missing: run `make setup`, which makes it")
    if made_of.read_text(encoding="ascii").strip() != _digest(sources):
        raise SiteError(
            "docs/assets or theme.py was edited since it was bundled: run `make bundle`, or `npm run assets`"
        )
    for file in _files(bundled):
        yield f"assets/{file.relative_to(bundled).as_posix()}", file.read_bytes()


def bundled_files() -> Iterator[tuple[str, bytes]]:
    """What comes with npm's packages: Plotly and its template, the search without a server, the communes.

    Raises ``SiteError``.
    """
    slices = sorted(COMMUNES.glob("*.js"))
    if not slices:
        raise SiteError(
            "build/communes/ is missing: run `make setup`, or `node tools/communes.mjs build/communes`"
        )
    for file in BUNDLES:
        if not file.is_file():
            raise SiteError(f"{file.name} is missing: run `make setup`, which makes it")
    yield f"assets/javascripts/{SCRIPT}", template_script().encode()
    for file in (*BUNDLES, *slices):
        folder = "communes/" if file in slices else ""
        yield f"assets/javascripts/{folder}{file.name}", file.read_bytes()


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


def font_file(weight: int) -> Path:
    """The file of the upright Latin letters in that weight. Raises ``SiteError`` where it is not installed."""
    file = _FILES / f"source-sans-3-latin-{weight}-normal.woff"
    if not file.is_file():
        raise SiteError(f"{file.name} is missing: run `make site`, which installs it")
    return file
