"""Who comes first: order, ranks and classes of values; who trades most of a product, or with a partner.

The order is by value descending, ties by code ascending (REFERENCE.md, « Figures »).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from generator.portrait.trade import Scope, Sums
from generator.reference.direction import Direction
from generator.reference.names import Names
from generator.reference.territories import Territory, departements_among, france

Code = TypeVar("Code", bound=str)

FIRST = 10
"""How many partners and products are named in the balance, the flows and the lists of activities; in sentences too."""


def ranked(values: Mapping[Code, int]) -> tuple[Code, ...]:
    """Codes of non-zero value, largest first, ties by code."""
    return tuple(sorted((code for code, value in values.items() if value), key=lambda c: (-values[c], c)))


def leading(values: Mapping[str, int]) -> tuple[str, ...]:
    """The ``FIRST`` largest codes at most; one without value is never among them."""
    return ranked(values)[:FIRST]


def largest(values: Mapping[str, int], count: int) -> tuple[tuple[str, int], ...]:
    """The ``count`` largest codes at most, each with its value."""
    return tuple((code, values[code]) for code in ranked(values)[:count])


@dataclass(frozen=True, slots=True)
class Standing:
    """``rank`` 1 is the largest; ``among`` those that have a value, the two Corsicas as one if so published."""

    rank: int
    among: int


def standings(values: Mapping[Territory, int | Fraction]) -> dict[Territory, Standing]:
    """The standing of each territory of non-zero value: one more than the number of larger ones, so ties share it.

    The Corse-du-Sud and the Haute-Corse hold one place together where the customs publish them as one.
    """
    places = {t.customs_codes: value for t, value in values.items() if value}
    larger = {
        value: rank for rank, value in reversed(list(enumerate(sorted(places.values(), reverse=True), 1)))
    }
    return {t: Standing(larger[value], len(places)) for t, value in values.items() if value}


def distinct(territories: Iterable[Territory]) -> tuple[Territory, ...]:
    """The territories, each of the customs' units once (the first that shows it)."""
    return tuple({t.customs_codes: t for t in reversed(list(territories))}.values())[::-1]


Key = TypeVar("Key")


def quantile_classes(values: Mapping[Key, int | Fraction], count: int) -> dict[Key, int]:
    """The class of each key, 1 for the smallest values to ``count``; equal values are in the same class.

    With fewer different values than ``count``, the last classes are used and the first are left empty.
    """
    order = sorted(values.values())
    spread = len(set(order))
    if spread < count:
        steps = sorted(set(order))
        return {key: count - spread + 1 + steps.index(value) for key, value in values.items()}
    first = {value: place for place, value in reversed(list(enumerate(order)))}
    return {key: 1 + first[value] * count // len(order) for key, value in values.items()}


def signed_classes(values: Mapping[Key, int], count: int) -> dict[Key, int]:
    """Classes on both sides of zero: ``-count`` (largest deficits) to ``count`` (largest surpluses), 0 for zero."""
    above = quantile_classes({key: value for key, value in values.items() if value > 0}, count)
    below = quantile_classes({key: -value for key, value in values.items() if value < 0}, count)
    return {
        key: above[key] if value > 0 else -below[key] if value < 0 else 0 for key, value in values.items()
    }


class Axis(StrEnum):
    """The two codes of a flow: trade is added up by the one or by the other."""

    PRODUCT = "product"
    COUNTRY = "country"

    @property
    def other(self) -> Axis:
        """The axis of a flow's other code."""
        return Axis.COUNTRY if self is Axis.PRODUCT else Axis.PRODUCT

    def name_of(self, code: str, names: Names) -> str:
        """The name of one of its codes."""
        return names.product(code) if self is Axis.PRODUCT else names.country(code)

    def sums(self, scope: Sums, direction: Direction) -> Counter[str]:
        """The scope's euros by product, or by country."""
        return scope.products[direction] if self is Axis.PRODUCT else scope.countries[direction]


LEADING = 5


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


def rankings(scopes: Mapping[Territory, Scope], axis: Axis) -> dict[str, dict[Direction, Ranking]]:
    """Both directions of each code that the country trades, by import + export, descending, ties by code.

    ``scopes`` hold France and the départements. Limits: the two Corsicas, where published as one, both show Corsica and
    share its rank; what is traded under unknown départements counts in the national value only.
    """
    whole = scopes[france()]
    values = {direction: axis.sums(whole, direction) for direction in Direction}
    departements = {t: scopes[t] for t in departements_among(scopes)}
    places = {direction: _places(departements, axis, direction) for direction in Direction}
    others = whole.countries_by_product if axis is Axis.PRODUCT else whole.products_by_country
    ranks = {d: {code: rank for rank, code in enumerate(ranked(values[d]), start=1)} for d in Direction}
    return {
        code: {
            direction: Ranking(
                value_eur=values[direction][code],
                total_eur=values[direction].total(),
                rank=ranks[direction].get(code),
                places=places[direction].get(code, ()),
                leading=largest(others[direction].get(code, {}), LEADING),
            )
            for direction in Direction
        }
        for code in ranked(values[Direction.EXPORT] + values[Direction.IMPORT])
    }


def _places(
    scopes: Mapping[Territory, Scope], axis: Axis, direction: Direction
) -> dict[str, tuple[Place, ...]]:
    """The territories that trade each code, largest first, ties by code."""
    by_code: dict[str, dict[Territory, int]] = defaultdict(dict)
    for territory, scope in scopes.items():
        for code, value in axis.sums(scope, direction).items():
            by_code[code][territory] = value
    places = {}
    for code, values in by_code.items():
        standing = standings(values)
        order = sorted(standing, key=lambda t: (standing[t].rank, t.code))
        places[code] = tuple(Place(t, standing[t].rank, values[t]) for t in order)
    return places


RANKED = 5
"""How many of a territory's first products, and of its first partners, are ranked."""
AHEAD = 2
"""How many of those just before it are named."""


@dataclass(frozen=True, slots=True)
class Rank:
    """One code in one direction, in euros: the territory's value, and France's.

    ``rank``: one more than the number of territories of its kind that trade more of it; ``among``: those that trade
    any, Corsica once where it is published as one; ``ahead``: those just before it, the nearest last.
    """

    code: str
    value_eur: int
    national_eur: int
    rank: int
    among: int
    ahead: tuple[tuple[Territory, int], ...]


class Peers:
    """Territories of one kind, in order for each code, direction and axis: by value descending, ties by code."""

    def __init__(self, scopes: Mapping[Territory, Scope], national: Scope) -> None:
        """``scopes``: of the territories of one kind; ``national``: France's."""
        self._national = national
        own = {territory: scopes[territory] for territory in distinct(scopes)}
        self._places = {(axis, d): _places(own, axis, d) for axis in Axis for d in Direction}

    def ranks(self, scope: Scope, axis: Axis, direction: Direction) -> tuple[Rank, ...]:
        """The ranks of the first codes of ``scope``, the scope of one of the territories; in their order."""
        values, whole = axis.sums(scope, direction), axis.sums(self._national, direction)
        ranks = []
        for code in ranked(values)[:RANKED]:
            places = self._places[axis, direction][code]
            larger = [(p.territory, p.value_eur) for p in places if p.value_eur > values[code]]
            rank = Rank(
                code, values[code], whole[code], len(larger) + 1, len(places), ahead=tuple(larger[-AHEAD:])
            )
            ranks.append(rank)
        return tuple(ranks)
