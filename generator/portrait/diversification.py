"""The measures of the page's part « Diversifier », from a territory's own rows."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from generator.portrait.analysis import Analysis
from generator.portrait.concentration import YearOfTrade, history
from generator.portrait.evolution import Evolution, Member, members
from generator.portrait.model import Portrait
from generator.portrait.outlets import CountryShare, destinations, outlets, union_origins
from generator.portrait.ranking import Axis, Peers, Rank
from generator.portrait.regularity import Regularity, by_quarter, regularity
from generator.portrait.series import Quarterly
from generator.portrait.trade import Scope, together
from generator.reference.direction import Direction
from generator.reference.territories import Kind, Territory, france


@dataclass(frozen=True, slots=True)
class Diversification:
    """Amounts in euros.

    ``contributions``: the change since the year before, ``None`` where none is given. ``members``: of a région
    and of France, ``None`` for a département. ``ranks``: of the first products and partners, ``None`` for France.
    ``regularity``: of the main flows. ``outlets``: none for France. ``union_origins``: of the watched products.
    """

    contributions: Evolution | None
    members: tuple[Member, ...] | None
    ranks: Mapping[Axis, Mapping[Direction, tuple[Rank, ...]]] | None
    regularity: Mapping[Direction, tuple[Regularity, ...]]
    outlets: tuple[CountryShare, ...]
    union_origins: tuple[CountryShare, ...]
    history: tuple[YearOfTrade, ...]


@dataclass(frozen=True, slots=True)
class Years:
    """What is compared: ``editions``, the edition last, those before it first, the oldest before all.

    ``before``: the year before in the edition's quarters, ``None`` where no change is given; ``changes``: since then,
    of the territories that have any.
    """

    editions: Sequence[Quarterly]
    before: Quarterly | None
    changes: Mapping[Territory, Evolution]


def diversifications(
    shown: Collection[Territory],
    portraits: Mapping[Territory, Portrait],
    analyses: Mapping[Territory, Analysis],
    rows: pd.DataFrame,
    scopes: Mapping[Territory, Scope],
    years: Years,
) -> dict[Territory, Diversification]:
    """The measures of ``shown``, some of the territories."""
    whole, now = scopes[france()], years.editions[-1]
    peers = {
        kind: Peers({t: scope for t, scope in scopes.items() if t.kind is kind}, whole)
        for kind in {t.kind for t in shown} - {Kind.FRANCE}
    }
    quarters = {
        d: by_quarter(rows, d, [flow for t in shown for flow in portraits[t].flows(d).main])
        for d in Direction
    }
    national = whole.countries_by_product
    first = destinations(national[Direction.EXPORT])
    found = {}
    for t in shown:
        scope = scopes[t]
        own = scope.countries_by_product
        own_quarters = {d: [together(sums, t.rows) for sums in quarters[d]] for d in Direction}
        is_france = t.kind is Kind.FRANCE
        found[t] = Diversification(
            contributions=years.changes.get(t),
            members=None if t.kind is Kind.DEPARTEMENT else members(t, now, years.before),
            ranks=None
            if is_france
            else {a: {d: peers[t.kind].ranks(scope, a, d) for d in Direction} for a in Axis},
            regularity={
                d: tuple(regularity(flow, own_quarters[d]) for flow in portraits[t].flows(d).main)
                for d in Direction
            },
            outlets=() if is_france else outlets(own[Direction.EXPORT], national[Direction.EXPORT], first),
            union_origins=union_origins(
                analyses[t].sourcing, own[Direction.IMPORT], national[Direction.IMPORT], now.year
            ),
            history=history(years.editions, t),
        )
    return found
