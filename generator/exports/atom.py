"""The site's Atom feed (``nouveautes.xml``, RFC 4287): one entry per edition and per revision."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from generator.exports.dcat import urn
from generator.french.templates import template_environment
from generator.french.words import word

_TEMPLATES: Final = template_environment(Path(__file__).parent / "templates")


@dataclass(frozen=True, slots=True)
class Entry:
    """``path``: from the site's root, anchor included; it also identifies the entry. ``date``: an ISO 8601 day."""

    path: str
    title: str
    date: str
    summary: str


def feed(entries: Sequence[Entry], root: str, publisher: str) -> str:
    """The feed, newest entry first. ``root``: the site's address, with a trailing slash."""
    return _TEMPLATES.get_template("nouveautes.xml.j2").render(
        title=word("partage", "site"),
        subtitle=word("nouveautes", "sous_titre"),
        entries=sorted(entries, key=lambda entry: (entry.date, entry.path), reverse=True),
        root=root,
        publisher=publisher,
        urn=urn,
    )
