"""The measures of the « Diversifier » section, from a territory's own rows."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from generator.edition import QUARTERS
from generator.portrait.analysis import Analysis
from generator.portrait.concentration import Dependence, Sourcing, history
from generator.portrait.evolution import Member, members
from generator.portrait.model import Flow, Portrait
from generator.portrait.ranking import FIRST, Ranks, ranked, top_ranks
from generator.portrait.series import Quarterly
from generator.portrait.specialisation import Weight
from generator.portrait.trade import Scope, by_departement, sum_over
from generator.reference.countries import other_eu_members
from generator.reference.direction import Direction
from generator.reference.territories import Kind, Territory, france

PRODUCTS = 5
"""How many of a territory's largest exported products are examined."""
OUTLETS = 3
"""The maximum number of outlets per product."""
ORIGINS = 3
"""The maximum number of EU members per product."""
PROSE_FROM = 1_000_000
"""The smallest amount, in euros, for a sentence on one product and one country: two consignments can reach less."""
OUTLET_BELOW = Fraction(1, 2)
"""A country is an outlet if its share here is below this fraction of its share of France's exports."""
ONE_QUARTER = Fraction(60, 100)
"""A flow with more than this share of its year in one quarter may be a single transaction."""

ByProduct = Mapping[str, Mapping[str, int]]
"""Euros by product, then country."""


@dataclass(frozen=True, slots=True)
class Regularity:
    """A main flow in each of the four quarters, in euros."""

    product_code: str
    country_code: str
    by_quarter: tuple[int, ...]

    @property
    def value_eur(self) -> int:
        """The year's total."""
        return sum(self.by_quarter)

    @property
    def quarters(self) -> int:
        """The number of quarters with any trade."""
        return sum(1 for value in self.by_quarter if value)

    @property
    def best_quarter(self) -> Fraction:
        """The largest quarter's share of the year, a fraction of 1."""
        return Fraction(max(self.by_quarter), self.value_eur)

    @property
    def may_be_one_off(self) -> bool:
        """Whether one quarter exceeds ``ONE_QUARTER`` of the year. Meaningless for an incomplete year."""
        return self.best_quarter > ONE_QUARTER


def regularities(
    rows: pd.DataFrame, direction: Direction, flows: Mapping[Territory, Collection[Flow]]
) -> dict[Territory, tuple[Regularity, ...]]:
    """The regularity of each territory's ``flows``, in their order. ``rows``: the trade frame of the edition."""
    every = [flow for own in flows.values() for flow in own]
    is_product = rows["a129"].isin({flow.product_code for flow in every})
    near = rows[is_product & rows["country"].isin({flow.country_code for flow in every})]
    quarters = [by_departement(near[near["quarter"] == q], direction, "a129", "country") for q in QUARTERS]
    found = {}
    for territory, own in flows.items():
        sums = [sum_over(quarter, territory.row_codes) for quarter in quarters]
        pairs = [(flow.product_code, flow.country_code) for flow in own]
        found[territory] = tuple(Regularity(*pair, tuple(euros[pair] for euros in sums)) for pair in pairs)
    return found


@dataclass(frozen=True, slots=True)
class CountryShare(Weight):
    """A country's (``code``) part of a product's exports or imports, in the territory and in France."""

    product_code: str


def outlets(exports: ByProduct, national: ByProduct) -> tuple[CountryShare, ...]:
    """For each of the largest exported products: the countries where France sells it and the territory sells less.

    Of France's ten largest destinations (``FR`` and codes ``Q…`` excluded), the largest whose share of the territory's
    exports of the product is below half its share of France's. Limits: an A129 product covers goods that are no
    substitutes for each other; nothing is known of prices, capacities or firms.
    """
    totals = {product: sum(values.values()) for product, values in exports.items()}
    found: list[CountryShare] = []
    for product in ranked(totals)[:PRODUCTS]:
        sold = {c: v for c, v in national[product].items() if c != "FR" and not c.startswith("Q")}
        shares = _shares(product, ranked(sold)[:FIRST], exports, national)
        found += [each for each in shares if each.share < OUTLET_BELOW * each.national_share][:OUTLETS]
    return tuple(found)


def eu_origins(
    sourcing: Iterable[Sourcing], imports: ByProduct, national: ByProduct, year: int
) -> tuple[CountryShare, ...]:
    """For each watched product of ``sourcing``: the EU members that supply France most, ties by code.

    ``year``: the edition's, which determines EU membership. Limits: those of ``outlets``.
    """
    members = other_eu_members(year)
    found: list[CountryShare] = []
    for product in (each.product_code for each in sourcing if each.is_watched):
        from_members = {code: value for code, value in national[product].items() if code in members}
        found += _shares(product, ranked(from_members)[:ORIGINS], imports, national)
    return tuple(found)


def _shares(product: str, countries: Iterable[str], own: ByProduct, national: ByProduct) -> list[CountryShare]:
    here, there = own[product], national[product]
    total, national_total = sum(here.values()), sum(there.values())
    return [CountryShare(code, here.get(code, 0), total, there[code], national_total, product) for code in countries]


@dataclass(frozen=True, slots=True)
class Diversification:
    """The measures of one territory, in euros.

    ``members``: of a région or of France, ``None`` for a département. ``ranks``: ``None`` for France. ``regularity``:
    of the main flows. ``outlets``: empty for France. ``eu_origins``: of the watched products. ``history``: by year.
    """

    members: tuple[Member, ...] | None
    ranks: Ranks | None
    regularity: Mapping[Direction, tuple[Regularity, ...]]
    outlets: tuple[CountryShare, ...]
    eu_origins: tuple[CountryShare, ...]
    history: Mapping[int, Mapping[Direction, Dependence]]


def diversifications(
    shown: Collection[Territory],
    portraits: Mapping[Territory, Portrait],
    analyses: Mapping[Territory, Analysis],
    rows: pd.DataFrame,
    scopes: Mapping[Territory, Scope],
    editions: Sequence[Quarterly],
    before: Quarterly | None,
) -> dict[Territory, Diversification]:
    """The measures of the territories ``shown``; the other arguments cover all territories.

    ``editions``: the current one and those before it, oldest first. ``before``: the year before in the edition's
    quarters, ``None`` if no change can be given.
    """
    national, now = scopes[france()], editions[-1]
    ranks: dict[Territory, Ranks] = {}
    for kind in (Kind.DEPARTEMENT, Kind.REGION):
        ranks |= top_ranks({t: scope for t, scope in scopes.items() if t.kind is kind}, national)
    main_flows = {d: {t: portraits[t].flows[d].main for t in shown} for d in Direction}
    regularity = {d: regularities(rows, d, main_flows[d]) for d in Direction}
    national_trade = national.countries_by_product
    found = {}
    for t in shown:
        own = scopes[t].countries_by_product
        is_france = t.kind is Kind.FRANCE
        found[t] = Diversification(
            members=None if t.kind is Kind.DEPARTEMENT else members(t, now, before),
            ranks=ranks.get(t),
            regularity={d: regularity[d][t] for d in Direction},
            outlets=() if is_france else outlets(own[Direction.EXPORT], national_trade[Direction.EXPORT]),
            eu_origins=eu_origins(
                analyses[t].sourcing, own[Direction.IMPORT], national_trade[Direction.IMPORT], now.year
            ),
            history=history(editions, t),
        )
    return found
