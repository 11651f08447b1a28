"""The site's Atom feed (``nouveautes.xml``, RFC 4287): one entry per edition and per revision."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from generator.exports.dcat import urn
from generator.french.words import word

_ATOM: Final = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class Entry:
    """``path``: from the site's root, anchor included; it also identifies the entry. ``date``: an ISO 8601 day."""

    path: str
    title: str
    date: str
    summary: str


def feed(entries: Sequence[Entry], root: str, publisher: str) -> str:
    """The feed, newest entry first. ``root``: the site's address, with a trailing slash."""
    ET.register_namespace("", _ATOM)
    top = ET.Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "fr"})
    _add(top, "title", word("partage", "site"))
    _add(top, "subtitle", word("nouveautes", "sous_titre"))
    _add(top, "id", urn("nouveautes.xml"))
    _add(top, "updated", _moment(max(entry.date for entry in entries)))
    _add(_add(top, "author"), "name", publisher or word("partage", "site"))
    _link(top, "self", f"{root}nouveautes.xml", "application/atom+xml")
    _link(top, "alternate", root, "text/html")
    for entry in sorted(entries, key=lambda entry: (entry.date, entry.path), reverse=True):
        own = _add(top, "entry")
        _add(own, "title", entry.title)
        _add(own, "id", urn(entry.path))
        _add(own, "updated", _moment(entry.date))
        _link(own, "alternate", root + entry.path, "text/html")
        _add(own, "summary", entry.summary)
    ET.indent(top, " ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(top, encoding="unicode")}\n'


def _add(parent: ET.Element, name: str, text: str | None = None) -> ET.Element:
    child = ET.SubElement(parent, f"{{{_ATOM}}}{name}")
    child.text = text
    return child


def _link(parent: ET.Element, relation: str, address: str, media: str) -> None:
    ET.SubElement(parent, f"{{{_ATOM}}}link", {"rel": relation, "type": media, "href": address})


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"
