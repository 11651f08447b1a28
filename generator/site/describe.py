"""Describes a finished site to those who follow or harvest it: ``catalog.jsonld`` and ``nouveautes.xml``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from generator.exports.atom import Entry, feed
from generator.exports.dcat import Publisher
from generator.french.words import word
from generator.pages.editions import EditionFolder, edition_folder
from generator.reference.territories import Territory
from generator.site.catalogue import write_catalogue

FEED = "nouveautes.xml"


def describe_site(
    site: Path,
    url: str,
    editions: Sequence[EditionFolder],
    pages: Iterable[Territory],
    publisher: Mapping[str, str],
) -> None:
    """Writes both into ``site``, the finished pages and files.

    ``editions``: the newest first. ``url``: the site's public address. ``publisher``: see ``site.publisher``.
    """
    who = Publisher(publisher["name"], publisher["contact"])
    write_catalogue(site, url, editions, pages, who)
    entries = [_entry(edition) for edition in editions]
    text = feed(entries, f"{url.rstrip('/')}/", who.name)
    (site / FEED).write_text(text, encoding="utf-8")


def _entry(edition: EditionFolder) -> Entry:
    context = edition.context
    kind = "edition_demonstration" if context.demonstration else "edition"
    return Entry(
        path=edition_folder(context.year),
        title=word("nouveautes", kind, period=context.period),
        date=context.iso_date,
        summary=context.source_line,
    )
