"""The measures of all territories."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

import pandas as pd

from generator.portrait.cbam import CbamImports, cbam_imports
from generator.portrait.concentration import Concentration, Sourcing, concentrated_sourcing, concentration
from generator.portrait.exposure import FIRST_MARKET, Exposure, exposures, outside_markets
from generator.portrait.ranking import Axis, CodeValue, Leading, Standing, leading_codes, standings
from generator.portrait.specialisation import Similar, Weight, most_similar, specialities
from generator.portrait.trade import Scope, by_departement, sum_over
from generator.reference.direction import Direction
from generator.reference.territories import Kind, Territory, france

SMALL_EXPORTS = 200_000_000
"""Below these exports, in euros, shares come with a caveat."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """A portrait's measures beyond its figures. For France: no standings, no specialities, no ``similar``.

    ``standing``: by value, of each direction with trade; ``balance_standing``: the largest surplus first, ``None`` for
    a balance of zero. ``special_market``: the destination whose share exceeds the national share most, if any.
    ``exposure``: to ``FIRST_MARKET``; ``outside``: to the largest market outside the EU, and to ``FIRST_MARKET``.
    ``partners`` and ``products``: the concentration of each direction with trade. ``fine_sourcing``: by CPF4 class.
    ``is_small``: whether exports are so small that a single consignment can change the shares; never for France.
    """

    standing: Mapping[Direction, Standing]
    balance_standing: Standing | None
    leading: Leading
    specialities: tuple[Weight, ...]
    special_market: Weight | None
    exposure: Exposure
    outside: tuple[Exposure, ...]
    partners: Mapping[Direction, Concentration]
    products: Mapping[Direction, Concentration]
    sourcing: tuple[Sourcing, ...]
    similar: tuple[Similar, ...]
    cbam: tuple[CbamImports, ...]
    fine_sourcing: tuple[Sourcing, ...]
    is_small: bool

    def first(self, axis: Axis, direction: Direction) -> CodeValue | None:
        """The largest product or country; ``None`` without trade."""
        return next(iter(self.leading[axis][direction]), None)

    @property
    def speciality(self) -> Weight | None:
        """The export product whose share exceeds the national share most, if any."""
        return next(iter(self.specialities), None)


def analyses(scopes: Mapping[Territory, Scope], rows: pd.DataFrame, year: int) -> dict[Territory, Analysis]:
    """The analysis of each territory of ``scopes``, which include France; each is ranked among those of its kind.

    ``rows``: the trade frame, the only source of CPF4 classes by country. ``year``: the edition's, which determines EU
    membership.
    """
    national = scopes[france()]
    cbam = cbam_imports(rows, scopes, year)
    fine_imports = by_departement(rows, Direction.IMPORT, "cpf4", "country")
    found = {}
    for kind in Kind:
        peers = {t: scope for t, scope in scopes.items() if t.kind is kind}
        outside = {t: outside_markets(s.countries[Direction.EXPORT], year) for t, s in peers.items()}
        exposed = {
            market: exposures(peers, market) for market in {FIRST_MARKET, *chain.from_iterable(outside.values())}
        }
        similar = most_similar({t: scope.products[Direction.EXPORT] for t, scope in peers.items()})
        # France has no rank, being the only one of its kind
        totals = {t: scope.totals for t, scope in peers.items() if kind is not Kind.FRANCE}
        standing = {d: standings({t: of_t.of(d) for t, of_t in totals.items()}) for d in Direction}
        by_balance = standings({t: of_t.balance_eur for t, of_t in totals.items()})
        for territory, scope in peers.items():
            special_products, special_markets = (
                specialities(axis.sums(scope, Direction.EXPORT), axis.sums(national, Direction.EXPORT))
                for axis in (Axis.PRODUCT, Axis.COUNTRY)
            )
            found[territory] = Analysis(
                standing={d: own[territory] for d, own in standing.items() if territory in own},
                balance_standing=by_balance.get(territory),
                leading=leading_codes(scope),
                specialities=special_products,
                special_market=next(iter(special_markets), None),
                exposure=exposed[FIRST_MARKET][territory],
                outside=tuple(exposed[market][territory] for market in outside[territory]),
                partners=_concentrations(scope.countries),
                products=_concentrations(scope.products),
                sourcing=concentrated_sourcing(scope.cells[Direction.IMPORT], year),
                similar=similar.get(territory, ()),
                cbam=cbam[territory],
                fine_sourcing=concentrated_sourcing(sum_over(fine_imports, territory.row_codes), year),
                is_small=kind is not Kind.FRANCE and scope.totals.export_eur < SMALL_EXPORTS,
            )
    return found


def _concentrations(sums: Mapping[Direction, Mapping[str, int]]) -> dict[Direction, Concentration]:
    return {d: found for d, values in sums.items() if (found := concentration(values))}
