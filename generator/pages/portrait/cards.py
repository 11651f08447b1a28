"""The three cards of a portrait's cover (exports, imports, balance, as paths), and its first partners.

A path is drawn in a box of ``WIDTH`` × ``HEIGHT``, which the page stretches to the card.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from generator.portrait.analysis import Analysis
from generator.portrait.evolution import BREAK_YEAR
from generator.portrait.model import Portrait, Quarter
from generator.portrait.ranking import FIRST, Standing, ranked
from generator.portrait.trade import Scope
from generator.reference.direction import Direction
from generator.reference.territories import Territory

WIDTH: Final = 200
HEIGHT: Final = 32
BALANCE: Final = "balance"
Partners = Mapping[str, Mapping[Direction, Mapping[str, int]]]
"""What is traded with each of the first partners: euros by product, the largest first."""


@dataclass(frozen=True, slots=True)
class Strip:
    """Places by rank, the first at the right: ``gap`` from one tick to the next, paths of the région's and the own."""

    gap: float
    region: str
    own: str


@dataclass(frozen=True, slots=True)
class Card:
    """``spark``: the path of the quarters, cut at the break of 2022, empty below two; ``strip``: of the ranks."""

    name: str
    spark: str
    standing: Standing | None
    strip: Strip | None

    @property
    def is_parted(self) -> bool:
        """Whether the line of the quarters is in pieces."""
        return self.spark.count("M") > 1


def cards(
    territory: Territory, series: Sequence[Quarter], analyses: Mapping[Territory, Analysis]
) -> tuple[Card, ...]:
    """The cards of exports, imports and balance. ``analyses``: of all territories, France has no standing."""
    peers = {t: each.standing for t, each in analyses.items() if t.kind is territory.kind}
    both = (
        Card(
            name=direction.value,
            spark=_spark(series, [quarter.of(direction) for quarter in series]),
            standing=peers[territory].get(direction),
            strip=_strip(territory, {t: standing.get(direction) for t, standing in peers.items()}),
        )
        for direction in Direction
    )
    # a rank of the balance is one of size, and would read as merit
    return *both, Card(BALANCE, _spark(series, [quarter.balance_eur for quarter in series]), None, None)


def _spark(series: Sequence[Quarter], values: Sequence[int]) -> str:
    if len(series) < 2:
        return ""
    times = [4 * each.year + each.quarter for each in series]
    span, low, height = times[-1] - times[0], min(values), (max(values) - min(values)) or 1
    drawn = []
    for time, amount, quarter, before in zip(times, values, series, (None, *series), strict=False):
        x = round(WIDTH * (time - times[0]) / span)
        y = round(HEIGHT - 2 - (HEIGHT - 4) * (amount - low) / height)
        drawn.append(f"{'M' if _is_apart(before, quarter) else 'L'}{x} {y}")
    return "".join(drawn)


def _is_apart(before: Quarter | None, quarter: Quarter) -> bool:
    """Whether no line leads from one quarter to the next: one is missing, or the collection broke between both."""
    if before is None:
        return True
    follows = 4 * quarter.year + quarter.quarter - 4 * before.year - before.quarter == 1
    return not follows or before.year < BREAK_YEAR <= quarter.year


def _strip(territory: Territory, standings: Mapping[Territory, Standing | None]) -> Strip | None:
    own = standings[territory]
    if not own or own.among < 2:
        return None
    region = territory.region_code
    mates = {s.rank for t, s in standings.items() if s and region and t.region_code == region}
    return Strip(
        gap=round(WIDTH / own.among, 3),
        region=_ticks(sorted(mates - {own.rank}), own.among),
        own=_ticks([own.rank], own.among),
    )


def _ticks(ranks: Iterable[int], among: int) -> str:
    return "".join(f"M{round(WIDTH * (among - rank + 0.5) / among, 1)} 0v8" for rank in ranks)


def partners(portrait: Portrait, scope: Scope) -> Partners:
    """The first partners by imports and exports together. ``scope``: of the portrait's territory."""
    products = scope.products_by_country
    return {
        row.country_code: {d: _largest_first(products[d].get(row.country_code, {})) for d in Direction}
        for row in portrait.balance[:FIRST]
    }


def _largest_first(values: Mapping[str, int]) -> dict[str, int]:
    return {code: values[code] for code in ranked(values)}
