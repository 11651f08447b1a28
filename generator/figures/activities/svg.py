"""The activities treemap as a static picture."""

from __future__ import annotations

from generator.figures import svg
from generator.figures.activities.cell_text import LEAD
from generator.figures.activities.model import TEXT_INSET, Cell, HalfPlan, Plan
from generator.figures.activities.squarify import Box
from generator.figures.frame import Label, draw, draw_foot, draw_mark
from generator.french.words import word


def render(plan: Plan, title: str) -> str:
    """A whole SVG file."""
    body = [
        draw_mark(plan.mark, plan.width),
        *(_rectangle(box, tone) for box, tone in plan.bar),
        *(svg.line(x, x, plan.scale_line, plan.scale_line + 4, "muted") for x in plan.ticks),
        svg.line(plan.ticks[0], plan.ticks[-1], plan.scale_line, plan.scale_line, "muted"),
        *map(draw, plan.strip),
        _rectangle(plan.tree, "grid"),
        draw(plan.root),
        *(_half(half) for half in plan.halves),
        draw_foot(plan.foot, plan.width, plan.foot_top, plan.margin),
    ]
    return svg.document(plan.width, plan.height, title, body)


def tooltip(cell: Cell) -> tuple[str, str]:
    """A cell's name, its amount with its share of the half: for its title and for hovering."""
    of_half = word("activites", f"part_{cell.direction.value}")
    return cell.leaf.name, f"{cell.leaf.amount} · {cell.leaf.share} {of_half}"


def _rectangle(box: Box, tone: str, title: str = "", *, outline: str | None = None) -> str:
    left, top, right, bottom = box
    return svg.rectangle(left, top, right - left, bottom - top, tone, title, outline=outline)


def _half(plan: HalfPlan) -> str:
    title = svg.element("title", svg.clean(plan.half.headings[0]))
    ground = _rectangle(plan.box, plan.fill, title)
    if not plan.roomy:
        return ground
    heading = draw(plan.heading) if plan.heading.text else ""
    return svg.element("g", ground, heading, *map(_cell, plan.cells))


def _cell(cell: Cell) -> str:
    title = svg.element("title", svg.clean(" : ".join(tooltip(cell))))
    return _rectangle(cell.box, cell.fill, title, outline=cell.outline) + "".join(
        map(draw, cell_labels(cell))
    )


def cell_labels(cell: Cell) -> list[Label]:
    """The lines of a cell's text at their places."""
    size = cell.text.size
    first = cell.box.top + TEXT_INSET + size
    return [
        Label(
            cell.box.left + TEXT_INSET,
            first + n * size * LEAD,
            line,
            size,
            tone=cell.ink,
            bold=cell.text.bold and n < len(cell.text.name),
        )
        for n, line in enumerate(cell.text.lines)
    ]
