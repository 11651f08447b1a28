"""The page « Approvisionnements »: for each product, the départements whose imports of it are concentrated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from generator.french.templates import escaped
from generator.pages.links import Links
from generator.portrait.analysis import Analysis
from generator.portrait.sourcing import Sourcing
from generator.portrait.standing import distinct
from generator.reference.names import Names
from generator.reference.territories import Territory, departements, france, region


@dataclass(frozen=True, slots=True)
class Place:
    """A département where the product is to be watched; ``country``: its first origin there, escaped."""

    name: str
    href: str | None
    country: Markup
    from_country_eur: int
    value_eur: int


@dataclass(frozen=True, slots=True)
class Row:
    """A product: in how many départements it is concentrated, and to be watched (the customs' units counted once).

    ``places``: where it is to be watched, largest imports first; ``nation``: the country's own, ``None`` where it is
    not concentrated there. ``name`` is escaped.
    """

    name: Markup
    concentrated: int
    watched: int
    places: tuple[Place, ...]
    nation: Sourcing | None


def sourcing_page(
    analyses: Mapping[Territory, Analysis],
    names: Names,
    links: Links,
    *,
    corsica_is_one: bool,
    fine: bool = False,
) -> list[Row]:
    """The products that are concentrated in a département at least, those watched in most first, ties by code.

    ``fine``: CPF4 classes in place of A129 products, and only those that are watched somewhere: they are hundreds.
    ``links``: the home page's.
    """
    naming = names.subproduct if fine else names.short_product
    sourcing = {t: found.fine_sourcing if fine else found.sourcing for t, found in analyses.items()}
    here = links.at("approvisionnements")
    held: dict[str, list[tuple[Territory, Sourcing]]] = defaultdict(list)
    for territory in departements():
        for each in sourcing[territory]:
            held[each.product_code].append((territory, each))
    nation = {each.product_code: each for each in sourcing[france()]}

    def count(territories: list[Territory]) -> int:
        return len(distinct(territories, corsica_is_one=corsica_is_one))

    rows = {}
    for code, found in held.items():
        watched = sorted((t for t in found if t[1].is_watched), key=lambda t: (-t[1].value_eur, t[0].code))
        once = distinct([t for t, _ in watched], corsica_is_one=corsica_is_one)
        rows[code] = Row(
            name=escaped(naming(code)),
            concentrated=count([t for t, _ in found]),
            watched=count([t for t, _ in watched]),
            places=tuple(
                Place(
                    _place_name(t, corsica_is_one=corsica_is_one),
                    here.portrait(t),
                    escaped(names.short_country(each.country_code)),
                    each.from_country_eur,
                    each.value_eur,
                )
                for t, each in watched
                if t in once
            ),
            nation=nation.get(code),
        )
    order = sorted(rows, key=lambda code: (-rows[code].watched, -rows[code].concentrated, code))
    return [rows[code] for code in order if rows[code].watched or not fine]


def _place_name(territory: Territory, *, corsica_is_one: bool) -> str:
    """Its name, and Corsica's for the one of its halves that stands for both."""
    if territory.shows_corsica(corsica_is_one) and territory.region_code:
        return region(territory.region_code).name
    return territory.name
