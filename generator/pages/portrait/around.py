"""Where a portrait stands: its région, the territories it touches, those before and after it, its other pages."""

from __future__ import annotations

from dataclasses import dataclass

from generator.pages.links import Links
from generator.reference.geography import neighbours, siblings
from generator.reference.industry import IndustryTerritory, industry_path
from generator.reference.territories import Territory, region


@dataclass(frozen=True, slots=True)
class Way:
    """Another territory and the way to its portrait, if this build has one."""

    name: str
    href: str | None


@dataclass(frozen=True, slots=True)
class Around:
    """The ways from one portrait. ``before`` and ``after``: the départements by code in its région."""

    region: Way | None
    neighbours: tuple[Way, ...]
    before: Way | None
    after: Way | None
    links: Links

    def listing(self, folder: str) -> str:
        """The way to the list of portraits in a folder of the site (``departements``, ``regions``, ``2023``)."""
        return self.links.listing(folder)

    def industry(self, territory: IndustryTerritory) -> str:
        """The way to a Territoire d'industrie's page."""
        return self.links.page(industry_path(territory.id, territory.name))


def around(territory: Territory, links: Links) -> Around:
    """What surrounds a territory; without neighbours overseas and for France, with régions for a région."""

    def way(other: Territory) -> Way:
        return Way(other.name, links.portrait(other))

    before, after = siblings(territory)
    return Around(
        region=way(region(territory.region_code)) if territory.region_code else None,
        neighbours=tuple(way(other) for other in neighbours(territory)),
        before=way(before) if before else None,
        after=way(after) if after else None,
        links=links,
    )
