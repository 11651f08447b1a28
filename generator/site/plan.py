"""What a site is built from: its editions, its territories, and the downloads published with it.

The printed portraits and the offline archive are made separately, as they take minutes and the site seconds. A build
takes them from a folder on request, and only those that match.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from generator.edition import Edition
from generator.errors import SiteError
from generator.exports.published import Published
from generator.reference.territories import Territory

FINGERPRINTS: Final = "empreintes.json"
"""The file beside the PDFs with the digests of what each was printed from: ``{slug: {"page": …, "donnees": …}}``."""


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


@dataclass(frozen=True, slots=True)
class Archive:
    """The offline archive as pages present it."""

    name: str
    size: int
    sha256: str


def archive_name(edition: Edition, *, whole: bool = True) -> str:
    """The file name of the archive; ``whole``: whether it has all portraits."""
    return f"portraits-commerce-exterieur-{edition.name}{'' if whole else '-extrait'}.zip"


def read_fingerprints(folder: Path) -> dict[str, dict[str, str]]:
    """The file ``FINGERPRINTS`` of ``folder``; empty when it is missing or damaged."""
    try:
        found: dict[str, dict[str, str]] = json.loads((folder / FINGERPRINTS).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return found


@dataclass(frozen=True, slots=True)
class Downloads:
    """The archive and the PDFs in ``folder``, which `make archive` and `make pdf` write (``dist/``)."""

    folder: Path

    def __post_init__(self) -> None:
        """Raises ``SiteError`` if the folder does not exist."""
        if not self.folder.is_dir():
            raise SiteError(f"{self.folder}: no such folder; `make archive` and `make pdf` fill it")

    def archive(self, edition: Edition) -> Archive | None:
        """The edition's archive; ``None`` if there is none. Raises ``SiteError`` when its checksum is wrong."""
        file = self.folder / archive_name(edition)
        if not file.is_file():
            return None
        content = file.read_bytes()
        check = file.with_name(f"{file.name}.sha256")
        if not check.is_file() or check.read_text(encoding="ascii").split()[:1] != [digest(content)]:
            raise SiteError(f"{file}: does not match its .sha256; run `make archive` again")
        return Archive(file.name, len(content), digest(content))

    def pdfs(self, portraits: Iterable[tuple[Territory, str]]) -> dict[Territory, Path]:
        """The PDFs that were printed from these portraits' data (``portrait.json``); outdated ones are left out."""
        folder = self.folder / "pdf"
        fingerprints = read_fingerprints(folder)
        files = {
            territory: folder / f"{territory.slug}.pdf"
            for territory, text in portraits
            if fingerprints.get(territory.slug, {}).get("donnees") == digest(text.encode())
        }
        return {territory: file for territory, file in files.items() if file.is_file()}


@dataclass(frozen=True, slots=True)
class SitePlan:
    """``edition``: the newest, at the plain addresses; ``earlier``: those under their years, the oldest first.

    ``pages``: the territories that get a portrait. ``flat``: pages are files that open without a server (the archive).
    ``downloads``: the archive and PDFs to publish with the newest edition. ``published``: what the live site has
    published so far. ``made_by``: the arguments of the command that writes the pages again.
    """

    edition: Edition
    pages: frozenset[Territory]
    earlier: Sequence[Edition] = ()
    flat: bool = False
    downloads: Downloads | None = None
    published: Published = field(default_factory=Published)
    made_by: Sequence[str] = ()
