"""The three cards on the cover of a portrait: exports, imports, balance, with a sparkline and ranks as SVG paths.

Paths are drawn in a box of ``WIDTH`` × ``HEIGHT``, which the page stretches to the card.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from generator.portrait.analysis import Analysis
from generator.portrait.evolution import is_comparable
from generator.portrait.model import Quarter
from generator.portrait.ranking import Standing
from generator.reference.direction import Direction
from generator.reference.territories import Territory

WIDTH: Final = 200
HEIGHT: Final = 32
BALANCE: Final = "balance"


@dataclass(frozen=True, slots=True)
class Strip:
    """The ranks side by side, first on the right, ``gap`` apart: a path for the same région's, one for its own."""

    gap: float
    region: str
    own: str


@dataclass(frozen=True, slots=True)
class Card:
    """``spark``: the path of the quarters, empty if there are fewer than two."""

    name: str
    spark: str
    standing: Standing | None = None
    strip: Strip | None = None

    @property
    def is_interrupted(self) -> bool:
        """Whether the line of the quarters has gaps."""
        return self.spark.count("M") > 1


def cards(territory: Territory, series: Sequence[Quarter], analyses: Mapping[Territory, Analysis]) -> tuple[Card, ...]:
    """The cards of exports, imports and balance. ``analyses``: of all territories."""
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
    # a rank by balance would be one of size, but read as merit
    return *both, Card(BALANCE, _spark(series, [quarter.balance_eur for quarter in series]))


def _spark(series: Sequence[Quarter], values: Sequence[int]) -> str:
    """The line of the values, interrupted at missing quarters and where the collection changed."""
    if len(series) < 2:
        return ""
    times = [4 * each.year + each.quarter for each in series]
    span, low, height = times[-1] - times[0], min(values), (max(values) - min(values)) or 1
    corners = [
        (round(WIDTH * (time - times[0]) / span), round(HEIGHT - 2 - (HEIGHT - 4) * (value - low) / height))
        for time, value in zip(times, values, strict=True)
    ]
    steps = [f"M{corners[0][0]} {corners[0][1]}"]
    pairs = zip(pairwise(series), pairwise(times), pairwise(corners), strict=True)
    for (before, after), (start, end), ((x0, y0), (x, y)) in pairs:
        is_joined = end - start == 1 and is_comparable(before.year, after.year)
        steps.append(f"l{x - x0} {y - y0}" if is_joined else f"M{x} {y}")
    return "".join(steps)


def _strip(territory: Territory, standings: Mapping[Territory, Standing | None]) -> Strip | None:
    own = standings[territory]
    if not own or own.among < 2:
        return None
    region = territory.region_code
    ranks = {s.rank for t, s in standings.items() if s and region and t.region_code == region}
    return Strip(
        gap=round(WIDTH / own.among, 3),
        region=_ticks(sorted(ranks - {own.rank}), own.among),
        own=_ticks([own.rank], own.among),
    )


def _ticks(ranks: Iterable[int], among: int) -> str:
    return "".join(f"M{round(WIDTH * (among - rank + 0.5) / among, 1):g} 0v8" for rank in ranks)
