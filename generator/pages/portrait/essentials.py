"""What « L'essentiel », « Spécialités » and « Exposition et approvisionnements » are written from; no French here."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from generator.pages.links import Links
from generator.portrait.analysis import Analysis
from generator.reference.territories import Kind, Territory, france, region

NEAR: Final = 600_000_000
"""Of the exports of a small territory, the overlap in billionths from which others are called similar."""
SOME: Final = 10_000_000
"""Of those of any other: a hundredth."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another territory as a portrait mentions it; ``overlap`` in billionths, ``href`` to its portrait if any."""

    name: str
    subject: str
    overlap: int
    href: str | None
    compare: str | None


def is_small(analysis: Analysis, territory: Territory) -> bool:
    """Whether a territory exports so little that its shares and ranks are left out; never the country."""
    return analysis.is_small and territory.kind is not Kind.FRANCE


def similar(
    territory: Territory, analysis: Analysis, links: Links, comparable: Collection[Territory]
) -> list[Neighbour]:
    """The territories of most similar exports, where these are small only close ones.

    ``comparable``: those that this build can compare.
    """
    return [
        Neighbour(
            name=other.territory.name,
            subject=other.territory.grammar.subject,
            overlap=other.overlap,
            href=links.portrait(other.territory),
            compare=links.compare(territory, other.territory) if other.territory in comparable else None,
        )
        for other in analysis.similar
        if other.overlap >= (NEAR if analysis.is_small else SOME)
    ]


def first_comparison(
    territory: Territory, analysis: Analysis, comparable: Collection[Territory]
) -> Territory | None:
    """What a portrait offers to be compared with: its région, the most similar territory, or France."""
    offered = [other.territory for other in analysis.similar[:1]]
    if territory.shows_region and territory.region_code:
        offered.insert(0, region(territory.region_code))
    if territory.kind is not Kind.FRANCE:
        offered.append(france())
    return next((other for other in offered if other in comparable), None)
