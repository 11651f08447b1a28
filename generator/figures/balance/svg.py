"""The balance figure as a static picture."""

from __future__ import annotations

from generator.figures import svg
from generator.figures.balance.model import Plan, Row
from generator.figures.frame import draw, draw_foot, draw_mark
from generator.figures.theme import color

STRIPE_OPACITY = 0.4


def render(plan: Plan, title: str) -> str:
    """A whole SVG file."""
    first, last = plan.rows[0].top, plan.rows[-1].bottom
    edge = plan.width - plan.margin
    body = [
        draw_mark(plan.mark, plan.width),
        *(_stripe(plan, row) for row in plan.rows[::2]),
        *(svg.line(x, x, *plan.tick_span, plan.tick_tone) for x, _ in plan.ticks),
        *(svg.rectangle(x, y, 12, 12, tone) for x, y, tone in plan.swatches),
        *map(draw, plan.headings),
        *(svg.line(plan.margin, edge, y, y, "link") for y in (first, last)),
        *(_row(plan, row) for row in plan.rows),
        *(svg.line(plan.axis, plan.axis, *span, "muted") for span in plan.axis_spans),
        *map(draw, plan.tick_labels),
        draw_foot(plan.foot, plan.width, plan.foot_top, plan.margin),
    ]
    return svg.document(plan.width, plan.height, title, body)


def _stripe(plan: Plan, row: Row) -> str:
    return svg.element(
        "rect",
        x=plan.margin,
        y=row.top,
        width=plan.width - 2 * plan.margin,
        height=row.bottom - row.top,
        fill=color("grid"),
        fill_opacity=STRIPE_OPACITY,
    )


def _row(plan: Plan, row: Row) -> str:
    bars = "".join(
        svg.rectangle(
            min(plan.axis, bar.end), row.middle - plan.bar / 2, abs(bar.end - plan.axis), plan.bar, tone
        )
        for bar, tone in ((row.imported, "import"), (row.exported, "export"))
        if bar.value_eur
    )
    labels = (*row.name_labels, row.imported.label, row.exported.label, row.difference)
    return svg.element("g", bars, *map(draw, labels))
