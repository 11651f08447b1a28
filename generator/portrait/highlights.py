"""What a portrait says first: rank, first customer and supplier, first products, what is unusual here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.portrait.ranking import ranked
from generator.portrait.specialisation import Weight
from generator.portrait.standing import Standing
from generator.reference.direction import Direction

Sums = Mapping[Direction, Mapping[str, int]]
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


def firsts(sums: Sums) -> dict[Direction, First]:
    """The code of largest value of each direction that has any, ties by code."""
    return {
        direction: First(code, values[code])
        for direction, values in sums.items()
        for code in ranked(values)[:1]
    }
