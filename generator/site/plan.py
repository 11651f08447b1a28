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
"""Beside the archive: ``{"archive": its SHA-256, "made_from": what it was made from}`` (``stamp.chain``)."""
PRINTS: Final = "empreintes.json"
"""In the folder of the PDFs: by page, ``{"page": …, "donnees": …}``, digests of what each was printed from."""


@dataclass(frozen=True, slots=True)
class Archive:
    """The offline archive as the site speaks of it."""

    name: str
    size: int
    sha256: str


def archive_name(edition: Edition, *, whole: bool = True) -> str:
    """Returns the name of the archive's file; without its ending it names the folder inside."""
    return f"portraits-commerce-exterieur-{edition.name}{'' if whole else '-extrait'}.zip"


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


@dataclass(frozen=True, slots=True)
class Extras:
    """What ``folder`` (``dist/``, as `make archive` and `make pdf` fill it) holds for the site."""

    folder: Path

    def __post_init__(self) -> None:
        """Raises ``SiteError`` if the folder does not exist."""
        if not self.folder.is_dir():
            raise SiteError(f"{self.folder}: no such folder; `make archive` and `make pdf` fill it")

    def files(self) -> list[Path]:
        """Returns every file of the folder that a site may publish."""
        return [*self.folder.glob("portraits-*.zip*"), *(self.folder / PDF_FOLDER).glob("*")]

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

    def require_current(self, edition: Edition, made_from: str) -> None:
        """Raises ``SiteError`` when the edition's archive is there and was made of anything else than the pages are."""
        archive = self.archive(edition)
        try:
            seal = json.loads((self.folder / ARCHIVE_SEAL).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            seal = None
        if archive and seal != {"archive": archive.sha256, "made_from": made_from}:
            raise SiteError(
                f"{self.folder / archive.name}: not made of the same files, code and settings as the pages: run "
                "`make archive` again, or remove it"
            )

    def prints(self, data: Iterable[tuple[Territory, str]]) -> dict[Territory, Path]:
        """The PDFs printed from the very data (``portrait.json``) of these territories; others are out of date."""
        try:
            known = json.loads((self.folder / PDF_FOLDER / PRINTS).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        found = {}
        for territory, text in data:
            file = self.folder / PDF_FOLDER / f"{territory.slug}.pdf"
            printed = known.get(territory.slug)
            if printed and printed["donnees"] == digest(text.encode()) and file.is_file():
                found[territory] = file
        return found


@dataclass(frozen=True, slots=True)
class SitePlan:
    """``edition``: the newest, whose are the plain addresses; ``earlier``: those under their years, the oldest first.

    ``pages``: the territories that get a portrait. ``flat``: pages are files, to be opened without a server (the
    archive). ``extras``: the newest edition's PDFs and archive, to be published with it. ``published``: what the live
    site has published so far. ``made_by``: the words of the command that makes its pages.
    """

    edition: Edition
    pages: frozenset[Territory]
    earlier: Sequence[Edition] = ()
    flat: bool = False
    extras: Extras | None = None
    published: Published = field(default_factory=Published)
    made_by: Sequence[str] = ()
