"""« Avec quel pays, quoi ? »: the first partners of a territory, and the first products with each, both ways."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from generator.portrait.model import Portrait
from generator.portrait.outlets import by_product
from generator.portrait.ranking import FIRST, ranked
from generator.portrait.trade import Pair
from generator.reference.direction import Direction

PRODUCTS: Final = 5
"""How many products are shown with a partner, each way."""
_ROW: Final = 24
"""The height of a line, in the units of ``bars``; a bar takes the lower third."""


@dataclass(frozen=True, slots=True)
class Side:
    """One direction with a partner, in euros; ``bars``: one path for all lines, widths in hundredths of the largest."""

    direction: Direction
    total_eur: int
    lines: tuple[tuple[str, int], ...]
    bars: str
    height: int


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner country and what is traded with it."""

    code: str
    sides: tuple[Side, ...]


def partners(portrait: Portrait, cells: Mapping[Direction, Mapping[Pair, int]]) -> tuple[Partner, ...]:
    """The first partners by imports and exports together; ``cells[direction][product, country]`` in euros."""
    by_country = {
        d: by_product({(country, product): value for (product, country), value in cells[d].items()})
        for d in Direction
    }
    return tuple(
        Partner(
            row.country_code,
            tuple(_side(d, by_country[d].get(row.country_code, {})) for d in Direction),
        )
        for row in portrait.balance[:FIRST]
    )


def _side(direction: Direction, values: Mapping[str, int]) -> Side:
    first = [code for code in ranked(values)[:PRODUCTS] if values[code]]
    largest = values[first[0]] if first else 1
    return Side(
        direction=direction,
        total_eur=sum(values.values()),
        lines=tuple((code, values[code]) for code in first),
        bars=_bars(-(-100 * values[code] // largest) for code in first),
        height=_ROW * len(first),
    )


def _bars(widths: Iterable[int]) -> str:
    return "".join(f"M0 {_ROW * n + 18}h{width}v4H0z" for n, width in enumerate(widths))
