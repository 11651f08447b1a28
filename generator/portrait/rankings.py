"""Who trades in what, and with whom: the départements in order for each product and for each partner country."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from generator.portrait.ranking import ranked
from generator.portrait.standing import standings
from generator.portrait.trade import Scope
from generator.reference.direction import Direction
from generator.reference.territories import Territory, departements, france

LEADING = 5


class Axis(StrEnum):
    """What a page of départements in order is about."""

    PRODUCT = "product"
    COUNTRY = "country"

    def sums(self, scope: Scope, direction: Direction) -> Counter[str]:
        """The scope's euros by product, or by country."""
        return scope.by_product(direction) if self is Axis.PRODUCT else scope.by_country(direction)


@dataclass(frozen=True, slots=True)
class Place:
    """A département's place for one code and direction, in euros; places of the same value share their rank."""

    territory: Territory
    rank: int
    value_eur: int


@dataclass(frozen=True, slots=True)
class Ranking:
    """One code (product or country) in one direction; euros.

    ``value_eur`` of the country's ``total_eur``, ``rank`` among the codes of the same axis (``None`` without value);
    ``places``: the départements of non-zero value, largest first; ``leading``: the first codes of the other axis.
    """

    value_eur: int
    total_eur: int
    rank: int | None
    places: tuple[Place, ...]
    leading: tuple[tuple[str, int], ...]


def rankings(
    scopes: Mapping[Territory, Scope], axis: Axis, *, corsica_is_one: bool
) -> dict[str, dict[Direction, Ranking]]:
    """Both directions of each code that the country trades, by import + export, descending, ties by code.

    ``scopes`` hold France and the départements. Limits: the two Corsicas, where published as one, both show Corsica and
    share its rank; what is traded under unknown départements counts in the national value only.
    """
    whole = scopes[france()]
    values = {direction: axis.sums(whole, direction) for direction in Direction}
    places = {
        direction: _places(scopes, axis, direction, corsica_is_one=corsica_is_one) for direction in Direction
    }
    leading = {direction: _leading(whole, axis, direction) for direction in Direction}
    ranks = {d: {code: rank for rank, code in enumerate(ranked(values[d]), start=1)} for d in Direction}
    return {
        code: {
            direction: Ranking(
                value_eur=values[direction][code],
                total_eur=values[direction].total(),
                rank=ranks[direction].get(code),
                places=places[direction].get(code, ()),
                leading=leading[direction].get(code, ()),
            )
            for direction in Direction
        }
        for code in ranked(values[Direction.EXPORT] + values[Direction.IMPORT])
    }


def _places(
    scopes: Mapping[Territory, Scope], axis: Axis, direction: Direction, *, corsica_is_one: bool
) -> dict[str, tuple[Place, ...]]:
    by_code: dict[str, dict[Territory, int]] = defaultdict(dict)
    for territory in departements():
        for code, value in axis.sums(scopes[territory], direction).items():
            by_code[code][territory] = value
    found = {}
    for code, values in by_code.items():
        standing = standings(values, corsica_is_one=corsica_is_one)
        order = sorted(standing, key=lambda t: (standing[t].rank, t.code))
        found[code] = tuple(Place(t, standing[t].rank, values[t]) for t in order)
    return found


def _leading(whole: Scope, axis: Axis, direction: Direction) -> dict[str, tuple[tuple[str, int], ...]]:
    by_code: dict[str, dict[str, int]] = defaultdict(dict)
    for (product, country), value in whole.cells[direction].items():
        code, other = (product, country) if axis is Axis.PRODUCT else (country, product)
        by_code[code][other] = value
    return {
        code: tuple((other, others[other]) for other in ranked(others)[:LEADING])
        for code, others in by_code.items()
    }
