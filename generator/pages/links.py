"""Links from a page to other pages and editions, its public addresses, and how it is cited."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import quote

from generator.context import EditionContext
from generator.french.words import curly_apostrophes, word
from generator.reference.territories import Territory, slugify


def edition_folder(year: int) -> str:
    """The folder of a frozen edition under the site's root."""
    return f"{year}/"


@dataclass(frozen=True, slots=True)
class Links:
    """The relative links of one page: the home page, unless ``at`` names another.

    ``flat``: pages are ``42-loire.html`` (the archive) instead of ``42-loire/index.html``. ``pages``: the territories
    with a portrait in this build. ``url``: the site's public address. ``folder``: that of the page's edition
    (``""`` or ``"2023/"``). ``root``: the path from the page up to the site's root.
    """

    flat: bool
    pages: Collection[Territory]
    url: str = ""
    folder: str = ""
    root: str = ""

    def at(self, path: str) -> Links:
        """The links of the edition's page at ``path``, such as ``departements/42-loire``."""
        return replace(self, root="../" * ((self.folder + path).count("/") + (not self.flat)))

    @property
    def suffix(self) -> str:
        """The end of a page's address."""
        return ".html" if self.flat else "/"

    @property
    def edition_root(self) -> str:
        """The path up to the root of the page's edition."""
        return self.root + self.folder

    @property
    def is_newest(self) -> bool:
        """Whether the page's edition is the newest, at the site's root."""
        return not self.folder

    def page(self, path: str) -> str:
        """The link to the newest edition's page at ``path``."""
        return f"{self.root}{path}{self.suffix}"

    def listing(self, folder: str) -> str:
        """The link to the index page of a folder: ``departements``, ``pays``, ``2023``."""
        return f"{self.root}{folder}/{self._index}"

    def own_listing(self, folder: str) -> str:
        """The link from a page in ``folder`` to the folder's index page."""
        return self.listing(folder) if self.flat else "../"

    def portrait(self, territory: Territory) -> str | None:
        """The link to a portrait of the same edition, ``None`` if this build has none."""
        return f"{self.edition_root}{territory.path}{self.suffix}" if territory in self.pages else None

    def portrait_or_home(self, territory: Territory) -> str:
        """The link to a portrait of the same edition, or to the edition's index page if this build has none."""
        return self.portrait(territory) or self.edition_root + self._index

    def own_files(self, path: str) -> str:
        """The path from the page at ``path`` to its files."""
        return f"{_name(path)}/" if self.flat else ""

    def sheet(self, path: str) -> str:
        """The link from the page at ``path`` to its A4 sheet, which has a folder in both forms of the site."""
        return f"{self.own_files(path)}{SHEET}/{self._index}"

    def back_from_sheet(self, path: str) -> str:
        """The link from the A4 sheet back to the page at ``path``."""
        return f"../../{_name(path)}.html" if self.flat else "../"

    def compare(self, one: Territory, other: Territory | None = None) -> str:
        """The link that compares two territories; without ``other``, the reader chooses the second."""
        second = f"&b={other.key.lower()}" if other else ""
        return f"{self.page('comparer')}?a={one.key.lower()}{second}"

    def with_market(self, path: str, territory: Territory, market: str) -> str:
        """The link to ``exposition`` or ``droits-de-douane`` with a territory and a market already chosen."""
        return f"{self.page(path)}?a={territory.key.lower()}&pays={quote(market)}"

    def absolute(self, path: str) -> str:
        """The public address of the edition's page at ``path``."""
        return f"{self.url}{self.folder}{path}/"

    def permanent(self, path: str, year: int) -> str:
        """The permanent public address of the page at ``path`` in the edition of ``year``."""
        return f"{self.url}{edition_folder(year)}{path}/"

    @property
    def _index(self) -> str:
        return "index.html" if self.flat else ""


SHEET = "fiche"
"""The folder of a page's A4 sheet, among its files."""


def _name(path: str) -> str:
    return path.rpartition("/")[2]


_TEX: Final = {char: f"\\{char}" for char in "&%$#_{}"} | {"\\": "/", "~": "-", "^": ""}
"""Characters with a meaning in TeX."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference ready to copy, and the permanent address in it."""

    address: str
    text: str
    bibtex: str


def citation(title: str, address: str, edition: EditionContext, publisher: str) -> Citation:
    """The citation of a page, as text and as BibTeX. ``title`` and ``publisher`` (``""``: unknown) are plain."""
    site, title = word("partage", "site"), curly_apostrophes(title)
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
    key = slugify(address.partition("//")[2])
    lines = (f"{name} = {{{value}}}" for name, value in fields.items())
    bibtex = f"@misc{{{key},\n" + ",\n".join(lines) + "\n}"
    return Citation(address, f"{publisher}. {text}" if publisher else text, bibtex)


def _tex(text: str) -> str:
    return "".join(_TEX.get(char, char) for char in text)
