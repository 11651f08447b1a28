"""Activities: the treemap as a static picture."""

from __future__ import annotations

from generator.figures import svg
from generator.figures.activities.content import LEAD
from generator.figures.activities.lists import draw_strip
from generator.figures.activities.model import TEXT_INSET, Cell, HalfLayout, Layout
from generator.figures.activities.squarify import Box
from generator.figures.frame import Label, draw, draw_foot, draw_mark
from generator.french.words import word


def draw_svg(layout: Layout, title: str) -> str:
    """A whole SVG file."""
    body = [
        draw_mark(layout.mark, layout.width),
        *draw_strip(layout.strip),
        _rectangle(layout.tree, "grid"),
        draw([layout.root]),
        *(_half(half) for half in layout.halves),
        draw_foot(layout.foot, layout.width, layout.foot_top, layout.margin),
    ]
    return svg.document(layout.width, layout.height, title, body)


def tooltip(cell: Cell) -> tuple[str, str]:
    """A cell's name, its amount with its share of the half: for its title and for hovering."""
    of_half = word("activites", f"part_{cell.direction.value}")
    return cell.leaf.name, f"{cell.leaf.amount} · {cell.leaf.share} {of_half}"


def _rectangle(box: Box, tone: str, title: str = "", *, outline: str | None = None) -> str:
    left, top, right, bottom = box
    return svg.rectangle(left, top, right - left, bottom - top, tone, title, outline=outline)


def _half(layout: HalfLayout) -> str:
    title = svg.element("title", svg.written(layout.half.headings[0]))
    ground = _rectangle(layout.box, layout.fill, title)
    if not layout.roomy:
        return ground
    heading = [layout.heading] if layout.heading.text else []
    texts = draw([*heading, *(label for cell in layout.cells for label in cell_labels(cell))])
    return svg.element("g", ground, *map(_cell, layout.cells), texts)


def _cell(cell: Cell) -> str:
    title = svg.element("title", svg.written(" : ".join(tooltip(cell))))
    return _rectangle(cell.box, cell.fill, title, outline=cell.outline)


def cell_labels(cell: Cell) -> list[Label]:
    """The lines of a cell's text at their places."""
    size = cell.text.size
    first = cell.box.top + TEXT_INSET + size
    return [
        Label(cell.box.left + TEXT_INSET, first + n * size * LEAD, line, size, tone=cell.ink)
        for n, line in enumerate(cell.text.lines)
    ]
