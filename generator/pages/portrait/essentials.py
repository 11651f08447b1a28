"""What « L'essentiel », « Spécialités » and « Exposition et approvisionnements » are written from; no French here."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from generator.pages.links import Links
from generator.portrait.analysis import Analysis
from generator.portrait.exposure import EXAMPLE_RATE, duty_eur
from generator.reference.territories import Kind, Territory, france, region

NEAR: Final = 600_000_000
"""Of the exports of a small territory, the overlap in billionths from which others are called similar."""
SOME: Final = 10_000_000
"""Of those of any other: a hundredth."""


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
            rate=EXAMPLE_RATE,
            base_eur=each.value_eur,
            total_eur=each.total_eur,
            duty_eur=duty_eur(each.value_eur, Fraction(EXAMPLE_RATE)),
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
    """The territories of most similar exports, where these are small only close ones.

    ``held``: those this build can compare.
    """
    return [
        Neighbour(
            name=other.territory.name,
            subject=other.territory.grammar.subject,
            overlap=other.overlap,
            href=links.portrait(other.territory),
            compare=links.compare(territory, other.territory) if other.territory in held else None,
        )
        for other in analysis.similar
        if other.overlap >= (NEAR if analysis.is_small else SOME)
    ]


def compared(
    territory: Territory,
    analysis: Analysis,
    links: Links,
    held: Collection[Territory],
) -> list[tuple[str, str]]:
    """The comparisons a portrait offers, as (the other's name with its article, address): région, nearest, France."""
    return [
        (other.grammar.subject, links.compare(territory, other))
        for other in _offered(territory, analysis)
        if other in held
    ]


def _offered(territory: Territory, analysis: Analysis) -> Iterator[Territory]:
    if territory.shows_region and territory.region_code:
        yield region(territory.region_code)
    yield from (other.territory for other in analysis.similar[:1])
    if territory.kind is not Kind.FRANCE:
        yield france()
