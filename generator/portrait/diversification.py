"""What a territory's own rows tell about a next step: all measures of the page's part « Diversifier »."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.portrait.analysis import Analysis
from generator.portrait.concentration import YearOfTrade, history
from generator.portrait.evolution import Evolution, Member, YearBefore, members
from generator.portrait.model import Portrait
from generator.portrait.outlets import CountryShare, destinations, outlets, union_origins
from generator.portrait.ranking import Axis, Peers, Rank
from generator.portrait.regularity import Regularity, flows_by_quarter, regularity
from generator.portrait.series import Quarterly
from generator.portrait.trade import Pair, Scope, TradeTable, nested
from generator.reference.direction import Direction
from generator.reference.territories import Kind, Territory, customs_units, france


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

    ``before``: the year before, ``None`` where no change is given; ``changes``: since then, of the territories of which
    they are told.
    """

    editions: Sequence[Quarterly]
    before: YearBefore | None
    changes: Mapping[Territory, Evolution]


def diversifications(
    shown: Iterable[Territory],
    scopes: Mapping[Territory, Scope],
    portraits: Mapping[Territory, Portrait],
    analyses: Mapping[Territory, Analysis],
    trade: TradeTable,
    years: Years,
) -> dict[Territory, Diversification]:
    """The measures of ``shown``, some of the territories of ``scopes``, which hold them all."""
    shown, now, changes = list(shown), years.editions[-1], years.changes
    peers = {
        kind: Peers({t: s for t, s in scopes.items() if t.kind is kind}, scopes[france()])
        for kind in {t.kind for t in shown} - {Kind.FRANCE}
    }
    main = {d: _main_pairs((portraits[t] for t in shown), d) for d in Direction}
    by_quarter = {d: flows_by_quarter(trade, d, main[d]) for d in Direction}
    national = {d: nested(scopes[france()].cells[d]) for d in Direction}
    first = destinations(national[Direction.EXPORT])
    found = {}
    for t in shown:
        own = {d: nested(scopes[t].cells[d]) for d in Direction}
        is_france = t.kind is Kind.FRANCE
        found[t] = Diversification(
            contributions=changes.get(t),
            members=None if t.kind is Kind.DEPARTEMENT else _members(t, now, years.before),
            ranks=None
            if is_france
            else {a: {d: peers[t.kind].ranks(scopes[t], a, d) for d in Direction} for a in Axis},
            regularity={
                d: tuple(
                    regularity(flow, by_quarter[d][flow.product_code, flow.country_code], t.rows)
                    for flow in portraits[t].flows(d).main
                )
                for d in Direction
            },
            outlets=() if is_france else outlets(own[Direction.EXPORT], national[Direction.EXPORT], first),
            union_origins=union_origins(
                analyses[t].sourcing, own[Direction.IMPORT], national[Direction.IMPORT], now.year
            ),
            history=history(years.editions, t),
        )
    return found


def _main_pairs(portraits: Iterable[Portrait], direction: Direction) -> set[Pair]:
    return {
        (flow.product_code, flow.country_code) for each in portraits for flow in each.flows(direction).main
    }


def _members(territory: Territory, now: Quarterly, before: YearBefore | None) -> tuple[Member, ...]:
    units = customs_units(territory, now.departements, before.quarterly.departements if before else ())
    return members(units, now, before)
