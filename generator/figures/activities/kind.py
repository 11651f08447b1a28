"""Activities: one treemap in two halves, imports and exports, sized by their totals; and its table.

On a phone the picture is two ranked lists, and the treemap comes with the live figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from generator.figures import svg
from generator.figures.activities.content import Half, halves
from generator.figures.activities.lists import lists
from generator.figures.activities.model import NARROW, WIDE, HalfLayout, TreeLayout, lay_out
from generator.figures.activities.plotly import spec
from generator.figures.activities.squarify import Box
from generator.figures.figure import Drawing, Figure, FigureContext
from generator.figures.kind import FigureInput, FigureKind, spec_texts
from generator.figures.theme import color
from generator.french.words import word
from generator.portrait.model import Totals
from generator.portrait.ranking import FIRST
from generator.tables import PRODUCT, Row

NAME = "activites"


def _draw(given: FigureInput) -> Figure | None:
    """The figure of the portrait's activities, which sum to its totals; ``None`` without any trade."""
    portrait, names, context = given.portrait, given.names, given.context
    if not portrait.activities:
        return None
    title = word("activites", "titre", place=context.place, period=context.period)
    ranked = lists(halves(portrait, names, FIRST), portrait.totals, context, title)
    if not given.live:
        return Figure(NAME, title, None, ranked, {})
    tree = lay_out(halves(portrait, names), portrait.totals, context, WIDE)
    beneath = _beneath(ranked, [laid.half for laid in tree.halves], portrait.totals, context)
    picture = svg.picture(tree, title, _elements(tree))
    return Figure(NAME, title, picture, ranked, spec_texts(spec(tree), spec(beneath)))


def _beneath(drawing: Drawing, content: Sequence[Half], totals: Totals, context: FigureContext) -> TreeLayout:
    """The narrow treemap, as tall as the lists that it takes the place of when it comes alive."""
    free = lay_out(content, totals, context, NARROW)
    tall = free.tree.height + drawing.height - free.height
    return replace(lay_out(content, totals, context, NARROW, tall), height=drawing.height)


def _elements(layout: TreeLayout) -> Iterator[str]:
    """The picture's treemap; whoever opens it alone reads amounts in its cells' titles."""
    yield _rectangle(layout.tree, "grid")
    yield svg.texts([layout.root])
    for half in layout.halves:
        yield from _drawn(half)


def _drawn(layout: HalfLayout) -> Iterator[str]:
    yield _rectangle(layout.box, layout.fill, layout.half.headings[0])
    for cell in layout.cells:
        yield _rectangle(cell.box, cell.fill, " : ".join(cell.tooltip), stroke=color(cell.outline))
    if layout.cells:
        heading = [layout.heading] if layout.heading.text else []
        yield svg.texts([*heading, *(label for cell in layout.cells for label in cell.labels)])


def _rectangle(box: Box, tone: str, title: str = "", *, stroke: str | None = None) -> str:
    titles = [svg.element("title", svg.written(title))] if title else []
    return svg.rectangle(box.left, box.top, box.width, box.height, tone, *titles, stroke=stroke)


def _rows(given: FigureInput) -> Iterator[Row]:
    for row in given.portrait.activities:
        yield (row.product_code, given.names.product(row.product_code), row.import_eur, row.export_eur)


ACTIVITIES: Final = FigureKind(
    name=NAME,
    draw=_draw,
    columns=(*PRODUCT, "import_eur", "export_eur"),
    key=("code_produit",),
    rows=_rows,
)
