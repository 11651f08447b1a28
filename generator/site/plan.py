"""What a site is made of: editions, territories, and what may be published with it.

The printed portraits and the offline archive are made apart: they take minutes, the site seconds. A build takes them
from a folder on request, and only those that match.
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

PDF_FOLDER: Final = "pdf"
ARCHIVE_SEAL: Final = "archive.json"
"""Beside the archive: ``{"archive": its SHA-256, "made_from": the fingerprint of what it was made from}``."""
PRINTS: Final = "empreintes.json"
"""In the folder of the PDFs: by page, ``{"page": …, "donnees": …}``, digests of what each was printed from."""


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


@dataclass(frozen=True, slots=True)
class Archive:
    """The offline archive as the site speaks of it."""

    name: str
    size: int
    sha256: str


def archive_name(edition: Edition, *, whole: bool = True) -> str:
    """The name of the archive's file; without its ending it names the folder inside."""
    return f"portraits-commerce-exterieur-{edition.name}{'' if whole else '-extrait'}.zip"


def read_prints(folder: Path) -> dict[str, dict[str, str]]:
    """The file ``PRINTS`` of ``folder``; empty when it is missing or broken."""
    try:
        prints: dict[str, dict[str, str]] = json.loads((folder / PRINTS).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return prints


@dataclass(frozen=True, slots=True)
class Downloads:
    """What ``folder`` (``dist/``, as `make archive` and `make pdf` fill it) has for the site."""

    folder: Path

    def __post_init__(self) -> None:
        """Raises ``SiteError`` if the folder does not exist."""
        if not self.folder.is_dir():
            raise SiteError(f"{self.folder}: no such folder; `make archive` and `make pdf` fill it")

    def archive(self, edition: Edition) -> Archive | None:
        """The edition's archive; ``None`` where it is absent. Raises ``SiteError`` when it is not what its sum says."""
        file = self.folder / archive_name(edition)
        if not file.is_file():
            return None
        content = file.read_bytes()
        check = file.with_name(f"{file.name}.sha256")
        if not check.is_file() or check.read_text(encoding="ascii").split()[:1] != [digest(content)]:
            raise SiteError(f"{file}: does not match its .sha256; run `make archive` again")
        return Archive(file.name, len(content), digest(content))

    def prints(self, data: Iterable[tuple[Territory, str]]) -> dict[Territory, Path]:
        """The PDFs printed from the very data (``portrait.json``) of these territories; others are out of date."""
        prints = read_prints(self.folder / PDF_FOLDER)
        if not prints:
            return {}
        files = {
            territory: self.folder / PDF_FOLDER / f"{territory.slug}.pdf"
            for territory, text in data
            if prints.get(territory.slug, {}).get("donnees") == digest(text.encode())
        }
        return {territory: file for territory, file in files.items() if file.is_file()}


@dataclass(frozen=True, slots=True)
class SitePlan:
    """``edition``: the newest, whose are the plain addresses; ``earlier``: those under their years, the oldest first.

    ``pages``: the territories that get a portrait. ``flat``: pages are files, to be opened without a server (the
    archive). ``downloads``: the newest edition's PDFs and archive, to be published with it. ``published``: what the
    live site has published so far. ``made_by``: the words of the command that makes its pages.
    """

    edition: Edition
    pages: frozenset[Territory]
    earlier: Sequence[Edition] = ()
    flat: bool = False
    downloads: Downloads | None = None
    published: Published = field(default_factory=Published)
    made_by: Sequence[str] = ()
