"""What changed from one edition to another: totals, and each partner and product in each direction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from generator.portrait.model import Totals
from generator.reference.direction import Direction

BREAK_YEAR = 2022
"""Since January 2022 the trade within the European Union is collected by another survey (EMEBI in place of the DEB)."""


def is_told(before: int, after: int) -> bool:
    """Whether a change between two years may be given: never across ``BREAK_YEAR``."""
    return not before < BREAK_YEAR <= after


MOST = 3
"""How many of the largest rises, and of the largest falls, are listed."""


@dataclass(frozen=True, slots=True)
class Change:
    """The value of one code in both editions, in euros."""

    code: str
    before_eur: int
    after_eur: int

    @property
    def change_eur(self) -> int:
        """After less before."""
        return self.after_eur - self.before_eur


@dataclass(frozen=True, slots=True)
class Changes:
    """All codes of value in either edition, the largest rise first, ties by code; unchanged ones included."""

    all: tuple[Change, ...]

    @property
    def rises(self) -> tuple[Change, ...]:
        """The largest rises at most, the largest first."""
        return tuple(change for change in self.all[:MOST] if change.change_eur > 0)

    @property
    def falls(self) -> tuple[Change, ...]:
        """The largest falls at most, the largest first."""
        falls = (change for change in self.all if change.change_eur < 0)
        return tuple(sorted(falls, key=lambda change: (change.change_eur, change.code))[:MOST])


@dataclass(frozen=True, slots=True)
class Evolution:
    """A territory in two editions; both are years, whole, or the same quarters of two years."""

    before: Totals
    after: Totals
    countries: Mapping[Direction, Changes]
    products: Mapping[Direction, Changes]

    @property
    def has_moved(self) -> bool:
        """Whether the value of any partner or product changed."""
        changes = (*self.countries.values(), *self.products.values())
        return any(change.change_eur for of_one in changes for change in of_one.all)


class Traded(Protocol):
    """A territory's trade in some time: a ``Scope``, or a ``Part`` of a year."""

    @property
    def totals(self) -> Totals:
        """Total exports and imports."""

    def by_product(self, direction: Direction) -> Counter[str]:
        """Value of each A129 product."""

    def by_country(self, direction: Direction) -> Counter[str]:
        """Value of each partner country."""


def evolution(before: Traded, after: Traded) -> Evolution:
    """The changes from one time to another, of the same length."""
    return Evolution(
        before=before.totals,
        after=after.totals,
        countries={d: _changes(before.by_country(d), after.by_country(d)) for d in Direction},
        products={d: _changes(before.by_product(d), after.by_product(d)) for d in Direction},
    )


def _changes(before: Mapping[str, int], after: Mapping[str, int]) -> Changes:
    found = (Change(c, before.get(c, 0), after.get(c, 0)) for c in before.keys() | after.keys())
    held = [change for change in found if change.before_eur or change.after_eur]
    return Changes(tuple(sorted(held, key=lambda change: (-change.change_eur, change.code))))
