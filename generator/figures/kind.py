"""A kind of figure: how it is drawn, and the table it is drawn from."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from generator.figures import svg
from generator.figures.figure import Figure, FigureContext, Layout, Measures
from generator.portrait.diversification import Diversification
from generator.portrait.evolution import Evolution
from generator.portrait.model import Portrait
from generator.reference.direction import Direction
from generator.reference.names import Names
from generator.tables import TableKind


@dataclass(frozen=True, slots=True)
class FigureInput:
    """What the figures of a territory are drawn from; amounts are whole euros.

    ``evolution``: since the edition before, ``None`` without one to compare with. ``diversification``: ``None`` for
    territories without figures. ``live``: whether Plotly draws the figures too, as for the newest edition.
    """

    portrait: Portrait
    names: Names
    context: FigureContext
    evolution: Evolution | None = None
    diversification: Diversification | None = None
    live: bool = True

    @property
    def year_on_year(self) -> Evolution | None:
        """The evolution since the year before."""
        return self.evolution if self.evolution and self.evolution.is_year_on_year else None

    def one_offs(self, direction: Direction) -> frozenset[tuple[str, str]]:
        """Product and country of each main flow that may be a single transaction; none in an incomplete year."""
        if self.diversification is None or not self.context.complete:
            return frozenset()
        flows = self.diversification.regularity[direction]
        return frozenset((f.product_code, f.country_code) for f in flows if f.may_be_one_off)


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureKind(TableKind[FigureInput]):
    """A kind of figure and its table, from which the spreadsheet, the CSV, the embed page and the rest are made.

    ``name``: of its files (``balance``) and its id (``fig-balance``). ``draw``: the figure, ``None`` where there is
    nothing to show; there is none either where the table is not available.
    """

    draw: Callable[[FigureInput], Figure | None]


M = TypeVar("M", bound=Measures)
L = TypeVar("L", bound=Layout)


def in_three_widths(
    name: str,
    title: str,
    lay_out: Callable[[M], L],
    elements: Callable[[L], Iterable[str]],
    spec: Callable[[L], Mapping[str, Any]],
    widths: tuple[M, M, M],
    *,
    live: bool,
) -> Figure:
    """A figure whose wide, medium and narrow pictures differ only in their measures.

    ``elements``: the data as SVG; ``spec``: for Plotly; ``live``: whether Plotly draws the figure too.
    """
    sizes = dict(zip(("wide", "medium", "narrow"), widths, strict=True))
    layouts = {size: lay_out(measures) for size, measures in sizes.items() if live or size == "narrow"}
    pictures = {size: svg.picture(layout, title, elements(layout)) for size, layout in layouts.items()}
    specs = {
        size: json.dumps(spec(layout), separators=(",", ":"), ensure_ascii=False)
        for size, layout in layouts.items()
        if live
    }
    return Figure(name, title, pictures.get("wide"), pictures.get("medium"), pictures["narrow"], specs)
