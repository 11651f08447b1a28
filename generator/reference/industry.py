"""The Territoires d'industrie of a territory.

Table: ``data/reference/territoires_industrie.csv`` (``departement;id;nom;communes``), one row per Territoire
d'industrie and département, counted from the official list of 2023-2027.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from generator.reference.tables import read_table
from generator.reference.territories import Kind, Territory, departements_of, slugify

MIN_COMMUNES = 5
"""A Territoire d'industrie with fewer communes here, and more of them elsewhere, is not listed."""


@dataclass(frozen=True, slots=True)
class IndustryTerritory:
    """A Territoire d'industrie, or the part of it in a territory; ``communes``: how many by code of département."""

    id: str
    name: str
    communes: Mapping[str, int]

    @property
    def count(self) -> int:
        """The number of its communes."""
        return sum(self.communes.values())

    @property
    def path(self) -> str:
        """Its address on the site, without leading or trailing slash: ``territoires-industrie/ti-8408-roannais``."""
        return f"territoires-industrie/{slugify(f'{self.id} {self.name}')}"


@dataclass(frozen=True, slots=True)
class Industry:
    """The parts of Territoires d'industrie in a territory by id: ``minor`` ones are not listed on its page."""

    listed: tuple[IndustryTerritory, ...] = ()
    minor: tuple[IndustryTerritory, ...] = ()


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
    codes = {place.code for place in places}
    listed: list[IndustryTerritory] = []
    minor: list[IndustryTerritory] = []
    for each in industry_territories():
        here = {code: count for code, count in each.communes.items() if code in codes}
        if here:
            part = replace(each, communes=here)
            is_minor = part.count < MIN_COMMUNES and each.count - part.count > part.count
            (minor if is_minor else listed).append(part)
    return Industry(tuple(listed), tuple(minor))
