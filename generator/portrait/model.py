"""The parts of a portrait. Amounts are whole euros; codes are A129, CPF4 and the customs' country codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from generator.reference.direction import Direction
from generator.reference.industry import Industry
from generator.reference.territories import Territory


class BothWays:
    """Exports (FOB) and imports (CIF) of one product, partner or territory, in euros."""

    __slots__ = ()
    export_eur: int
    import_eur: int

    @property
    def balance_eur(self) -> int:
        """Exports minus imports."""
        return self.export_eur - self.import_eur

    def of(self, direction: Direction) -> int:
        """The amount in one direction."""
        return self.export_eur if direction == Direction.EXPORT else self.import_eur


class BeforeAfter:
    """An amount at two times, in euros."""

    __slots__ = ()
    before_eur: int
    after_eur: int

    @property
    def change_eur(self) -> int:
        """After minus before."""
        return self.after_eur - self.before_eur


@dataclass(frozen=True, slots=True)
class TotalChange(BeforeAfter):
    """A territory's amount in one direction, at two times."""

    territory: Territory
    direction: Direction
    before_eur: int
    after_eur: int


C = TypeVar("C", bound=BeforeAfter)


def largest_changes(changes: Iterable[C]) -> tuple[C, ...]:
    """The changes other than zero, largest (up or down) first; ties keep their order."""
    return tuple(sorted((c for c in changes if c.change_eur), key=lambda c: -abs(c.change_eur)))


@dataclass(frozen=True, slots=True)
class Totals(BothWays):
    """The total exports and imports of a territory."""

    export_eur: int
    import_eur: int

    @property
    def coverage(self) -> Fraction | None:
        """Exports / imports, ``None`` without imports. Limits: lowered by comparing FOB exports with CIF imports."""
        return Fraction(self.export_eur, self.import_eur) if self.import_eur else None

    @property
    def is_about_balanced(self) -> bool:
        """Whether the balance is below 3 % of imports, about the transport they include (methode.md, « Solde »)."""
        return 100 * abs(self.balance_eur) < 3 * self.import_eur


@dataclass(frozen=True, slots=True)
class Quarter(BothWays):
    """Trade in one quarter."""

    year: int
    quarter: int
    import_eur: int
    export_eur: int


@dataclass(frozen=True, slots=True)
class PartnerBalance(BothWays):
    """Trade with one partner country."""

    country_code: str
    import_eur: int
    export_eur: int


@dataclass(frozen=True, slots=True)
class Activity(BothWays):
    """Trade in one product; ``details`` of an A129 product: its CPF4 products by import + export, descending."""

    product_code: str
    import_eur: int
    export_eur: int
    details: tuple[Activity, ...] = ()


@dataclass(frozen=True, slots=True)
class Flow:
    """One product with one country; either code may be ``AUTRES``. ``is_main``: among the five main flows."""

    product_code: str
    country_code: str
    value_eur: int
    is_main: bool


@dataclass(frozen=True, slots=True)
class Flows:
    """The flows of one direction: one per non-zero pair, largest first; they add up to ``total_eur``.

    ``products`` and ``countries``: the largest, at most ten of each, in rank order, without ``AUTRES``;
    ``other_products`` and ``other_countries``: how many non-zero ones ``AUTRES`` combines.
    """

    direction: Direction
    total_eur: int
    rows: tuple[Flow, ...]
    products: tuple[str, ...]
    countries: tuple[str, ...]
    other_products: int
    other_countries: int

    @property
    def main(self) -> tuple[Flow, ...]:
        """The main flows, at most five, largest first."""
        return tuple(flow for flow in self.rows if flow.is_main)


@dataclass(frozen=True, slots=True)
class Portrait:
    """The figures of a territory in one edition.

    ``region_totals``, ``france_totals``: the denominators of its shares; the first is ``None`` for a région, both for
    France. ``eu``: trade with the other EU members. ``series``: its quarters over all editions, ascending.
    """

    territory: Territory
    totals: Totals
    region_totals: Totals | None
    france_totals: Totals | None
    balance: tuple[PartnerBalance, ...]
    activities: tuple[Activity, ...]
    flows: Mapping[Direction, Flows]
    industry: Industry
    eu: Totals = Totals(0, 0)
    series: tuple[Quarter, ...] = ()
