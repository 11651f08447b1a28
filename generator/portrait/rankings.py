"""Who trades in what, and with whom: rankings of départements and régions, and a territory's place in them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from generator.portrait.evolution import Traded
from generator.portrait.ranking import distinct, ranked, standings
from generator.portrait.trade import Scope
from generator.reference.direction import Direction
from generator.reference.territories import Territory, departements_among, france

LEADING = 5


class Axis(StrEnum):
    """What a page of départements in order is about."""

    PRODUCT = "product"
    COUNTRY = "country"

    def sums(self, scope: Traded, direction: Direction) -> Counter[str]:
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


def rankings(scopes: Mapping[Territory, Scope], axis: Axis) -> dict[str, dict[Direction, Ranking]]:
    """Both directions of each code that the country trades, by import + export, descending, ties by code.

    ``scopes`` hold France and the départements. Limits: the two Corsicas, where published as one, both show Corsica and
    share its rank; what is traded under unknown départements counts in the national value only.
    """
    whole = scopes[france()]
    values = {direction: axis.sums(whole, direction) for direction in Direction}
    places = {direction: _places(scopes, axis, direction) for direction in Direction}
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
    scopes: Mapping[Territory, Scope], axis: Axis, direction: Direction
) -> dict[str, tuple[Place, ...]]:
    by_code: dict[str, dict[Territory, int]] = defaultdict(dict)
    for territory in departements_among(scopes):
        for code, value in axis.sums(scopes[territory], direction).items():
            by_code[code][territory] = value
    found = {}
    for code, values in by_code.items():
        standing = standings(values)
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
        self._lines: dict[tuple[Axis, Direction], dict[str, list[tuple[int, Territory]]]] = {}
        for axis in Axis:
            for direction in Direction:
                lines: defaultdict[str, list[tuple[int, Territory]]] = defaultdict(list)
                for territory in distinct(scopes):
                    for code, value in axis.sums(scopes[territory], direction).items():
                        if value:
                            lines[code].append((-value, territory))
                for line in lines.values():
                    line.sort(key=lambda place: (place[0], place[1].code))
                self._lines[axis, direction] = dict(lines)

    def first(
        self, axis: Axis, direction: Direction, code: str, count: int
    ) -> tuple[tuple[Territory, int], ...]:
        """The territories that trade most of a code, largest first, with their values in euros."""
        return tuple((t, -value) for value, t in self._lines[axis, direction].get(code, [])[:count])

    def ranks(self, scope: Scope, axis: Axis, direction: Direction) -> tuple[Rank, ...]:
        """The ranks of the first codes of ``scope``, the scope of one of the territories; in their order."""
        values, whole = axis.sums(scope, direction), axis.sums(self._national, direction)
        found = []
        for code in ranked(values)[:RANKED]:
            line = self._lines[axis, direction][code]
            larger = bisect_left(line, -values[code], key=lambda place: place[0])
            ahead = line[max(0, larger - AHEAD) : larger]
            found.append(
                Rank(
                    code=code,
                    value_eur=values[code],
                    national_eur=whole[code],
                    rank=larger + 1,
                    among=len(line),
                    ahead=tuple((t, -value) for value, t in ahead),
                )
            )
        return tuple(found)
