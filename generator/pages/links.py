"""Addresses: links from one page to the others and to its editions, and how it is cited."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import quote

from generator.compute import EditionData
from generator.context import EditionContext
from generator.french.words import curly_apostrophes, word
from generator.reference.territories import Territory


@dataclass(frozen=True, slots=True)
class EditionFolder:
    """An edition of the site: ``folder`` is empty for the newest, ``2023/`` for an older one, frozen."""

    context: EditionContext
    folder: str = ""


def edition_folder(year: int) -> str:
    """The folder of an older edition under the site's root."""
    return f"{year}/"


def edition_folders(data: EditionData, folder: str) -> tuple[EditionFolder, ...]:
    """The edition, which is in ``folder``, and those before it, the newest first.

    A page never names a later edition: it would have to be made again for each one that comes.
    """
    contexts = (one.context for one in reversed(data.earlier))
    older = (EditionFolder(context, edition_folder(context.year)) for context in contexts)
    return (EditionFolder(data.context, folder), *older)


@dataclass(frozen=True, slots=True)
class Links:
    """Makes the relative links of one page: of the home page unless ``at`` names another.

    ``flat``: pages are ``42-loire.html`` (the archive) instead of ``42-loire/index.html``. ``pages``: the territories
    that have a portrait in this build; ``url``: the site's public address; ``folder``: that of the page's
    edition under the site's root (``""`` or ``"2023/"``); ``root``: the path from the page up to the site's root.
    """

    flat: bool
    pages: Collection[Territory]
    url: str = ""
    folder: str = ""
    root: str = ""

    def at(self, path: str) -> Links:
        """The links of the page at ``path`` of the edition, such as ``departements/42-loire``."""
        return replace(self, root="../" * ((self.folder + path).count("/") + (not self.flat)))

    @property
    def suffix(self) -> str:
        """The end of a page's address."""
        return ".html" if self.flat else "/"

    @property
    def edition_root(self) -> str:
        """The path up to the root of the page's own edition."""
        return self.root + self.folder

    @property
    def is_newest(self) -> bool:
        """Whether the page belongs to the newest edition, which is at the site's root."""
        return not self.folder

    def page(self, path: str) -> str:
        """The link to the page at ``path`` of the newest edition."""
        return f"{self.root}{path}{self.suffix}"

    def listing(self, folder: str) -> str:
        """The link to the first page of a folder of the site: ``departements``, ``pays``, ``2023``."""
        return f"{self.root}{folder}/{self._index}"

    def own_listing(self, folder: str) -> str:
        """The link from a page of ``folder`` to the folder's first page."""
        return self.listing(folder) if self.flat else "../"

    def portrait(self, territory: Territory) -> str | None:
        """The link to a portrait of the same edition; ``None`` when this build has no page of it."""
        return f"{self.edition_root}{territory.path}{self.suffix}" if territory in self.pages else None

    def portrait_or_home(self, territory: Territory) -> str:
        """The link to a portrait of the same edition; to the edition's first page when this build has none of it."""
        return self.portrait(territory) or self.edition_root + self._index

    def own_files(self, path: str) -> str:
        """The path from the page at ``path`` to the folder of its files."""
        return f"{_name(path)}/" if self.flat else ""

    def sheet(self, path: str) -> str:
        """The link from the page at ``path`` to its sheet of one side, which is a folder in both forms of the site."""
        return f"{self.own_files(path)}{SHEET}/{self._index}"

    def back_from_sheet(self, path: str) -> str:
        """The link from that sheet to the page at ``path``."""
        return f"../../{_name(path)}.html" if self.flat else "../"

    def compare(self, one: Territory, other: Territory | None = None) -> str:
        """The link to two territories side by side; to the choice of the second without ``other``."""
        second = f"&b={other.key.lower()}" if other else ""
        return f"{self.page('comparer')}?a={one.key.lower()}{second}"

    def exposure(self, territory: Territory, market: str) -> str:
        """The link to what part of the territory's exports goes to ``market``."""
        return f"{self.page('exposition')}?a={territory.key.lower()}&pays={quote(market)}"

    def duty(self, territory: Territory, market: str) -> str:
        """The link to what a duty of ``market`` would touch of the territory's exports."""
        return f"{self.page('droits-de-douane')}?a={territory.key.lower()}&pays={quote(market)}"

    def absolute(self, path: str) -> str:
        """The public address of the page at ``path`` of the edition."""
        return f"{self.url}{self.folder}{path}/"

    def shared_picture(self, territory: Territory) -> str:
        """The public address of the picture that a portrait is shared with: an earlier edition has one for all."""
        return f"{self.absolute(territory.path) if self.is_newest else self.url + self.folder}partage.png"

    def current(self, path: str) -> str:
        """The public address of the page at ``path`` in whichever edition is the newest."""
        return f"{self.url}{path}/"

    def permanent(self, path: str, year: int) -> str:
        """The public address that shows the page at ``path`` as of the edition of ``year``, for ever."""
        return f"{self.url}{edition_folder(year)}{path}/"

    @property
    def _index(self) -> str:
        return "index.html" if self.flat else ""


SHEET = "fiche"
"""The folder of a page's sheet of one side, among its files."""


def _name(path: str) -> str:
    return path.rpartition("/")[2]


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
    key = re.sub(r"[^a-z0-9]+", "-", address.partition("//")[2].lower()).strip("-")
    lines = (f"{name} = {{{value}}}" for name, value in fields.items())
    bibtex = f"@misc{{{key},\n" + ",\n".join(lines) + "\n}"
    return Citation(address, f"{publisher}. {text}" if publisher else text, bibtex)


def _tex(text: str) -> str:
    return "".join(_TEX.get(char, char) for char in text)
