"""Evolution: the partners and products that rose or fell most since the edition before; and its table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any, Final

from generator.figures import specs, svg
from generator.figures.evolution.model import MEDIUM, NARROW, WIDE, ChangeRow, EvolutionLayout, Panel, lay_out
from generator.figures.figure import Figure
from generator.figures.kind import FigureInput, FigureKind, in_three_widths
from generator.figures.theme import color
from generator.french.formatting import EUROS
from generator.french.words import word
from generator.reference.direction import Direction
from generator.tables import Row

NAME = "evolution"


def _draw(given: FigureInput) -> Figure | None:
    """The figure of what changed since the edition before; ``None`` when nothing did."""
    evolution = given.evolution
    if evolution is None or not evolution.has_moved:
        return None
    place, before, period = given.context.place, evolution.since, evolution.period
    # « de 2023 à 2024 » is only for whole years
    form = "" if evolution.is_whole else "_trimestres"
    title = word("evolution", f"titre{form}", place=place, before=before, period=period)
    both = word("evolution", f"periode{form}", before=before, period=period)
    context = replace(given.context, period=both)
    laid_out = partial(lay_out, evolution, given.names, context)
    return in_three_widths(NAME, title, laid_out, _elements, _spec, (WIDE, MEDIUM, NARROW), live=given.live)


def _elements(layout: EvolutionLayout) -> Iterator[str]:
    """One bar per row."""
    for panel in layout.panels:
        for row in panel.rows:
            yield svg.bar(panel.axis, row.end, row.middle, layout.bar, panel.direction)


def _spec(layout: EvolutionLayout) -> dict[str, Any]:
    """The Plotly spec: x and y in pixels, each bar from its panel's axis."""
    return specs.figure(layout, *(_trace(layout, panel) for panel in layout.panels))


def _trace(layout: EvolutionLayout, panel: Panel) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "name": specs.escape_text(panel.heading.text),
        "base": [round(panel.axis, 1)] * len(panel.rows),
        "x": [round(row.end - panel.axis, 1) for row in panel.rows],
        "y": [round(row.middle, 1) for row in panel.rows],
        "width": layout.bar,
        "marker": {"color": color(panel.direction)},
        "customdata": [_hover(layout, row) for row in panel.rows],
    }


def _hover(layout: EvolutionLayout, row: ChangeRow) -> list[str]:
    """The name, the exact amounts of both editions and the difference."""
    texts = (
        f"{layout.evolution.since} : {EUROS(row.change.before_eur)}",
        f"{layout.evolution.period} : {EUROS(row.change.after_eur)}",
        EUROS.difference(row.change.after_eur, row.change.before_eur),
    )
    return [specs.escape_text(row.name), specs.join_lines(texts)]


def _rows(given: FigureInput) -> Iterator[Row]:
    """All changes in whole euros: totals, then partners and products of each direction, the largest rise first."""
    if given.evolution is None:
        return
    evolution, names = given.evolution, given.names
    for direction in Direction:
        before, after = evolution.before.of(direction), evolution.after.of(direction)
        total = word("evolution", "genre_total")
        yield (direction.value, total, "", word("commun", direction), before, after, after - before)
        for kind, changes, name in (
            ("pays", evolution.countries, names.countries.official),
            ("produit", evolution.products, names.products.official),
        ):
            kind_name = word("evolution", f"genre_{kind}")
            for change in changes[direction].all:
                amounts = (change.before_eur, change.after_eur, change.change_eur)
                yield (direction.value, kind_name, change.code, name(change.code), *amounts)


EVOLUTION: Final = FigureKind(
    name=NAME,
    draw=_draw,
    columns=("sens", "genre", "code", "libelle", "avant_eur", "apres_eur", "ecart_eur"),
    key=("sens", "genre", "code"),
    rows=_rows,
    is_available=lambda given: given.evolution is not None,
)
