"""Addresses: the ways from one page of the site to the others, and what each is called in public."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from urllib.parse import quote

from generator.pages.editions import EditionFolder, EditionLink, edition_folder
from generator.reference.territories import Territory


@dataclass(frozen=True, slots=True)
class Links:
    """The ways from one page: from the home page as long as ``at`` has not said from which.

    ``flat``: pages are ``42-loire.html`` (the archive) instead of ``42-loire/index.html``. ``pages``: the territories
    that have a portrait in this build; ``url``: the site's public address; ``folder``: where the page's edition lies
    under the site's root (``""`` or ``"2023/"``); ``root``: the way from the page up to the site's root.
    """

    flat: bool
    pages: Collection[Territory]
    url: str = ""
    folder: str = ""
    root: str = ""

    def at(self, path: str) -> Links:
        """The ways from the page at ``path`` of the edition, such as ``departements/42-loire``."""
        return replace(self, root="../" * ((self.folder + path).count("/") + (not self.flat)))

    @property
    def suffix(self) -> str:
        """The end of a page's address."""
        return ".html" if self.flat else "/"

    @property
    def edition_root(self) -> str:
        """The way up to the root of the page's own edition."""
        return self.root + self.folder

    @property
    def is_newest(self) -> bool:
        """Whether the page belongs to the newest edition, which is at the site's root."""
        return not self.folder

    def page(self, path: str) -> str:
        """The way to the page at ``path`` of the newest edition."""
        return f"{self.root}{path}{self.suffix}"

    def listing(self, folder: str) -> str:
        """The way to the first page of a folder of the site: ``departements``, ``pays``, ``2023``."""
        return f"{self.root}{folder}/{self._index}"

    def own_listing(self, folder: str) -> str:
        """The way from a page of ``folder`` to the folder's first page."""
        return self.listing(folder) if self.flat else "../"

    def portrait(self, territory: Territory) -> str | None:
        """The way to a portrait of the same edition; ``None`` when this build has no page of it."""
        return f"{self.edition_root}{territory.path}{self.suffix}" if territory in self.pages else None

    def portrait_or_home(self, territory: Territory) -> str:
        """The way to a portrait of the same edition; to the edition's first page when this build has none of it."""
        return self.portrait(territory) or self.edition_root + self._index

    def own_files(self, path: str) -> str:
        """The way from the page at ``path`` to the folder of its files."""
        return f"{_name(path)}/" if self.flat else ""

    def sheet(self, path: str) -> str:
        """The way from the page at ``path`` to its sheet of one side, which is a folder in both forms of the site."""
        return f"{self.own_files(path)}{SHEET}/{self._index}"

    def back_from_sheet(self, path: str) -> str:
        """The way from that sheet to the page at ``path``."""
        return f"../../{_name(path)}.html" if self.flat else "../"

    def compare(self, one: Territory, other: Territory | None = None) -> str:
        """The way to two territories side by side; to the choice of the second without ``other``."""
        second = f"&b={other.key.lower()}" if other else ""
        return f"{self.page('comparer')}?a={one.key.lower()}{second}"

    def duty(self, territory: Territory, market: str) -> str:
        """The way to what a duty of ``market`` would touch of the territory's exports."""
        return f"{self.page('droits-de-douane')}?a={territory.key.lower()}&pays={quote(market)}"

    def absolute(self, path: str) -> str:
        """The public address of the page at ``path`` of the edition."""
        return f"{self.url}{self.folder}{path}/"

    def shared_picture(self, territory: Territory) -> str:
        """The public address of the picture that a portrait is shared with: an earlier edition has one for all."""
        return f"{self.absolute(territory.path) if self.is_newest else self.url + self.folder}partage.png"

    def current(self, path: str) -> str:
        """The public address of the page at ``path`` in whichever edition is the newest."""
        return replace(self, folder="").absolute(path)

    def permanent(self, path: str, year: int) -> str:
        """The public address that shows the page at ``path`` as of the edition of ``year``, for ever."""
        return replace(self, folder=edition_folder(year)).absolute(path)

    def editions(self, path: str, editions: Collection[EditionFolder]) -> list[EditionLink]:
        """The ways to the page at ``path`` in each edition; none when there is one edition only."""
        if len(editions) < 2:
            return []
        return [
            EditionLink(each.context.period, self.page(each.folder + path), each.folder == self.folder)
            for each in editions
        ]

    @property
    def _index(self) -> str:
        return "index.html" if self.flat else ""


SHEET = "fiche"
"""The folder of a page's sheet of one side, among its files."""


def _name(path: str) -> str:
    return path.rpartition("/")[2]
