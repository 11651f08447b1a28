"""A portrait of the Loire of which one figure's rows alone are known."""

from collections.abc import Mapping

from generator.portrait.model import Activity, Flows, PartnerBalance, Portrait, Totals
from generator.reference.direction import Direction
from generator.reference.industry import Industry
from generator.reference.territories import Grammar, Kind, Territory

LOIRE = Territory("42", Kind.DEPARTEMENT, "Loire", "42-loire", ("42",), "84", Grammar("", "", ""))


def without_flows(direction: Direction) -> Flows:
    return Flows(direction, 0, (), (), (), 0, 0)


def portrait_of_balance(*balance: PartnerBalance) -> Portrait:
    """With these partners, whose sums are its totals."""
    return _portrait(_totals(balance), balance=balance)


def portrait_of_activities(*activities: Activity) -> Portrait:
    """With these products, whose sums are its totals."""
    return _portrait(_totals(activities), activities=activities)


def portrait_of_flows(exports: Flows, imports: Flows) -> Portrait:
    """With these flows, whose totals are its own."""
    return _portrait(
        Totals(exports.total_eur, imports.total_eur), flows={Direction.EXPORT: exports, Direction.IMPORT: imports}
    )


def _totals(rows: tuple[PartnerBalance, ...] | tuple[Activity, ...]) -> Totals:
    return Totals(sum(row.export_eur for row in rows), sum(row.import_eur for row in rows))


def _portrait(
    totals: Totals,
    balance: tuple[PartnerBalance, ...] = (),
    activities: tuple[Activity, ...] = (),
    flows: Mapping[Direction, Flows] | None = None,
) -> Portrait:
    flows = flows or {direction: without_flows(direction) for direction in Direction}
    return Portrait(LOIRE, totals, None, None, balance, activities, flows, Industry())
