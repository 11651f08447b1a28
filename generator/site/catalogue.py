"""Writes ``catalog.jsonld``: describes the files of a built site, with their sizes and checksums."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from generator.exports.dcat import MEDIA, DataFile, Dataset, Publisher, catalogue
from generator.pages.links import EditionFolder
from generator.reference.territories import Territory, territories
from generator.site.edition_files import FOLDER
from generator.system import parallel

FILE: Final = "catalog.jsonld"
_Place = tuple[EditionFolder, Territory | None, str]
"""An edition, a territory's portrait or none for all of the edition, the folder of its files."""
_NOT_DATA: Final = frozenset({"csv-metadata.json"})


def write_catalogue(
    site: Path,
    url: str,
    editions: Sequence[EditionFolder],
    pages: Iterable[Territory],
    publisher: Publisher,
) -> None:
    """Describes each edition of ``editions`` (the newest first) and the portraits of the newest one.

    ``site``: the finished pages and files. ``url``: its public address.
    """
    shown = set(pages)
    places: list[_Place] = [(edition, None, f"{edition.folder}{FOLDER}") for edition in editions]
    places += [(editions[0], t, t.path) for t in territories() if t in shown]

    def described(place: _Place) -> Dataset:
        edition, territory, folder = place
        page = f"{territory.path}/" if territory else edition.folder or "donnees/"
        return Dataset(page, edition.context, list(_files(site, folder)), territory, bool(edition.folder))

    datasets = parallel.each(described, places)
    text = catalogue(datasets, publisher, f"{url.rstrip('/')}/")
    (site / FILE).write_text(text, encoding="utf-8")


def _files(site: Path, folder: str) -> Iterator[DataFile]:
    """Returns the data files of ``folder``, by name."""
    for path in sorted((site / folder).iterdir()):
        if path.suffix in MEDIA and path.name not in _NOT_DATA:
            content = path.read_bytes()
            yield DataFile(f"{folder}/{path.name}", len(content), hashlib.sha256(content).hexdigest())
