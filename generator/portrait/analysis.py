"""Analysis: the measures of all territories together, and what a portrait says first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

import pandas as pd

from generator.portrait.carbon_border import BorderImports, CarbonBorder
from generator.portrait.concentration import Concentration, concentration
from generator.portrait.exposure import FIRST_MARKET, Exposure, exposures, outside_markets
from generator.portrait.ranking import Axis, Standing, largest, standings
from generator.portrait.sourcing import Sourcing, concentrated
from generator.portrait.specialisation import Similar, Weight, nearest, specialities
from generator.portrait.trade import Scope, by_departement, together
from generator.reference.direction import Direction
from generator.reference.territories import Kind, Territory, france

ByCode = Mapping[Direction, Mapping[str, int]]
"""Euros by code (countries or products) in each direction."""


@dataclass(frozen=True, slots=True)
class First:
    """The first code of a direction and its value, in euros."""

    code: str
    value_eur: int


@dataclass(frozen=True, slots=True)
class Highlights:
    """Of each direction that has any trade: the standing by value (not for France), first country, first product.

    ``balance_standing``: by balance, the largest surplus first; ``None`` where it is zero, and for France.

    ``product`` and ``market``: the export product and the destination whose share exceeds the national one most, among
    the specialities (see ``specialisation``); ``None`` when there is none, and for France.
    """

    standing: Mapping[Direction, Standing]
    balance_standing: Standing | None
    countries: Mapping[Direction, First]
    products: Mapping[Direction, First]
    product: Weight | None
    market: Weight | None


def firsts(sums: ByCode) -> dict[Direction, First]:
    """The code of largest value of each direction that has any, ties by code."""
    return {d: First(*pair) for d, values in sums.items() for pair in largest(values, 1)}


SMALL_EXPORTS = 200_000_000
"""Below these exports, in euros, shares come with a caution."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a portrait says beyond its figures. For France: no ``specialities``, no ``similar``, no standings.

    ``outside``: exposure to the first market outside the European Union and to the first market of all portraits.
    ``partners`` and ``products``: concentration of each direction that has any trade. ``fine_sourcing``: the sourcing
    among CPF4 classes.
    """

    highlights: Highlights
    specialities: tuple[Weight, ...]
    exposure: Exposure
    outside: tuple[Exposure, ...]
    partners: Mapping[Direction, Concentration]
    products: Mapping[Direction, Concentration]
    sourcing: tuple[Sourcing, ...]
    similar: tuple[Similar, ...]
    border: tuple[BorderImports, ...]
    fine_sourcing: tuple[Sourcing, ...]

    @property
    def is_small(self) -> bool:
        """Whether exports are so small that one consignment may change the shares."""
        return self.exposure.total_eur < SMALL_EXPORTS


def analyses(scopes: Mapping[Territory, Scope], rows: pd.DataFrame, year: int) -> dict[Territory, Analysis]:
    """The analysis of each territory of ``scopes``, which hold France; each is ranked among those of its kind.

    ``rows``: the edition's, which alone tell CPF4 classes by country. ``year``: the edition's, which says who is in the
    European Union.
    """
    national = scopes[france()]
    border = CarbonBorder(rows, year)
    fine_imports = by_departement(rows, Direction.IMPORT, "cpf4", "country")
    found = {}
    for kind in Kind:
        peers = {t: scope for t, scope in scopes.items() if t.kind is kind}
        outside = {t: outside_markets(s.countries[Direction.EXPORT], year) for t, s in peers.items()}
        exposed = {
            market: exposures(peers, market)
            for market in {FIRST_MARKET, *chain.from_iterable(outside.values())}
        }
        similar = nearest({t: scope.products[Direction.EXPORT] for t, scope in peers.items()})
        # France is alone, and has no rank
        totals = {t: scope.totals for t, scope in peers.items() if kind is not Kind.FRANCE}
        standing = {d: standings({t: of_t.of(d) for t, of_t in totals.items()}) for d in Direction}
        by_balance = standings({t: of_t.balance_eur for t, of_t in totals.items()})
        for territory, scope in peers.items():
            unusual_products, unusual_markets = (
                specialities(axis.sums(scope, Direction.EXPORT), axis.sums(national, Direction.EXPORT))
                for axis in (Axis.PRODUCT, Axis.COUNTRY)
            )
            codes = territory.rows
            found[territory] = Analysis(
                highlights=Highlights(
                    standing={d: own[territory] for d, own in standing.items() if territory in own},
                    balance_standing=by_balance.get(territory),
                    countries=firsts(scope.countries),
                    products=firsts(scope.products),
                    product=next(iter(unusual_products), None),
                    market=next(iter(unusual_markets), None),
                ),
                specialities=unusual_products,
                exposure=exposed[FIRST_MARKET][territory],
                outside=tuple(exposed[market][territory] for market in outside[territory]),
                partners=_concentrations(scope.countries),
                products=_concentrations(scope.products),
                sourcing=concentrated(scope.cells[Direction.IMPORT], year),
                similar=similar.get(territory, ()),
                border=border.of(codes),
                fine_sourcing=concentrated(together(fine_imports, codes), year),
            )
    return found


def _concentrations(sums: ByCode) -> dict[Direction, Concentration]:
    return {d: found for d, values in sums.items() if (found := concentration(values))}
