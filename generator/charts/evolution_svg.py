"""The evolution figure as a static picture."""

from __future__ import annotations

from generator.charts import svg
from generator.charts.evolution_model import Panel, Plan, Row
from generator.charts.frame import draw, draw_foot, draw_mark
from generator.charts.theme import color


def render(plan: Plan, title: str) -> str:
    """A whole SVG file."""
    body = [
        draw_mark(plan.mark, plan.width),
        *(_panel(panel, plan.bar) for panel in plan.panels),
        draw_foot(plan.foot, plan.width, plan.foot_top, plan.margin),
    ]
    return svg.document(plan.width, plan.height, title, body)


def _panel(panel: Panel, bar: float) -> str:
    x, y = panel.swatch
    first = panel.rows[0].top
    return svg.element(
        "g",
        svg.element("rect", x=x, y=y, width=12, height=12, fill=color(panel.tone)),
        draw(panel.heading),
        svg.element("line", x1=panel.left, x2=panel.right, y1=first, y2=first, stroke=color("link")),
        *(_row(panel, row, bar) for row in panel.rows),
        *(
            svg.element("line", x1=panel.axis, x2=panel.axis, y1=start, y2=end, stroke=color("muted"))
            for start, end in panel.axis_spans
        ),
    )


def _row(panel: Panel, row: Row, bar: float) -> str:
    drawn = svg.element(
        "rect",
        x=min(panel.axis, row.end),
        y=row.middle - bar / 2,
        width=abs(row.end - panel.axis),
        height=bar,
        fill=color(panel.tone),
    )
    return drawn + "".join(map(draw, row.labels))
