"""Describes a finished site to those who harvest it, follow it or find it wanting."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from generator.exports.atom import Entry, feed
from generator.exports.dcat import MEDIA, DataFile, Dataset, Publisher, catalogue
from generator.exports.published import Republication
from generator.french.formatting import integer
from generator.french.words import word
from generator.pages.links import EditionFolder, edition_folder
from generator.reference.territories import Territory, territories
from generator.site.edition_files import FOLDER
from generator.system import parallel

FEED = "nouveautes.xml"
_MOVES_TOLD = 20


def describe_site(
    site: Path,
    url: str,
    editions: Sequence[EditionFolder],
    pages: Iterable[Territory],
    publisher: Mapping[str, str],
    republications: Sequence[Republication] = (),
) -> None:
    """Writes them into ``site``, the finished pages and files.

    ``editions``: the newest first. ``url``: the site's public address. ``publisher``: see ``site.publisher``.
    ``republications``: the editions published again with other totals, which the feed lists.
    """
    who = Publisher(publisher["name"], publisher["contact"])
    write_catalogue(site, url, editions, pages, who)
    entries = [*map(_entry, editions), *map(_republished, republications)]
    text = feed(entries, f"{url.rstrip('/')}/", who.name)
    (site / FEED).write_text(text, encoding="utf-8")
    write_security(site, url, publisher["contact"], editions[0].context.iso_date)


def _entry(edition: EditionFolder) -> Entry:
    context = edition.context
    kind = "edition_demonstration" if context.demonstration else "edition"
    return Entry(
        path=edition_folder(context.year),
        title=word("nouveautes", kind, period=context.period),
        date=context.iso_date,
        summary=context.source_line,
    )


def _republished(republication: Republication) -> Entry:
    """The largest changes first; the page has them all."""
    moves = republication.moves()
    told = [
        word(
            "nouveautes",
            f"total_{move.direction}",
            name=move.territory.name,
            before=integer(move.before_eur),
            after=integer(move.after_eur),
        )
        for move in moves[:_MOVES_TOLD]
    ]
    if len(moves) > _MOVES_TOLD:
        told.append(word("nouveautes", "suite", n=len(moves) - _MOVES_TOLD))
    kind = "revision_demonstration" if republication.demonstration else "revision"
    return Entry(
        path=f"revisions/#{republication.anchor}",
        title=word("nouveautes", kind, period=republication.period),
        date=republication.date,
        summary=" ; ".join(told),
    )


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


SECURITY_FILE: Final = ".well-known/security.txt"
_EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)


def write_security(site: Path, url: str, contact: str, day: str) -> None:
    """Writes the file, where the publisher's ``contact`` is an address and ``url``, the site's, a domain of its own.

    A domain that ``SITE_URL`` does not name is an example. The file expires a year after ``day``, the edition's, so
    that the same input gives the same bytes.
    """
    address = _address(contact)
    if address is None or not os.environ.get("SITE_URL") or urlsplit(url).path not in ("", "/"):
        return
    lines = (
        f"Contact: {address}",
        f"Expires: {(date.fromisoformat(day) + timedelta(days=365)).isoformat()}T00:00:00Z",
        "Preferred-Languages: fr, en",
        f"Canonical: {url.rstrip('/')}/{SECURITY_FILE}",
    )
    (site / SECURITY_FILE).parent.mkdir(exist_ok=True)
    (site / SECURITY_FILE).write_text("".join(f"{line}\n" for line in lines), encoding="ascii")


def _address(contact: str) -> str | None:
    """A contact as an address that a program understands; ``None`` for other words, or for none."""
    if re.fullmatch(r"https://[!-~]+", contact):
        return contact
    return f"mailto:{contact}" if _EMAIL.fullmatch(contact) else None
