"""Territoires d'industrie of a territory, by the publication's rule.

Table: ``data/reference/territoires_industrie.csv`` (``departement;id;nom;communes``), one row a Territoire
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
"""Below this number of communes here, a Territoire d'industrie lying mainly elsewhere is left out."""


@dataclass(frozen=True, slots=True)
class IndustryTerritory:
    """A Territoire d'industrie; ``communes`` counts those in the territory at hand."""

    id: str
    name: str
    path: str
    communes: int


@dataclass(frozen=True, slots=True)
class Industry:
    """The Territoires d'industrie of a territory and those the rule leaves out, each in id order."""

    kept: tuple[IndustryTerritory, ...] = ()
    left_out: tuple[IndustryTerritory, ...] = ()


@dataclass(frozen=True, slots=True)
class IndustrySpread:
    """A whole Territoire d'industrie: its communes counted by code of département, and its page's address."""

    id: str
    name: str
    communes: Mapping[str, int]

    @property
    def path(self) -> str:
        """Its address on the site, without slashes at the ends: ``territoires-industrie/ti-8408-roannais``."""
        return f"territoires-industrie/{slugify(f'{self.id} {self.name}')}"


@cache
def industry_spreads() -> tuple[IndustrySpread, ...]:
    """All Territoires d'industrie, in id order."""
    found: defaultdict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for row in read_table("territoires_industrie.csv"):
        found[row["id"], row["nom"]][row["departement"]] = int(row["communes"])
    return tuple(IndustrySpread(*named, communes) for named, communes in sorted(found.items()))


def industry_of(territory: Territory) -> Industry:
    """Those with communes here; fewer than five here and more of them elsewhere are left out. France: none."""
    if territory.kind is Kind.FRANCE:
        return Industry()
    places = departements_of(territory.code) if territory.kind is Kind.REGION else [territory]
    here = {place.code for place in places}
    kept: list[IndustryTerritory] = []
    left_out: list[IndustryTerritory] = []
    for each in industry_spreads():
        inside = sum(n for code, n in each.communes.items() if code in here)
        if not inside:
            continue
        elsewhere = sum(each.communes.values()) - inside
        entry = IndustryTerritory(each.id, each.name, each.path, inside)
        (left_out if inside < MIN_COMMUNES and elsewhere > inside else kept).append(entry)
    return Industry(tuple(kept), tuple(left_out))
