"""Order, ranks and classes of values; which territories trade most in a product or with a country.

The order is by value, descending; ties by code, ascending (REFERENCE.md, « Figures »).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple, TypeVar

from generator.portrait.trade import Scope, Sums
from generator.reference.direction import Direction
from generator.reference.names import CodeNames, Names
from generator.reference.territories import Territory, departements_among, france

Code = TypeVar("Code", bound=str)
Key = TypeVar("Key")

FIRST = 10
"""How many partners and products the balance, the flows, the lists of activities and sentences name."""


def ranked(values: Mapping[Code, int]) -> tuple[Code, ...]:
    """The codes with a non-zero value, largest first, ties by code."""
    return tuple(sorted((code for code, value in values.items() if value), key=lambda c: (-values[c], c)))


class CodeValue(NamedTuple):
    """A product or country, and its value in euros."""

    code: str
    value_eur: int


def largest(values: Mapping[str, int], count: int) -> tuple[CodeValue, ...]:
    """At most the ``count`` largest codes, with their values."""
    return tuple(CodeValue(code, values[code]) for code in ranked(values)[:count])


@dataclass(frozen=True, slots=True)
class Standing:
    """A rank, 1 for the largest value, ``among`` the customs units with a value."""

    rank: int
    among: int


def standings(values: Mapping[Territory, int | Fraction]) -> dict[Territory, Standing]:
    """The standing of each territory with a value: 1 + the number of larger ones; Corsica as one counts once."""
    order = sorted({t.customs_codes: value for t, value in values.items() if value}.values())
    return {
        t: Standing(1 + len(order) - bisect_right(order, value), len(order)) for t, value in values.items() if value
    }


def distinct(territories: Iterable[Territory]) -> tuple[Territory, ...]:
    """The territories in their order, one per customs unit (the first)."""
    first: dict[tuple[str, ...], Territory] = {}
    for territory in territories:
        first.setdefault(territory.customs_codes, territory)
    return tuple(first.values())


def quantile_classes(values: Mapping[Key, int | Fraction], count: int) -> dict[Key, int]:
    """From 1 (smallest values) to ``count``; equal values share a class, the lowest are empty if too few differ."""
    order, steps = sorted(values.values()), sorted(set(values.values()))
    if len(steps) < count:
        return {key: count - len(steps) + 1 + steps.index(value) for key, value in values.items()}
    return {key: 1 + order.index(value) * count // len(order) for key, value in values.items()}


def signed_classes(values: Mapping[Key, int], count: int) -> dict[Key, int]:
    """Classes on both sides of zero: from ``-count`` (largest deficits) to ``count`` (largest surpluses)."""
    above = quantile_classes({key: value for key, value in values.items() if value > 0}, count)
    below = quantile_classes({key: -value for key, value in values.items() if value < 0}, count)
    return {key: above[key] if value > 0 else -below[key] if value < 0 else 0 for key, value in values.items()}


class Axis(StrEnum):
    """The two ways to add up trade: by product or by country."""

    PRODUCT = "product"
    COUNTRY = "country"

    @property
    def other(self) -> Axis:
        """The other axis."""
        return Axis.COUNTRY if self is Axis.PRODUCT else Axis.PRODUCT

    def names_in(self, names: Names) -> CodeNames:
        """The names of the codes of this axis."""
        return names.products if self is Axis.PRODUCT else names.countries

    def sums(self, scope: Sums, direction: Direction) -> Counter[str]:
        """The trade of ``scope`` by product or by country, in euros."""
        return scope.products[direction] if self is Axis.PRODUCT else scope.countries[direction]


LEADING = 5
"""How many of the largest products and countries are listed and ranked."""
Leading = Mapping[Axis, Mapping[Direction, tuple[CodeValue, ...]]]
"""The largest codes of each axis and direction."""


def leading_codes(scope: Sums) -> Leading:
    """At most the ``LEADING`` largest products and countries of each direction."""
    return {axis: {d: largest(axis.sums(scope, d), LEADING) for d in Direction} for axis in Axis}


@dataclass(frozen=True, slots=True)
class Place:
    """A territory's rank for one code and direction; equal values share a rank."""

    territory: Territory
    rank: int
    value_eur: int


@dataclass(frozen=True, slots=True)
class Ranking:
    """National trade in one product or with one country, in one direction, in euros.

    ``value_eur`` is part of the national ``total_eur``; ``rank``: among the codes of the axis, ``None`` without trade.
    ``places``: the départements that trade any, largest first; ``leading``: the largest codes of the other axis.
    """

    value_eur: int
    total_eur: int
    rank: int | None
    places: tuple[Place, ...]
    leading: tuple[CodeValue, ...]


def rankings(scopes: Mapping[Territory, Scope], axis: Axis) -> dict[str, dict[Direction, Ranking]]:
    """The rankings of each code that France trades, by import + export, descending, ties by code.

    ``scopes``: at least France and the départements. Limits: 2A and 2B, where published as one, both show Corsica and
    share its rank; trade under unknown départements counts in the national value only.
    """
    national = scopes[france()]
    values = {direction: axis.sums(national, direction) for direction in Direction}
    departements = {t: scopes[t] for t in departements_among(scopes)}
    places = {direction: _places(departements, axis, direction) for direction in Direction}
    others = national.countries_by_product if axis is Axis.PRODUCT else national.products_by_country
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


def _places(scopes: Mapping[Territory, Scope], axis: Axis, direction: Direction) -> dict[str, tuple[Place, ...]]:
    """The territories that trade in each code, largest first, ties by code."""
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


AHEAD = 2
"""How many of the territories just ahead are named."""


@dataclass(frozen=True, slots=True)
class Rank:
    """A territory's rank for one code in one direction; its value and France's, in euros.

    ``rank``: 1 + the number of territories of its kind that trade more; ``among``: how many trade any, Corsica counted
    once where published as one; ``ahead``: the territories just ahead and their values, the closest last.
    """

    code: str
    value_eur: int
    national_eur: int
    rank: int
    among: int
    ahead: tuple[tuple[Territory, int], ...]


Ranks = Mapping[Axis, Mapping[Direction, tuple[Rank, ...]]]


def top_ranks(peers: Mapping[Territory, Scope], national: Scope) -> dict[Territory, Ranks]:
    """The ranks of the leading codes of each of ``peers``, territories of one kind. ``national``: France's scope."""
    distinct_peers = {territory: peers[territory] for territory in distinct(peers)}
    places = {(axis, d): _places(distinct_peers, axis, d) for axis in Axis for d in Direction}

    def rank(axis: Axis, direction: Direction, code: str, value: int) -> Rank:
        traders, total = places[axis, direction][code], axis.sums(national, direction)[code]
        larger = [(place.territory, place.value_eur) for place in traders if place.value_eur > value]
        return Rank(code, value, total, len(larger) + 1, len(traders), ahead=tuple(larger[-AHEAD:]))

    def ranks(leading: Leading) -> Ranks:
        return {a: {d: tuple(rank(a, d, *each) for each in leading[a][d]) for d in Direction} for a in Axis}

    return {territory: ranks(leading_codes(scope)) for territory, scope in peers.items()}
