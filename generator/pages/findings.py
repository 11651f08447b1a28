"""What the pages of an edition are written from."""

from __future__ import annotations

from dataclasses import dataclass

from generator.context import EditionContext
from generator.figures.figure import PackedFigure
from generator.figures.kind import Evolved, FigureKind
from generator.portrait.analysis import Analysis
from generator.portrait.diversification import Diversification
from generator.portrait.model import Portrait
from generator.reference.names import Names
from generator.reference.territories import Territory


@dataclass(frozen=True, slots=True)
class Findings:
    """An edition worked out: the part of ``EditionData`` that pages know.

    ``portraits`` and ``analyses`` are of all territories; ``pages``: those that get a page; ``kinds``: the kinds of
    figure that the edition has; ``figures``: those of the pages and of the régions and of France they show.
    ``evolutions``: of the territories that have figures, since the edition before; empty unless that one holds
    the same quarters. ``diversifications``: of the territories that have figures.
    """

    context: EditionContext
    names: Names
    portraits: dict[Territory, Portrait]
    analyses: dict[Territory, Analysis]
    kinds: tuple[FigureKind, ...]
    figures: dict[Territory, dict[str, PackedFigure]]
    pages: frozenset[Territory]
    evolutions: dict[Territory, Evolved]
    diversifications: dict[Territory, Diversification]
