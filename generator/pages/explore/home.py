"""The home page: the search field and the map first, then findings, the first products and partners, all portraits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from generator.french.formatting import BILLIONS, Unit, unit_for
from generator.pages.environment import render
from generator.pages.explore.map import departement_map
from generator.pages.explore.measures import home_measures
from generator.pages.explore.topic import Explored
from generator.pages.links import Links
from generator.portrait.analysis import SMALL_EXPORTS
from generator.portrait.model import Totals
from generator.portrait.ranking import Axis, distinct, ranked
from generator.portrait.trade import Scope
from generator.reference.direction import Direction
from generator.reference.names import Names
from generator.reference.territories import (
    Territory,
    departements_among,
    departements_of,
    france,
    regions_by_name,
)

Scopes = Mapping[Territory, Scope]

FIRST_ROWS = 5
"""Products, clients and suppliers shown as bars."""
BOOKED_BY_CONVENTION = frozenset({"B06Z", "D35A", "D35B"})
"""Gas and electricity, which the customs book to Paris whoever sells them: no finding about a département."""
SOLD_TO, BOUGHT_FROM = "US", "CN"
"""The partners whose most exposed département is named."""


@dataclass(frozen=True, slots=True)
class HomeFinding:
    """What stands out among the départements. ``kind`` chooses the sentence; either a share or an amount in euros.

    ``subject``: the product or the country that it is about, untrusted.
    """

    kind: str
    territory: Territory
    value_eur: int
    whole_eur: int = 0
    subject: str = ""


def home_page(found: Explored, links: Links) -> str:
    """The Markdown of the home page. ``links``: those of the home page."""
    data = found.data
    groups = [(r, [d for d in departements_of(r.code) if d in data.pages]) for r in regions_by_name()]
    values = {
        "edition": data.context,
        "france": data.portraits[france()],
        "map": departement_map(home_measures(data), links, data.context, table=True),
        "findings": list(home_findings(data.scopes, data.names)),
        "bars": _bars(found, links),
        "unit": _unit(data.portraits[france()].totals),
        "counts": {axis: len(topics) for axis, topics in found.topics.items()},
        "groups": [(region, members) for region, members in groups if members],
        "links": links,
        "portraits_count": len(data.pages),
    }
    return render("home.md.j2", values)


def _unit(totals: Totals) -> Unit:
    """One unit for all amounts of the page, so that they can be compared."""
    largest = max(totals.export_eur, totals.import_eur)
    return BILLIONS if largest >= 10 * 10**9 else unit_for(largest)


def home_findings(scopes: Scopes, names: Names) -> Iterator[HomeFinding]:
    """The four findings, those that the edition has. The rule, which the page states: the largest of its kind.

    Only départements that trade at least ``SMALL_EXPORTS`` in the direction are looked at, and a product that they
    export for as much; Corse published as one is looked at once. Ties by code.
    """
    units = distinct(departements_among(scopes))
    sold = {t: scopes[t] for t in units if scopes[t].totals.export_eur >= SMALL_EXPORTS}
    bought = {t: scopes[t] for t in units if scopes[t].totals.import_eur >= SMALL_EXPORTS}
    national = scopes[france()].products[Direction.EXPORT]
    shares = {
        (t, code): (value, national[code])
        for t, scope in sold.items()
        for code, value in scope.products[Direction.EXPORT].items()
        if value >= SMALL_EXPORTS and code not in BOOKED_BY_CONVENTION
    }
    if shares:
        (territory, code), (value, whole) = max(shares.items(), key=lambda each: Fraction(*each[1]))
        yield HomeFinding("product", territory, value, whole, names.short_product(code))
    for kind, peers, direction, market in (
        ("sold_to", sold, Direction.EXPORT, SOLD_TO),
        ("bought_from", bought, Direction.IMPORT, BOUGHT_FROM),
    ):
        parts = {t: (s.countries[direction][market], s.totals.of(direction)) for t, s in peers.items()}
        if any(value for value, _ in parts.values()):
            territory, (value, whole) = max(parts.items(), key=lambda each: Fraction(*each[1]))
            name = names.country_forms(market)
            yield HomeFinding(kind, territory, value, whole, name.inside if kind == "sold_to" else name.of)
    surpluses = {t: scope.totals.balance_eur for t, scope in sold.items() if scope.totals.balance_eur > 0}
    if surpluses:
        territory, value = max(surpluses.items(), key=lambda each: each[1])
        yield HomeFinding("surplus", territory, value)


def _bars(found: Explored, links: Links) -> dict[str, list[tuple[str, int, str | None]]]:
    """The first products, clients and suppliers: names, euros, the ways to the pages of those that have one."""
    national, names = found.data.scopes[france()], found.data.names

    def first(axis: Axis, direction: Direction) -> list[tuple[str, int, str | None]]:
        topics, values = found.topics[axis], axis.sums(national, direction)
        named = names.short_product if axis is Axis.PRODUCT else names.short_country
        return [
            (named(code), values[code], links.page(topics[code].path) if code in topics else None)
            for code in ranked(values)[:FIRST_ROWS]
        ]

    return {
        "products": first(Axis.PRODUCT, Direction.EXPORT),
        "clients": first(Axis.COUNTRY, Direction.EXPORT),
        "suppliers": first(Axis.COUNTRY, Direction.IMPORT),
    }
