"""What « L'essentiel », « Spécialités » and « Exposition et approvisionnements » are written from; no French here."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final
from urllib.parse import quote

from generator.portrait.analysis import Analysis
from generator.portrait.duty import duty_eur
from generator.reference.territories import Kind, Territory, france, region

RATE: Final = 10
"""The rate in percent that a portrait speaks of."""


@dataclass(frozen=True, slots=True)
class Links:
    """The ways from one portrait to the others and to the page that compares two.

    ``root`` leads from the portrait to the site's root; ``flat``: pages are files instead of folders (the archive);
    ``folder``: where the portrait's edition lies under the root.
    """

    root: str
    flat: bool
    pages: Collection[Territory]
    folder: str = ""

    def portrait(self, territory: Territory) -> str | None:
        """The way to a portrait; ``None`` when this build has no page of it."""
        suffix = ".html" if self.flat else "/"
        return f"{self.root}{self.folder}{territory.path}{suffix}" if territory in self.pages else None

    def page(self, path: str, *, is_list: bool = False) -> str:
        """The way to a page that is no portrait; ``is_list``: the first page of the folder ``path``."""
        suffix = "/" if not self.flat else "/index.html" if is_list else ".html"
        return f"{self.root}{path}{suffix}"

    def compare(self, one: Territory, other: Territory | None = None) -> str:
        """The way to the two territories side by side; to the choice of the second without ``other``."""
        page = "comparer.html" if self.flat else "comparer/"
        second = f"&b={other.key.lower()}" if other else ""
        return f"{self.root}{page}?a={one.key.lower()}{second}"

    def duty(self, territory: Territory, market: str) -> str:
        """The way to what a duty of that market would touch, with the territory chosen."""
        page = "droits-de-douane.html" if self.flat else "droits-de-douane/"
        return f"{self.root}{page}?a={territory.key.lower()}&pays={quote(market)}"


@dataclass(frozen=True, slots=True)
class Duty:
    """Exports to a market and what a duty of ``rate`` percent would take of them, in euros."""

    market: str
    is_first: bool
    rate: int
    base_eur: int
    total_eur: int
    duty_eur: int


def duties(analysis: Analysis) -> list[Duty]:
    """What a duty would touch on the first market outside the European Union, and on the first market of all."""
    found = analysis.outside
    return [
        Duty(
            market=each.market,
            is_first=bool(each.value_eur) and each is found[0],
            rate=RATE,
            base_eur=each.value_eur,
            total_eur=each.total_eur,
            duty_eur=duty_eur(each.value_eur, Fraction(RATE)),
        )
        for each in found
    ]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another territory as a portrait speaks of it; ``overlap`` in billionths, ``href`` to its portrait if any."""

    name: str
    subject: str
    overlap: int
    href: str | None
    compare: str | None


def similar(
    territory: Territory, analysis: Analysis, links: Links, held: Collection[Territory]
) -> list[Neighbour]:
    """The territories of most similar exports. ``held``: those this build can compare."""
    return [
        Neighbour(
            name=other.territory.name,
            subject=other.territory.grammar.subject,
            overlap=other.overlap,
            href=links.portrait(other.territory),
            compare=links.compare(territory, other.territory) if other.territory in held else None,
        )
        for other in analysis.similar
    ]


def compared(
    territory: Territory,
    analysis: Analysis,
    links: Links,
    held: Collection[Territory],
    *,
    corsica_is_one: bool,
) -> list[tuple[str, str]]:
    """The comparisons a portrait offers, as (the other's name with its article, address): région, nearest, France."""
    return [
        (other.grammar.subject, links.compare(territory, other))
        for other in _offered(territory, analysis, corsica_is_one=corsica_is_one)
        if other in held
    ]


def _offered(territory: Territory, analysis: Analysis, *, corsica_is_one: bool) -> Iterator[Territory]:
    if territory.shows_region(corsica_is_one) and territory.region_code:
        yield region(territory.region_code)
    yield from (other.territory for other in analysis.similar[:1])
    if territory.kind is not Kind.FRANCE:
        yield france()
