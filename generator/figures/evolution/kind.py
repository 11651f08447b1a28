"""Evolution: the partners and products that rose or fell most since the edition before; and its table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Final

from generator.figures.evolution.model import NARROW, WIDE, lay_out
from generator.figures.evolution.plotly import spec
from generator.figures.evolution.svg import draw_svg
from generator.figures.figure import Figure, FigureContext, in_two_widths
from generator.figures.kind import FigureInput, FigureKind
from generator.french.words import word
from generator.portrait.evolution import Changes, Evolution
from generator.reference.direction import Direction
from generator.reference.names import Names
from generator.tables import Row

NAME = "evolution"


def evolution_figure(
    evolution: Evolution, before: str, names: Names, context: FigureContext
) -> Figure | None:
    """The figure of an evolution since the period ``before``; ``None`` when nothing moved."""
    if not evolution.has_moved:
        return None
    periods = (before, context.period)
    # « de 2023 à 2024 » is said of years alone
    form = "" if before.isdecimal() else "_trimestres"
    title = word("evolution", f"titre{form}", place=context.place, before=before, period=context.period)
    both = replace(context, period=word("evolution", f"periode{form}", before=before, period=context.period))
    return in_two_widths(
        NAME, title, partial(lay_out, evolution, periods, names, both), draw_svg, spec, (WIDE, NARROW)
    )


def _held(given: FigureInput) -> bool:
    return given.evolved is not None


def _draw(given: FigureInput) -> Figure | None:
    if given.evolved is None:
        return None
    context = replace(given.context, period=given.evolved.period)
    return evolution_figure(given.evolved.evolution, given.evolved.since, given.names, context)


def _rows(given: FigureInput) -> Iterator[Row]:
    """All changes in whole euros: totals, then partners and products of each direction, the largest rise first."""
    if given.evolved is None:
        return
    evolution = given.evolved.evolution
    subjects: tuple[tuple[str, Mapping[Direction, Changes]], ...] = (
        ("pays", evolution.countries),
        ("produit", evolution.products),
    )
    for direction in Direction:
        before, after = evolution.before.of(direction), evolution.after.of(direction)
        total = word("evolution", "genre_total")
        yield (direction.value, total, "", word("commun", direction.value), before, after, after - before)
        for subject, sums in subjects:
            naming = given.names.country if subject == "pays" else given.names.product
            for change in sums[direction].all:
                amounts = (change.before_eur, change.after_eur, change.change_eur)
                written = word("evolution", f"genre_{subject}")
                yield (direction.value, written, change.code, naming(change.code), *amounts)


EVOLUTION: Final = FigureKind(
    name=NAME,
    draw=_draw,
    columns=("sens", "genre", "code", "libelle", "avant_eur", "apres_eur", "ecart_eur"),
    key=("sens", "genre", "code"),
    rows=_rows,
    sheet=word("tableur", NAME),
    held=_held,
)
