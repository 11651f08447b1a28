"""Ranks: where a territory stands among those of its kind for each of its first products and partners."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from generator.portrait.ranking import ranked
from generator.portrait.rankings import Axis
from generator.portrait.standing import distinct
from generator.portrait.trade import Scope
from generator.reference.direction import Direction
from generator.reference.territories import Territory

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

    def __init__(self, scopes: Mapping[Territory, Scope], national: Scope, *, corsica_is_one: bool) -> None:
        """``scopes``: of the territories of one kind; ``national``: France's."""
        self._national = national
        self._lines: dict[tuple[Axis, Direction], dict[str, list[tuple[int, Territory]]]] = {}
        for axis in Axis:
            for direction in Direction:
                lines: defaultdict[str, list[tuple[int, Territory]]] = defaultdict(list)
                for territory in distinct(scopes, corsica_is_one=corsica_is_one):
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
