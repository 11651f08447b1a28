"""Evolution: the static picture."""

from __future__ import annotations

from generator.figures import svg
from generator.figures.evolution.model import Layout, Panel, Row
from generator.figures.frame import draw, draw_foot, draw_mark


def draw_svg(layout: Layout, title: str) -> str:
    """A whole SVG file."""
    body = [
        draw_mark(layout.mark, layout.width),
        *(_panel(panel, layout.bar) for panel in layout.panels),
        draw_foot(layout.foot, layout.width, layout.foot_top, layout.margin),
    ]
    return svg.document(layout.width, layout.height, title, body)


def _panel(panel: Panel, bar: float) -> str:
    x, y = panel.swatch
    first = panel.rows[0].top
    return svg.element(
        "g",
        svg.rectangle(x, y, 12, 12, panel.tone),
        svg.lines([(panel.left, panel.right, first, first)], "link"),
        *(_bar(panel, row, bar) for row in panel.rows),
        draw([panel.heading, *(label for row in panel.rows for label in row.labels)]),
        svg.lines(((panel.axis, panel.axis, start, end) for start, end in panel.axis_spans), "muted"),
    )


def _bar(panel: Panel, row: Row, bar: float) -> str:
    return svg.rectangle(
        min(panel.axis, row.end), row.middle - bar / 2, abs(row.end - panel.axis), bar, panel.tone
    )
