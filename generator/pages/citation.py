"""How a page or a figure is cited: a sentence and BibTeX, with the address that will always show the same figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from generator.context import EditionContext
from generator.french.words import curved, word

_TEX: Final = {char: f"\\{char}" for char in "&%$#_{}"} | {"\\": "/", "~": "-", "^": ""}
"""What TeX would act on."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference ready to copy; ``address``: the permanent one."""

    address: str
    text: str
    bibtex: str


def citation(title: str, address: str, edition: EditionContext, publisher: str) -> Citation:
    """``title``, ``publisher``: plain text; the site's own name stands for a publisher that is not known."""
    site, title = word("partage", "site"), curved(title)
    kind = "edition_demonstration" if edition.demonstration else "edition"
    about = word("citation", kind, site=site, period=edition.period, date=edition.date)
    known = {"title": title, "about": about, "address": address, "licence": edition.source.licence}
    text = word("citation", "texte", **known)
    fields = {
        "author": f"{{{_tex(publisher or site)}}}",
        "title": f"{{{_tex(title)}}}",
        "year": edition.iso_date[:4],
        "note": _tex(f"{about}, {edition.source.licence}"),
        "url": address,
    }
    key = re.sub(r"[^a-z0-9]+", "-", address.partition("//")[2].lower()).strip("-")
    lines = (f"{name} = {{{value}}}" for name, value in fields.items())
    bibtex = f"@misc{{{key},\n" + ",\n".join(lines) + "\n}"
    return Citation(address, f"{publisher}. {text}" if publisher else text, bibtex)


def _tex(text: str) -> str:
    return "".join(_TEX.get(char, char) for char in text)
