"""Describes a finished site to machines: the DCAT catalogue, the Atom feed, the security contact."""

import os
import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from generator.compute import EditionData
from generator.context import EditionContext
from generator.exports.atom import Entry, feed
from generator.exports.dcat import MEDIA, DataFile, Dataset, catalogue
from generator.exports.published import Republication
from generator.french.formatting import integer
from generator.french.words import word
from generator.pages.links import edition_folder
from generator.reference.territories import Territory, territories
from generator.site.files import FOLDER
from generator.site.mkdocs import publisher, site_url
from generator.site.plan import digest
from generator.system import parallel

_CHANGES_IN_FEED: Final = 20
_SECURITY_FILE: Final = ".well-known/security.txt"
_EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)


def write_metadata(site: Path, data: EditionData, republications: Sequence[Republication]) -> None:
    """Writes ``catalog.jsonld``, ``nouveautes.xml`` and ``security.txt`` into ``site``, which is otherwise finished."""
    url, who = site_url(), publisher()
    (site / "catalog.jsonld").write_text(_catalogue(site, url, data, who), encoding="utf-8")
    entries = [*map(_entry, data.contexts), *map(_republished, republications)]
    (site / "nouveautes.xml").write_text(feed(entries, url, who["name"]), encoding="utf-8")
    write_security(site, url, who["contact"], data.context.iso_date)


def _catalogue(site: Path, url: str, data: EditionData, publisher: Mapping[str, str]) -> str:
    """Describes the editions as a whole, the newest first, and the portraits of the newest."""
    newest, *earlier = data.contexts

    def whole(edition: EditionContext) -> Dataset:
        folder = edition_folder(edition.year)
        return Dataset(folder, edition, _data_files(site, f"{folder}{FOLDER}"))

    def portrait(territory: Territory) -> Dataset:
        return Dataset(f"{territory.path}/", newest, _data_files(site, territory.path), territory)

    portraits = parallel.each(portrait, [t for t in territories() if t in data.pages])
    first = Dataset("donnees/", newest, _data_files(site, FOLDER))
    return catalogue([first, *map(whole, earlier), *portraits], publisher, url)


def _data_files(site: Path, folder: str) -> list[DataFile]:
    """The data files of ``folder``, by name."""
    return [
        DataFile(f"{folder}/{file.name}", file.stat().st_size, digest(file.read_bytes()))
        for file in sorted((site / folder).iterdir())
        if file.suffix in MEDIA and file.name != "csv-metadata.json"
    ]


def _entry(edition: EditionContext) -> Entry:
    kind = "edition_demonstration" if edition.demonstration else "edition"
    title = word("nouveautes", kind, period=edition.period)
    return Entry(edition_folder(edition.year), title, edition.iso_date, edition.source_line)


def _republished(republication: Republication) -> Entry:
    """The largest changes first; the page has them all."""
    changes, lines = republication.changes(), []
    for change in changes[:_CHANGES_IN_FEED]:
        amounts = {"before": integer(change.before_eur), "after": integer(change.after_eur)}
        lines.append(word("nouveautes", f"total_{change.direction}", name=change.territory.name, **amounts))
    if len(changes) > _CHANGES_IN_FEED:
        lines.append(word("nouveautes", "suite", n=len(changes) - _CHANGES_IN_FEED))
    kind = "revision_demonstration" if republication.demonstration else "revision"
    title = word("nouveautes", kind, period=republication.period)
    return Entry(f"revisions/#{republication.anchor}", title, republication.date, " ; ".join(lines))


def write_security(site: Path, url: str, contact: str, day: str) -> None:
    """Writes ``security.txt`` if the publisher's ``contact`` is an email or web address and the site has a domain.

    It expires a year after ``day``, the edition's date, so that the same input gives the same bytes.
    """
    if _EMAIL.fullmatch(contact):
        contact = f"mailto:{contact}"
    elif not re.fullmatch(r"https://[!-~]+", contact):
        return
    if not os.environ.get("SITE_URL") or urlsplit(url).path not in ("", "/"):
        return
    lines = (
        f"Contact: {contact}",
        f"Expires: {(date.fromisoformat(day) + timedelta(days=365)).isoformat()}T00:00:00Z",
        "Preferred-Languages: fr, en",
        f"Canonical: {url.rstrip('/')}/{_SECURITY_FILE}",
    )
    (site / _SECURITY_FILE).parent.mkdir(exist_ok=True)
    (site / _SECURITY_FILE).write_text("".join(f"{line}\n" for line in lines), encoding="ascii")
