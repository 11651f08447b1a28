"""Describes a finished site to those who harvest it, follow it or find it wanting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from generator.exports.atom import Entry, feed
from generator.exports.dcat import Publisher
from generator.exports.published import Republication
from generator.french.formatting import integer
from generator.french.words import word
from generator.pages.links import EditionFolder, edition_folder
from generator.reference.territories import Territory
from generator.site.catalogue import write_catalogue
from generator.site.security_txt import write_security

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
