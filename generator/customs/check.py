"""Checks an edition beyond reading it: repeated keys, sudden changes, published totals. Amounts are whole euros."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from generator.customs.reader import Trade
from generator.french.formatting import rounded
from generator.reference.direction import Direction
from generator.reference.tables import euros_of, read_table
from generator.reference.territories import territories_in

_KEYS = ["departement", "quarter", "a129", "cpf4", "country"]
_TOLERANCE = 2000
"""A difference of more than one part in this many (0.05 %) is reported."""


@dataclass(frozen=True, slots=True)
class Jump:
    """A change of more than half in a département's total from one quarter to the next."""

    departement: str
    direction: Direction
    quarter: int
    before_eur: int
    after_eur: int


@dataclass(frozen=True, slots=True)
class CheckReport:
    """``repeated``: number of rows with the codes and quarter of an earlier one, by direction; empty if not counted."""

    repeated: dict[Direction, int]
    jumps: tuple[Jump, ...]


class Verdict(StrEnum):
    """How a computed total compares with the published one."""

    EQUAL = "equal"
    """The same at the precision of the published one."""
    CLOSE = "close"
    """Within 0.05 %."""
    APART = "apart"
    """Further apart than that."""


@dataclass(frozen=True, slots=True)
class Reconciled:
    """A published total and the one computed from the files.

    ``precision_eur``: the unit of the last published digit. ``maybe_revised``: whether the edition was closed after the
    publication, so that the customs may have revised it in between. ``page``: an address, or empty.
    """

    place: str
    direction: Direction
    published_eur: int
    computed_eur: int
    precision_eur: int
    maybe_revised: bool = False
    source: str = ""
    page: str = ""

    @property
    def verdict(self) -> Verdict:
        """The result of the comparison."""
        step = self.precision_eur
        if rounded(self.computed_eur, step) * step == self.published_eur:
            return Verdict.EQUAL
        gap = abs(self.computed_eur - self.published_eur)
        return Verdict.CLOSE if gap * _TOLERANCE <= self.published_eur else Verdict.APART


def check_trade(trade: Trade, *, keys: bool = True) -> CheckReport:
    """Finds sudden changes between quarters and, with ``keys``, counts repeated keys, which sorts all rows."""
    rows = trade.rows
    repeated = (
        {d: int(rows[rows["direction"] == d].duplicated(_KEYS).sum()) for d in Direction} if keys else {}
    )
    return CheckReport(repeated, tuple(_jumps(trade)))


def reconcile(trade: Trade, closed_on: date) -> tuple[Reconciled, ...]:
    """Compares the totals of an edition, closed on the given day, with those published for its year.

    Published totals are indicative: press figures may include corrections that the files lack.
    """
    rows = trade.rows
    sums = rows.groupby(["departement", "direction"], observed=True)["value_eur"].sum().to_dict()
    places = {(t.kind.value, t.code): t for t in territories_in(rows["departement"].cat.categories)}
    found = []
    for row in read_table("totaux_publies.csv"):
        if row["edition"] != str(trade.report.year):
            continue
        place = places[row["type"], row["code"]]
        precision = euros_of(row["precision"])
        maybe_revised = "" < row["publie_le"] < closed_on.isoformat()[: len(row["publie_le"])]
        codes = tuple(rows["departement"].cat.categories) if place.row_codes is None else place.row_codes
        for direction in Direction:
            if not row[f"{direction}_meur"]:
                continue
            total = sum(int(sums.get((code, direction), 0)) for code in codes)
            published = euros_of(row[f"{direction}_meur"])
            found.append(
                Reconciled(
                    place.name,
                    direction,
                    published,
                    total,
                    precision,
                    maybe_revised,
                    row["source"],
                    row["page"],
                )
            )
    return tuple(found)


def _jumps(trade: Trade) -> list[Jump]:
    """The jumps between the quarters of each direction; a missing quarter is skipped, as the report lists it."""
    sums = (
        trade.rows.groupby(["departement", "direction", "quarter"], observed=True)["value_eur"]
        .sum()
        .to_dict()
    )
    found = []
    for code in trade.rows["departement"].cat.categories:
        for direction, counts in trade.report.quarters.items():
            quarters = [quarter for quarter, rows in counts.items() if rows]
            for earlier, later in pairwise(quarters):
                before = int(sums.get((code, direction, earlier), 0))
                after = int(sums.get((code, direction, later), 0))
                if 2 * abs(after - before) > before:
                    found.append(Jump(code, direction, later, before, after))
    return found
