"""The Territoires d'industrie of a territory.

Table: ``data/reference/territoires_industrie.csv`` (``departement;id;nom;communes``), one row per Territoire
d'industrie and département, counted from the official list of 2023-2027.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from generator.reference.tables import read_table
from generator.reference.territories import Kind, Territory, departements_of, slugify

MIN_COMMUNES = 5
"""A Territoire d'industrie with fewer communes here, and more of them elsewhere, is not listed."""


@dataclass(frozen=True, slots=True)
class IndustryTerritory:
    """A Territoire d'industrie; ``communes``: how many by code of département."""

    id: str
    name: str
    communes: Mapping[str, int]

    @property
    def path(self) -> str:
        """Its address on the site, without leading or trailing slash: ``territoires-industrie/ti-8408-roannais``."""
        return f"territoires-industrie/{slugify(f'{self.id} {self.name}')}"


@dataclass(frozen=True, slots=True)
class IndustryPart:
    """The part of a Territoire d'industrie that lies in a territory; ``communes`` counts those in it."""

    id: str
    name: str
    path: str
    communes: int


@dataclass(frozen=True, slots=True)
class Industry:
    """The Territoires d'industrie that a portrait lists, and those below ``MIN_COMMUNES``; both by id."""

    listed: tuple[IndustryPart, ...] = ()
    minor: tuple[IndustryPart, ...] = ()


@cache
def industry_territories() -> tuple[IndustryTerritory, ...]:
    """All Territoires d'industrie, by id."""
    found: defaultdict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for row in read_table("territoires_industrie.csv"):
        found[row["id"], row["nom"]][row["departement"]] = int(row["communes"])
    return tuple(IndustryTerritory(*named, communes) for named, communes in sorted(found.items()))


def industry_of(territory: Territory) -> Industry:
    """The Territoires d'industrie with communes in ``territory``; none for France."""
    if territory.kind is Kind.FRANCE:
        return Industry()
    places = departements_of(territory.code) if territory.kind is Kind.REGION else [territory]
    listed: list[IndustryPart] = []
    minor: list[IndustryPart] = []
    for each in industry_territories():
        inside = sum(each.communes.get(place.code, 0) for place in places)
        if inside:
            elsewhere = sum(each.communes.values()) - inside
            is_minor = inside < MIN_COMMUNES and elsewhere > inside
            (minor if is_minor else listed).append(IndustryPart(each.id, each.name, each.path, inside))
    return Industry(tuple(listed), tuple(minor))
