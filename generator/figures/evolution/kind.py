"""Evolution: the partners and products that rose or fell most since the edition before; and its table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Final

from generator.figures import svg
from generator.figures.evolution.model import NARROW, WIDE, EvolutionLayout, lay_out
from generator.figures.evolution.plotly import spec
from generator.figures.figure import Figure
from generator.figures.kind import FigureInput, FigureKind, in_two_widths
from generator.french.words import word
from generator.reference.direction import Direction
from generator.tables import Row

NAME = "evolution"


def _draw(given: FigureInput) -> Figure | None:
    """The figure of what changed since the edition before; ``None`` when nothing moved."""
    if given.evolved is None or not given.evolved.evolution.has_moved:
        return None
    place, before, period = given.context.place, given.evolved.since, given.evolved.period
    # « de 2023 à 2024 » is written of whole years alone
    form = "" if before.isdecimal() else "_trimestres"
    title = word("evolution", f"titre{form}", place=place, before=before, period=period)
    both = word("evolution", f"periode{form}", before=before, period=period)
    context = replace(given.context, period=both)
    laid = partial(lay_out, given.evolved.evolution, (before, period), given.names, context)
    return in_two_widths(NAME, title, laid, _elements, spec, (WIDE, NARROW), live=given.live)


def _elements(layout: EvolutionLayout) -> Iterator[str]:
    """A bar a row."""
    for panel in layout.panels:
        for row in panel.rows:
            yield svg.bar(panel.axis, row.end, row.middle, layout.bar, panel.direction.value)


def _rows(given: FigureInput) -> Iterator[Row]:
    """All changes in whole euros: totals, then partners and products of each direction, the largest rise first."""
    if given.evolved is None:
        return
    evolution, names = given.evolved.evolution, given.names
    for direction in Direction:
        before, after = evolution.before.of(direction), evolution.after.of(direction)
        total = word("evolution", "genre_total")
        yield (direction.value, total, "", word("commun", direction.value), before, after, after - before)
        for subject, sums, name in (
            ("pays", evolution.countries, names.country),
            ("produit", evolution.products, names.product),
        ):
            genre = word("evolution", f"genre_{subject}")
            for change in sums[direction].all:
                amounts = (change.before_eur, change.after_eur, change.change_eur)
                yield (direction.value, genre, change.code, name(change.code), *amounts)


EVOLUTION: Final = FigureKind(
    name=NAME,
    draw=_draw,
    columns=("sens", "genre", "code", "libelle", "avant_eur", "apres_eur", "ecart_eur"),
    key=("sens", "genre", "code"),
    rows=_rows,
    is_available=lambda given: given.evolved is not None,
)
