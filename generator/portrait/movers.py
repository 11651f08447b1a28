"""Movers: which départements make the country's change of one product's trade, or of the trade with one partner."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.portrait.evolution import is_told
from generator.portrait.rankings import Axis
from generator.portrait.series import Part, Quarterly
from generator.reference.direction import Direction
from generator.reference.territories import Territory, france

LISTED = 5
"""How many départements are listed each way."""


@dataclass(frozen=True, slots=True)
class Mover:
    """A département's value in both years, in euros."""

    territory: Territory
    before_eur: int
    after_eur: int

    @property
    def change_eur(self) -> int:
        """After less before."""
        return self.after_eur - self.before_eur


@dataclass(frozen=True, slots=True)
class Movement:
    """The country's change, in euros, and the départements that rise and fall the most, the largest first.

    Limits: an addition, no cause; what lies under no known département is in the country's amounts only.
    """

    before_eur: int
    after_eur: int
    risers: tuple[Mover, ...]
    fallers: tuple[Mover, ...]

    @property
    def movers(self) -> tuple[Mover, ...]:
        """All that are listed, from the largest rise to the largest fall."""
        return self.risers + self.fallers[::-1]


Movements = Mapping[tuple[Axis, Direction, str], Movement]


def movements(editions: Sequence[Quarterly], places: Iterable[Territory]) -> Movements:
    """The change of each code that the last edition trades, since the one before; the oldest edition first.

    Empty where no change may be told: no edition before, quarters that it lacks, the break of the collection.
    ``places``: the départements, each of the customs' units once; one that the year before told otherwise is left out.
    """
    if len(editions) < 2:
        return {}
    before, now = editions[-2:]
    if not now.held or not set(now.held) <= set(before.held) or not is_told(before.year, now.year):
        return {}

    def parts(territory: Territory) -> tuple[Part, Part]:
        return before.part(territory, now.held), now.part(territory, now.held)

    whole = parts(france())
    own = {t: parts(t) for t in places if before.own(t).customs_codes == t.customs_codes}
    return {
        (axis, direction, code): Movement(
            axis.sums(whole[0], direction)[code], value, *_movers(own, axis, direction, code)
        )
        for axis in Axis
        for direction in Direction
        for code, value in axis.sums(whole[1], direction).items()
    }


def _movers(
    own: Mapping[Territory, tuple[Part, Part]], axis: Axis, direction: Direction, code: str
) -> tuple[tuple[Mover, ...], tuple[Mover, ...]]:
    found = [Mover(t, *(axis.sums(part, direction)[code] for part in parts)) for t, parts in own.items()]
    found.sort(key=lambda mover: (-mover.change_eur, mover.territory.code))
    risers = [mover for mover in found[:LISTED] if mover.change_eur > 0]
    fallers = [mover for mover in found if mover.change_eur < 0]
    fallers.sort(key=lambda mover: (mover.change_eur, mover.territory.code))
    return tuple(risers), tuple(fallers[:LISTED])
