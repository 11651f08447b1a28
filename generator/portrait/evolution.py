"""Changes between two periods: totals, partners and products, customs units, départements behind national changes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.context import period_in_sentence, period_name
from generator.edition import QUARTERS, is_whole_year
from generator.french.formatting import tenths_of
from generator.portrait.model import BeforeAfter, TotalChange, Totals, largest_changes
from generator.portrait.ranking import Axis
from generator.portrait.series import Quarterly
from generator.portrait.trade import Sums
from generator.reference.direction import Direction
from generator.reference.territories import CustomsUnit, Territory, customs_units, france

BREAK_YEAR = 2022
"""Since January 2022, trade within the EU has been collected by another survey (EMEBI instead of DEB)."""


def is_comparable(before: int, after: int) -> bool:
    """Whether two years can be compared: never across ``BREAK_YEAR``."""
    return not before < BREAK_YEAR <= after


def comparable_pair(editions: Sequence[Quarterly]) -> tuple[Quarterly, Quarterly] | None:
    """The last two of ``editions`` (oldest first), if they can be compared over the quarters of the last.

    ``None`` without a previous edition, if it lacks one of the quarters (three against four would show a false fall),
    and across the break of the collection.
    """
    if len(editions) < 2:
        return None
    before, now = editions[-2:]
    has_quarters = now.quarters and set(now.quarters) <= set(before.quarters)
    return (before, now) if has_quarters and is_comparable(before.year, now.year) else None


LARGEST = 3
"""The maximum number of rises, and of falls, that are listed."""


@dataclass(frozen=True, slots=True)
class Change(BeforeAfter):
    """The value of one code in both periods, in euros; ``total_eur``: the territory's total in the first."""

    code: str
    before_eur: int
    after_eur: int
    total_eur: int

    @property
    def points(self) -> Fraction | None:
        """The change / the territory's total before, a fraction of 1; ``None`` for a total of zero."""
        return Fraction(self.change_eur, self.total_eur) if self.total_eur else None

    @property
    def tenths(self) -> int:
        """The same in whole tenths of a percentage point; the total is not zero."""
        return tenths_of(self.change_eur, self.total_eur)


@dataclass(frozen=True, slots=True)
class Changes:
    """All codes traded in either period, unchanged ones included: the largest rise first, ties by code."""

    all: tuple[Change, ...]

    @property
    def rises(self) -> tuple[Change, ...]:
        """At most ``LARGEST`` rises, the largest first."""
        return tuple(change for change in self.all[:LARGEST] if change.change_eur > 0)

    @property
    def falls(self) -> tuple[Change, ...]:
        """At most ``LARGEST`` falls, the largest first."""
        return tuple(change for change in self.contributions if change.change_eur < 0)[:LARGEST]

    @property
    def contributions(self) -> tuple[Change, ...]:
        """All codes, the largest change (up or down) first, ties by code; they add up to the territory's change.

        Limits: arithmetic, not causes; a single consignment can account for a point of a small territory's change.
        """
        return tuple(sorted(self.all, key=lambda change: (-abs(change.change_eur), change.code)))


@dataclass(frozen=True, slots=True)
class Evolution:
    """A territory's trade in two ``years``, in the same ``quarters`` of both: all four or fewer."""

    before: Totals
    after: Totals
    countries: Mapping[Direction, Changes]
    products: Mapping[Direction, Changes]
    years: tuple[int, int]
    quarters: tuple[int, ...]

    @property
    def has_moved(self) -> bool:
        """Whether the value of any partner or product changed."""
        changes = (*self.countries.values(), *self.products.values())
        return any(change.change_eur for of_one in changes for change in of_one.all)

    @property
    def is_whole(self) -> bool:
        """Whether whole years are compared."""
        return is_whole_year(self.quarters)

    @property
    def is_year_on_year(self) -> bool:
        """Whether the years follow each other."""
        return self.years[1] - self.years[0] == 1

    @property
    def since(self) -> str:
        """The earlier period: ``2023``, ``1er, 2e trimestres 2023``."""
        return period_name(self.years[0], [self.quarters])

    @property
    def period(self) -> str:
        """The later period."""
        return period_name(self.years[1], [self.quarters])

    @property
    def in_period(self) -> str:
        """The same in a sentence: ``en 2024``, ``au premier semestre 2024``."""
        return period_in_sentence("dans", self.years[1], self.quarters)

    @property
    def compared_with(self) -> str:
        """The earlier period in a sentence: ``à 2023``, ``au premier semestre 2023``."""
        return period_in_sentence("a", self.years[0], self.quarters)


