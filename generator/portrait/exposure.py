"""Exposure: the share of a territory's trade with one market, and the duty that its exports would bear."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from generator.portrait.ranking import CodeValue, Standing, largest, ranked, standings
from generator.portrait.trade import Scope
from generator.reference.countries import is_outside_eu
from generator.reference.direction import Direction
from generator.reference.territories import Kind, Territory, departements_among, france

FIRST_MARKET = "US"
"""The market that every portrait mentions, and that pages with a choice of markets show first."""
MARKETS = 30
"""How many markets are offered to the reader."""
LEADING = 3
"""How many products are listed."""


@dataclass(frozen=True, slots=True)
class Exposure:
    """Exports to ``market`` or imports from it, in euros, out of ``total_eur``; ``products``: the largest.

    ``standing``: by share, among the territories of its kind; ``None`` for France, and without trade with the market.
    """

    market: str
    value_eur: int
    total_eur: int
    products: tuple[CodeValue, ...]
    standing: Standing | None

    @property
    def share(self) -> Fraction:
        """The share of all exports or imports, a fraction of 1."""
        return Fraction(self.value_eur, self.total_eur or 1)


def markets(national: Mapping[str, int]) -> tuple[str, ...]:
    """The partners offered to the reader: the largest of ``national`` (euros by country), ``FIRST_MARKET`` first."""
    return tuple(sorted(ranked(national)[:MARKETS], key=lambda code: code != FIRST_MARKET))


def exposures(
    peers: Mapping[Territory, Scope], market: str, direction: Direction = Direction.EXPORT
) -> dict[Territory, Exposure]:
    """The exposure to ``market`` of territories of one kind: exports to it / all exports (or imports), in euros.

    Limits: the destination is the last one known at export; goods sold on from there, or sold to a supplier that
    exports, are not seen. The origin of an import is where the good was made, not who sold it.
    """
    values = {t: scope.countries[direction][market] for t, scope in peers.items()}
    totals = {t: scope.totals.of(direction) for t, scope in peers.items()}
    ranks = standings({t: Fraction(value, totals[t]) for t, value in values.items() if value})
    return {
        t: Exposure(
            market=market,
            value_eur=values[t],
            total_eur=totals[t],
            products=largest(scope.products_by_country[direction].get(market, {}), LEADING),
            standing=ranks.get(t) if t.kind is not Kind.FRANCE else None,
        )
        for t, scope in peers.items()
    }


def outside_markets(exports: Mapping[str, int], year: int) -> tuple[str, ...]:
    """The largest market outside the EU, if any, and ``FIRST_MARKET``. ``exports``: euros by country."""
    values = {code: value for code, value in exports.items() if is_outside_eu(code, year)}
    return tuple(dict.fromkeys((*ranked(values)[:1], FIRST_MARKET)))


MarketExposures = Mapping[str, Mapping[Territory, Exposure]]


def market_exposures(scopes: Mapping[Territory, Scope], direction: Direction) -> MarketExposures:
    """The exposures of the départements that trade with it to each of France's ``markets``, largest share first."""
    departements = {t: scopes[t] for t in departements_among(scopes)}
    found = {}
    for market in markets(scopes[france()].countries[direction]):
        own = [each for each in exposures(departements, market, direction).items() if each[1].value_eur]
        found[market] = dict(sorted(own, key=lambda each: -each[1].share))
    return found


EXAMPLE_RATE: Final = 15
"""The rate, in percent, that pages show before the reader chooses one."""


def duty_eur(base_eur: int, rate_percent: int | Fraction) -> int:
    """The duty on exports of ``base_eur``, in whole euros, halves rounded up (REFERENCE, « Addresses »).

    Limits: arithmetic, not a forecast. Quantities and prices are taken as unchanged; duties are set by tariff line, on
    the value at the importing country's border, while exports are known by A129 product at the French border (FOB).
    """
    return int(Fraction(base_eur * rate_percent, 100) + Fraction(1, 2))
