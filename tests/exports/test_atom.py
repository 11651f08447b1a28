"""The feed against what RFC 4287 asks of one."""

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
    assert (top.findtext(f"{ATOM}id") or "").startswith("urn:uuid:")
    assert top.findtext(f"{ATOM}author/{ATOM}name") == "Agence"
    assert [e.findtext(f"{ATOM}title") for e in top.iter(f"{ATOM}entry")] == ["Édition <2024>", "Édition 2023"]
    ids = [e.findtext(f"{ATOM}id") for e in top.iter(f"{ATOM}entry")]
    assert len(set(ids)) == 2
    for element in (top, *top.iter(f"{ATOM}entry")):
        moment = element.findtext(f"{ATOM}updated") or ""
        assert datetime.fromisoformat(moment).tzinfo is not None
        assert element.findtext(f"{ATOM}title")
    assert top.findtext(f"{ATOM}updated") == "2026-11-21T00:00:00Z"
    assert {link.get("rel") for link in top.findall(f"{ATOM}link")} == {"self", "alternate"}


def test_an_entry_keeps_its_identifier_when_the_site_moves() -> None:
    entries = [Entry("2023/", "Édition 2023", "2025-01-31", "…"), Entry("2024/", "…", "2026-11-21", "…")]
    here, there = (
        [e.text for e in ET.fromstring(feed(entries, root, "").encode()).iter(f"{ATOM}id")]
        for root in (ROOT, "https://ailleurs.example/")
    )
    assert here == there
    # published once, these are kept by whoever follows the feed
    assert here[2] == "urn:uuid:6a48b826-4ada-5b21-8a98-1d1a094eed09"
