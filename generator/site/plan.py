"""What a site is built from: its editions, its territories, and the downloads published with it."""

import hashlib
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from generator.edition import Edition
from generator.errors import SiteError
from generator.exports.dcat import NAME
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


@dataclass(frozen=True, slots=True)
class Downloads:
    """What is published with the newest edition of what ``folder`` holds."""

    folder: Path
    archive: Archive | None
    pdfs: Mapping[Territory, Path]


def archive_name(edition: Edition, *, whole: bool = True) -> str:
    """The file name of the archive; ``whole``: whether it has all portraits."""
    return f"{NAME}-{edition.name}{'' if whole else '-extrait'}.zip"


def read_fingerprints(folder: Path) -> dict[str, dict[str, str]]:
    """The file ``FINGERPRINTS`` of ``folder``; empty when it is missing or damaged."""
    try:
        return dict(json.loads((folder / FINGERPRINTS).read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError):
        return {}


def published_archive(folder: Path, edition: Edition, portraits: Mapping[Territory, str]) -> Archive | None:
    """The edition's archive in ``folder``; ``None`` if there is none.

    ``portraits``: their ``portrait.json``. Raises ``SiteError`` when the archive lacks one, has another, or is damaged.
    """
    file = folder / archive_name(edition)
    if not file.is_file():
        return None
    sha256 = digest(file.read_bytes())
    check = file.with_name(f"{file.name}.sha256")
    if not check.is_file() or check.read_text(encoding="ascii").split()[:1] != [sha256]:
        raise SiteError(f"{file}: does not match its .sha256; run `make archive` again")
    try:
        with zipfile.ZipFile(file) as archive:
            inside = {t: archive.read(f"{file.stem}/{t.path}/portrait.json") for t in portraits}
    except (zipfile.BadZipFile, KeyError) as error:
        raise SiteError(f"{file}: not an archive of these pages ({error}); run `make archive` again") from error
    for territory, text in portraits.items():
        if inside[territory] != text.encode():
            raise SiteError(f"{file}: has other figures of {territory.name}; run `make archive` again")
    return Archive(file.name, file.stat().st_size, sha256)


def published_pdfs(folder: Path, portraits: Mapping[Territory, str]) -> dict[Territory, Path]:
    """The PDFs in ``folder`` that were printed from ``portraits`` (``portrait.json``); outdated ones are left out."""
    fingerprints = read_fingerprints(folder)
    files = {territory: folder / f"{territory.slug}.pdf" for territory in portraits}
    return {
        territory: file
        for territory, file in files.items()
        if fingerprints.get(territory.slug, {}).get("donnees") == digest(portraits[territory].encode())
        and file.is_file()
    }


@dataclass(frozen=True, slots=True)
class SitePlan:
    """``edition``: the newest, at the plain addresses; ``earlier``: those under their years, the oldest first.

    ``pages``: the territories that get a portrait. ``flat``: for the archive, which opens without a server. ``extras``:
    the folder with the archive and PDFs to publish. ``published``: what the live site has published so far.
    ``made_by``: the arguments of the command that writes the pages again.
    """

    edition: Edition
    pages: frozenset[Territory]
    earlier: Sequence[Edition] = ()
    flat: bool = False
    extras: Path | None = None
    published: Published = field(default_factory=Published)
    made_by: Sequence[str] = ()
