"""The feed against what RFC 4287 asks of one."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import datetime

from generator.exports.atom import Entry, feed

ATOM = "{http://www.w3.org/2005/Atom}"
ROOT = "https://portraits.example/sous/"


def test_a_feed_has_what_atom_asks_and_the_newest_entry_first() -> None:
    entries = [
        Entry("2023/", "Édition 2023", "2025-01-31", "A & B"),
        Entry("2024/", "Édition <2024>", "2026-11-21", "…"),
    ]
    top = ET.fromstring(feed(entries, ROOT, "Agence").encode())
    assert top.tag == f"{ATOM}feed"
    assert top.findtext(f"{ATOM}id") == f"{ROOT}nouveautes.xml"
    assert top.findtext(f"{ATOM}author/{ATOM}name") == "Agence"
    assert [e.findtext(f"{ATOM}title") for e in top.iter(f"{ATOM}entry")] == [
        "Édition <2024>",
        "Édition 2023",
    ]
    ids = [e.findtext(f"{ATOM}id") for e in top.iter(f"{ATOM}entry")]
    assert ids == [f"{ROOT}2024/", f"{ROOT}2023/"]
    for element in (top, *top.iter(f"{ATOM}entry")):
        moment = element.findtext(f"{ATOM}updated") or ""
        assert datetime.fromisoformat(moment).tzinfo is not None
        assert element.findtext(f"{ATOM}title")
    assert top.findtext(f"{ATOM}updated") == "2026-11-21T00:00:00Z"
    assert {link.get("rel") for link in top.findall(f"{ATOM}link")} == {"self", "alternate"}
