"""Activities: the treemap as a static picture."""

from __future__ import annotations

from collections.abc import Iterator

from generator.figures import svg
from generator.figures.activities.model import HalfLayout, TreeLayout
from generator.figures.activities.squarify import Box
from generator.figures.figure import Drawing
from generator.figures.theme import color


def draw_svg(layout: TreeLayout, title: str) -> Drawing:
    """The picture; whoever opens it alone reads amounts in its cells' titles."""
    return svg.picture(layout, title, _data(layout))


def _data(layout: TreeLayout) -> Iterator[str]:
    yield _rectangle(layout.tree, "grid")
    yield svg.texts([layout.root])
    for half in layout.halves:
        yield from _half(half)


def _half(layout: HalfLayout) -> Iterator[str]:
    yield _rectangle(layout.box, layout.fill, layout.half.headings[0])
    for cell in layout.cells:
        yield _rectangle(cell.box, cell.fill, " : ".join(cell.tooltip), stroke=color(cell.outline))
    if layout.roomy:
        heading = [layout.heading] if layout.heading.text else []
        yield svg.texts([*heading, *(label for cell in layout.cells for label in cell.labels)])


def _rectangle(box: Box, tone: str, title: str = "", *, stroke: str | None = None) -> str:
    titles = [svg.element("title", svg.written(title))] if title else []
    return svg.rectangle(box.left, box.top, box.width, box.height, tone, *titles, stroke=stroke)
