"""What changed from one time to another: totals, partners and products, a territory's parts, who moves the country."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.portrait.model import BeforeAfter, Totals
from generator.portrait.ranking import Axis
from generator.portrait.series import Quarterly
from generator.portrait.trade import Sums
from generator.reference.direction import Direction
from generator.reference.territories import CustomsUnit, Territory, customs_units, france

BREAK_YEAR = 2022
"""Since January 2022 the trade within the European Union is collected by another survey (EMEBI in place of the DEB)."""


def is_comparable(before: int, after: int) -> bool:
    """Whether a change between two years may be shown: never across ``BREAK_YEAR``."""
    return not before < BREAK_YEAR <= after


def compared(editions: Sequence[Quarterly]) -> tuple[Quarterly, Quarterly] | None:
    """The last two of ``editions`` (the oldest first), where their change may be given in the quarters of the last.

    ``None`` without an edition before, where it lacks one of the quarters (three against four would show a fall that
    never was), and across the break of the collection.
    """
    if len(editions) < 2:
        return None
    before, now = editions[-2:]
    has_quarters = now.quarters and set(now.quarters) <= set(before.quarters)
    return (before, now) if has_quarters and is_comparable(before.year, now.year) else None


MOST = 3
"""How many of the largest rises, and of the largest falls, are listed."""


@dataclass(frozen=True, slots=True)
class Change(BeforeAfter):
    """The value of one code at both times; ``total_eur``: the territory's total before, of this direction. In euros."""

    code: str
    before_eur: int
    after_eur: int
    total_eur: int

    @property
    def points(self) -> Fraction | None:
        """The change over the territory's total before, in fractions of 1; ``None`` where that is zero."""
        return Fraction(self.change_eur, self.total_eur) if self.total_eur else None


@dataclass(frozen=True, slots=True)
class Changes:
    """All codes of value at either time, the largest rise first, ties by code; unchanged ones included."""

    all: tuple[Change, ...]

    @property
    def rises(self) -> tuple[Change, ...]:
        """The largest rises at most, the largest first."""
        return tuple(change for change in self.all[:MOST] if change.change_eur > 0)

    @property
    def falls(self) -> tuple[Change, ...]:
        """The largest falls at most, the largest first."""
        return tuple(change for change in self.contributions if change.change_eur < 0)[:MOST]

    @property
    def contributions(self) -> tuple[Change, ...]:
        """The same, the largest change (up or down) first, ties by code; they add up to the territory's change.

        Limits: they are arithmetic. A product that rises is not the cause of a total that rises, and one consignment
        can make a point of a small territory's change.
        """
        return tuple(sorted(self.all, key=lambda change: (-abs(change.change_eur), change.code)))


@dataclass(frozen=True, slots=True)
class Evolution:
    """A territory at two times; both are years, whole, or the same quarters of two years."""

    before: Totals
    after: Totals
    countries: Mapping[Direction, Changes]
    products: Mapping[Direction, Changes]

    @property
    def has_moved(self) -> bool:
        """Whether the value of any partner or product changed."""
        changes = (*self.countries.values(), *self.products.values())
        return any(change.change_eur for of_one in changes for change in of_one.all)


def evolution(before: Sums, after: Sums) -> Evolution:
    """The changes from one time to another, of the same length."""
    totals = before.totals
    countries, products = (
        {d: _changes(axis.sums(before, d), axis.sums(after, d), totals.of(d)) for d in Direction}
        for axis in (Axis.COUNTRY, Axis.PRODUCT)
    )
    return Evolution(totals, after.totals, countries, products)


def _changes(before: Mapping[str, int], after: Mapping[str, int], total: int) -> Changes:
    found = (Change(c, before.get(c, 0), after.get(c, 0), total) for c in before.keys() | after.keys())
    changes = [change for change in found if change.before_eur or change.after_eur]
    return Changes(tuple(sorted(changes, key=lambda change: (-change.change_eur, change.code))))


@dataclass(frozen=True, slots=True)
class Member:
    """A customs unit's trade in the edition; ``before``: in the same quarters of the year before, or ``None``."""

    unit: CustomsUnit
    totals: Totals
    before: Totals | None


def members(territory: Territory, now: Quarterly, before: Quarterly | None) -> tuple[Member, ...]:
    """The customs units of a région or of France, in the order of their codes.

    They add up to the territory's total, and those before to its total then. ``before``: the year before in the same
    quarters, ``None`` where no change is given. A half of Corsica has no amount before where that year publishes
    Corsica as one.
    """
    units = customs_units(territory, now.departements, before.departements if before else ())

    def totals_before(codes: tuple[str, ...]) -> Totals | None:
        return before.totals_of(codes) if before and before.can_separate(codes) else None

    return tuple(
        Member(unit, now.totals_of(unit.customs_codes), totals_before(unit.customs_codes)) for unit in units
    )


LISTED = 5
"""How many départements are listed each way."""


@dataclass(frozen=True, slots=True)
class Mover(BeforeAfter):
    """A département's value in both years, in euros."""

    territory: Territory
    before_eur: int
    after_eur: int


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
    """The change of each code that the last edition trades, since the one before; empty where none may be given.

    ``places``: the départements, each of the customs' units once; one that the year before has otherwise is left out.
    """
    both = compared(editions)
    if both is None:
        return {}
    quarters = both[1].quarters
    whole = [edition.part(france(), quarters) for edition in both]
    own = {t: [edition.part(t, quarters) for edition in both] for t in places if both[0].has_same(t)}

    def movement(axis: Axis, direction: Direction, code: str) -> Movement:
        before, after = (axis.sums(part, direction)[code] for part in whole)
        movers = [Mover(t, *(axis.sums(part, direction)[code] for part in parts)) for t, parts in own.items()]
        movers.sort(key=lambda mover: (-abs(mover.change_eur), mover.territory.code))
        risers = [mover for mover in movers if mover.change_eur > 0]
        fallers = [mover for mover in movers if mover.change_eur < 0]
        return Movement(before, after, tuple(risers[:LISTED]), tuple(fallers[:LISTED]))

    return {
        (axis, direction, code): movement(axis, direction, code)
        for axis in Axis
        for direction in Direction
        for code in axis.sums(whole[1], direction)
    }
