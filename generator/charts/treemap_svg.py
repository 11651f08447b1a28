"""The activities treemap as a static picture."""

from __future__ import annotations

from generator.charts import svg
from generator.charts.frame import Label, draw, draw_foot, draw_mark
from generator.charts.squarify import Box
from generator.charts.theme import color
from generator.charts.treemap_layout import TEXT_INSET, Cell, HalfPlan, Plan
from generator.charts.treemap_text import LEAD
from generator.charts.words import word
from generator.portrait.model import Direction


def render(plan: Plan, title: str) -> str:
    """A whole SVG file."""
    track = plan.ticks
    body = [
        draw_mark(plan.mark, plan.width),
        *(_rectangle(box, tone) for box, tone in plan.bar),
        *(_tick(x, plan.bar[0][0]) for x in track),
        *map(draw, plan.strip),
        _rectangle(plan.tree, "grid"),
        draw(plan.root),
        *(_half(half) for half in plan.halves),
        draw_foot(plan.foot, plan.width, plan.foot_top, plan.margin),
    ]
    return svg.document(plan.width, plan.height, title, body)


def tooltip(cell: Cell, direction: Direction) -> tuple[str, str]:
    """A cell's name, its amount with its share of the half: for its title and for hovering."""
    of_half = word("activites", f"part_{direction.value}")
    return cell.leaf.name, f"{cell.leaf.amount} · {cell.leaf.share} {of_half}"


def _rectangle(box: Box, tone: str, *children: str, outline: str | None = None) -> str:
    return svg.element(
        "rect",
        *children,
        x=box.left,
        y=box.top,
        width=box.width,
        height=box.height,
        fill=color(tone),
        stroke=outline and color(outline),
    )


def _tick(x: float, bar: Box) -> str:
    return svg.element("line", x1=x, x2=x, y1=bar.top - 3, y2=bar.bottom + 5, stroke=color("muted"))


def _half(plan: HalfPlan) -> str:
    tone = plan.half.direction.value
    title = svg.element("title", svg.clean(plan.half.heading))
    if not plan.roomy:
        return _rectangle(plan.box, tone, title)
    ground = _rectangle(plan.box, f"{tone}-soft", title)
    return svg.element(
        "g", ground, draw(plan.heading), *(_cell(cell, plan.half.direction) for cell in plan.cells)
    )


def _cell(cell: Cell, direction: Direction) -> str:
    tone = direction.value
    gathered = cell.leaf.gathered
    title = svg.element("title", svg.clean(" : ".join(tooltip(cell, direction))))
    fill = f"{tone}-soft" if gathered else tone
    return _rectangle(cell.box, fill, title, outline=tone if gathered else None) + "".join(
        map(draw, cell_labels(cell))
    )


def cell_labels(cell: Cell) -> list[Label]:
    """The lines of a cell's text at their places."""
    size, tone = cell.text.size, "text" if cell.leaf.gathered else "on-fill"
    first = cell.box.top + TEXT_INSET + size
    return [
        Label(
            cell.box.left + TEXT_INSET,
            first + n * size * LEAD,
            line,
            size,
            tone=tone,
            bold=cell.text.bold and n < len(cell.text.name),
        )
        for n, line in enumerate(cell.text.lines)
    ]
