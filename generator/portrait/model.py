"""What a portrait is made of. Amounts are whole euros; codes are A129, CPF4 and the customs' country codes."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from generator.reference.direction import Direction
from generator.reference.industry import Industry
from generator.reference.territories import Territory


class BothWays:
    """Exports (FAB) and imports (CAF) of one thing, in euros."""

    __slots__ = ()
    export_eur: int
    import_eur: int

    @property
    def balance_eur(self) -> int:
        """Exports less imports."""
        return self.export_eur - self.import_eur

    def of(self, direction: Direction) -> int:
        """The amount of one direction."""
        return self.export_eur if direction == Direction.EXPORT else self.import_eur


class BeforeAfter:
    """An amount at two times, in euros."""

    __slots__ = ()
    before_eur: int
    after_eur: int

    @property
    def change_eur(self) -> int:
        """After less before."""
        return self.after_eur - self.before_eur


@dataclass(frozen=True, slots=True)
class Totals(BothWays):
    """Total exports and imports of a territory, in euros."""

    export_eur: int
    import_eur: int

    @property
    def coverage(self) -> Fraction | None:
        """Exports over imports, ``None`` without imports. Limits: FAB exports over CAF imports, which lowers it."""
        return Fraction(self.export_eur, self.import_eur) if self.import_eur else None

    @property
    def is_about_balanced(self) -> bool:
        """Whether the balance is below 3 % of imports: the transport in them weighs as much (methode.md, « Solde »)."""
        return 100 * abs(self.balance_eur) < 3 * self.import_eur


@dataclass(frozen=True, slots=True)
class Quarter(BothWays):
    """Trade in one quarter, in euros."""

    year: int
    quarter: int
    import_eur: int
    export_eur: int


@dataclass(frozen=True, slots=True)
class PartnerBalance(BothWays):
    """Trade with one partner country, in euros."""

    country_code: str
    import_eur: int
    export_eur: int


@dataclass(frozen=True, slots=True)
class SubActivity(BothWays):
    """Trade in one CPF4 product, in euros."""

    cpf4: str
    import_eur: int
    export_eur: int


@dataclass(frozen=True, slots=True)
class Activity(BothWays):
    """Trade in one A129 product, in euros, with its CPF4 products by import + export, descending."""

    product_code: str
    import_eur: int
    export_eur: int
    details: tuple[SubActivity, ...] = ()


@dataclass(frozen=True, slots=True)
class Flow:
    """One product with one country, in euros; either code may be ``AUTRES``. ``is_main``: among the five main ones."""

    product_code: str
    country_code: str
    value_eur: int
    is_main: bool


@dataclass(frozen=True, slots=True)
class Flows:
    """The flows of one direction: a row for each non-zero pair, largest first; their sum is ``total_eur``.

    ``products`` and ``countries`` are the (at most) ten first of each, in rank order, without ``AUTRES``;
    ``other_products`` and ``other_countries`` count what ``AUTRES`` gathers (non-zero ones only).
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
        """The five main flows at most, largest first."""
        return tuple(flow for flow in self.rows if flow.is_main)


@dataclass(frozen=True, slots=True)
class Portrait:
    """All that a page says of a territory.

    ``region_totals`` and ``france_totals`` are the wholes of its shares: both ``None`` for France,
    ``region_totals`` ``None`` for a région. ``union``: trade with the other members of the European Union.
    ``series``: its quarters over the editions, ascending.
    """

    territory: Territory
    totals: Totals
    region_totals: Totals | None
    france_totals: Totals | None
    balance: tuple[PartnerBalance, ...]
    activities: tuple[Activity, ...]
    export_flows: Flows
    import_flows: Flows
    industry: Industry
    union: Totals = Totals(0, 0)
    series: tuple[Quarter, ...] = ()

    def flows(self, direction: Direction) -> Flows:
        """The flows of one direction."""
        return self.export_flows if direction == Direction.EXPORT else self.import_flows
