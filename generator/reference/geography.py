"""Which territories touch, and which follow each other.

Table: ``data/reference/voisins.csv`` (``departement;voisin``, one row a pair), drawn up by the project.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from generator.reference.tables import read_table
from generator.reference.territories import Kind, Territory, departements, regions


@cache
def _touching() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in read_table("voisins.csv"):
        found[row["departement"]].add(row["voisin"])
        found[row["voisin"]].add(row["departement"])
    return {code: frozenset(others) for code, others in found.items()}


def neighbours(territory: Territory) -> tuple[Territory, ...]:
    """The territories of the same kind that touch it, in the order of their codes; none overseas, none for France."""
    if territory.kind is Kind.DEPARTEMENT:
        around = _touching().get(territory.code, frozenset())
        return tuple(d for d in departements() if d.code in around)
    touching = {
        other.region_code
        for own in departements()
        if own.region_code == territory.code
        for other in neighbours(own)
    }
    return tuple(r for r in regions() if r.code in touching and r != territory)


def siblings(territory: Territory) -> tuple[Territory | None, Territory | None]:
    """The départements before and after a département in its région, by code; ``None`` at the ends."""
    if territory.kind is not Kind.DEPARTEMENT or territory.region_code is None:
        return None, None
    members = [d for d in departements() if d.region_code == territory.region_code]
    before = [d for d in members if d.code < territory.code]
    after = [d for d in members if d.code > territory.code]
    return before[-1] if before else None, after[0] if after else None
