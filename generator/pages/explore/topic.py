"""A product or a partner country, as its page speaks of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.portrait.model import Quarter
from generator.portrait.rankings import Axis, Ranking
from generator.reference.direction import Direction
from generator.reference.territories import Grammar

FOLDERS = {Axis.PRODUCT: "produits", Axis.COUNTRY: "pays"}


@dataclass(frozen=True, slots=True)
class Topic:
    """A product or a partner country with a page of its own.

    ``name`` is the reader's, ``label`` the official one (both untrusted); ``forms``: a country's name in sentences.
    ``series``: its quarters over the editions, ascending.
    """

    axis: Axis
    code: str
    name: str
    label: str
    path: str
    sides: Mapping[Direction, Ranking]
    forms: Grammar | None
    series: tuple[Quarter, ...] = ()

    @property
    def balance_eur(self) -> int:
        """National exports less imports."""
        return self.sides[Direction.EXPORT].value_eur - self.sides[Direction.IMPORT].value_eur
