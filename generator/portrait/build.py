"""Puts a territory's portrait together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.portrait.activities import activities
from generator.portrait.balance import partner_balances
from generator.portrait.european_union import union_totals
from generator.portrait.flows import flows
from generator.portrait.model import Portrait, Quarter, Totals
from generator.portrait.series import Quarterly, series
from generator.portrait.trade import Scope, TradeTable
from generator.reference.direction import Direction
from generator.reference.industry import industry_of
from generator.reference.territories import Kind, Territory, france, region, territories


def portraits(trade: TradeTable, year: int, editions: Sequence[Quarterly] = ()) -> Iterator[Portrait]:
    """The 120 portraits, each with the totals of its région and of France for its shares.

    ``year``: the edition's, which says who is in the European Union. ``editions``: those its series tells of, the
    oldest first.
    """
    scopes = {territory: trade.scope(territory) for territory in territories()}
    totals = {territory: scope.totals for territory, scope in scopes.items()}
    for territory, scope in scopes.items():
        parent = region(territory.region_code) if territory.region_code else None
        yield portrait(
            territory,
            scope,
            year,
            region_totals=totals[parent] if parent else None,
            france_totals=None if territory.kind is Kind.FRANCE else totals[france()],
            quarters=series(editions, territory),
        )


def portrait(
    territory: Territory,
    scope: Scope,
    year: int,
    region_totals: Totals | None,
    france_totals: Totals | None,
    quarters: tuple[Quarter, ...] = (),
) -> Portrait:
    """One territory's portrait from its scope and its series."""
    return Portrait(
        territory=territory,
        totals=scope.totals,
        region_totals=region_totals,
        france_totals=france_totals,
        balance=partner_balances(scope),
        activities=activities(scope),
        export_flows=flows(scope, Direction.EXPORT),
        import_flows=flows(scope, Direction.IMPORT),
        industry=industry_of(territory),
        union=union_totals(scope, year),
        series=quarters,
    )