def evolution(before: Sums, after: Sums, years: tuple[int, int], quarters: tuple[int, ...] = QUARTERS) -> Evolution:
    """The changes between the same ``quarters`` of two years."""
    totals = before.totals
    countries, products = (
        {d: _changes(axis.sums(before, d), axis.sums(after, d), totals.of(d)) for d in Direction}
        for axis in (Axis.COUNTRY, Axis.PRODUCT)
    )
    return Evolution(totals, after.totals, countries, products, years, quarters)


def _changes(before: Mapping[str, int], after: Mapping[str, int], total: int) -> Changes:
    found = (Change(c, before.get(c, 0), after.get(c, 0), total) for c in before.keys() | after.keys())
    changes = [change for change in found if change.before_eur or change.after_eur]
    return Changes(tuple(sorted(changes, key=lambda change: (-change.change_eur, change.code))))


def evolutions(editions: Sequence[Quarterly], places: Iterable[Territory]) -> dict[Territory, Evolution]:
    """The evolution, between the last two editions if they can be compared, of the ``places`` with the same scope."""
    pair = comparable_pair(editions)
    if pair is None:
        return {}
    before, now = pair
    years, quarters = (before.year, now.year), now.quarters
    return {
        t: evolution(before.sums(t, quarters), now.sums(t, quarters), years, quarters)
        for t in places
        if before.has_same_scope(t, now)
    }


@dataclass(frozen=True, slots=True)
class Member:
    """A customs unit's trade in the edition; ``before``: in the same quarters of the year before, if known."""

    unit: CustomsUnit
    totals: Totals
    before: Totals | None


def members(territory: Territory, now: Quarterly, before: Quarterly | None) -> tuple[Member, ...]:
    """The customs units of a région or of France, in the order of their codes; they add up to its total.

    ``before``: the year before in the same quarters, ``None`` if it cannot be compared. 2A and 2B have no amount before
    if that year publishes Corsica as one.
    """
    units = customs_units(territory, now.departements, before.departements if before else ())

    def totals_before(codes: tuple[str, ...]) -> Totals | None:
        return before.totals_of(codes) if before and before.can_separate(codes) else None

    return tuple(Member(unit, now.totals_of(unit.customs_codes), totals_before(unit.customs_codes)) for unit in units)


LISTED = 5
"""The maximum number of rising, and of falling, départements that are listed."""


@dataclass(frozen=True, slots=True)
class Movement:
    """The national change, in euros, and the départements that rise and fall most, the largest first.

    Limits: arithmetic, not causes; trade under unknown départements is in the national amounts only.
    """

    before_eur: int
    after_eur: int
    risers: tuple[TotalChange, ...]
    fallers: tuple[TotalChange, ...]

    @property
    def movers(self) -> tuple[TotalChange, ...]:
        """All listed départements, from the largest rise to the largest fall."""
        return self.risers + self.fallers[::-1]


def movements(
    editions: Sequence[Quarterly], places: Iterable[Territory]
) -> dict[tuple[Axis, Direction, str], Movement]:
    """The change of each code of the last edition since the one before; empty if they cannot be compared.

    ``places``: the départements in the order of their codes, one per customs unit; those whose scope has changed are
    omitted.
    """
    pair = comparable_pair(editions)
    if pair is None:
        return {}
    before_year, year = pair
    national = [edition.sums(france(), year.quarters) for edition in pair]
    same = [t for t in places if before_year.has_same_scope(t, year)]
    parts = {t: [edition.sums(t, year.quarters) for edition in pair] for t in same}

    def movement(axis: Axis, direction: Direction, code: str) -> Movement:
        before, after = (axis.sums(part, direction)[code] for part in national)
        movers = largest_changes(
            TotalChange(t, direction, *(axis.sums(part, direction)[code] for part in own)) for t, own in parts.items()
        )
        risers = [mover for mover in movers if mover.change_eur > 0]
        fallers = [mover for mover in movers if mover.change_eur < 0]
        return Movement(before, after, tuple(risers[:LISTED]), tuple(fallers[:LISTED]))

    return {
        (axis, direction, code): movement(axis, direction, code)
        for axis in Axis
        for direction in Direction
        for code in axis.sums(national[1], direction)
    }
