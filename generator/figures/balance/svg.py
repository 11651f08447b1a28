"""Balance: the static picture."""

from __future__ import annotations

from generator.figures import svg
from generator.figures.balance.model import Layout, Row
from generator.figures.frame import Label, draw, draw_foot, draw_mark
from generator.figures.theme import color

STRIPE_OPACITY = 0.4


def draw_svg(layout: Layout, title: str) -> str:
    """A whole SVG file."""
    first, last = layout.rows[0].top, layout.rows[-1].bottom
    edge = layout.width - layout.margin
    body = [
        draw_mark(layout.mark, layout.width),
        *(_stripe(layout, row) for row in layout.rows[::2]),
        svg.lines(((x, x, *layout.tick_span) for x, _ in layout.ticks), layout.tick_tone),
        *(svg.rectangle(x, y, 12, 12, tone) for x, y, tone in layout.swatches),
        draw(layout.headings),
        svg.lines(((layout.margin, edge, y, y) for y in (first, last)), "link"),
        *(_bars(layout, row) for row in layout.rows),
        draw(label for row in layout.rows for label in _labels(row)),
        svg.lines(((layout.axis, layout.axis, *span) for span in layout.axis_spans), "muted"),
        draw(layout.tick_labels),
        draw_foot(layout.foot, layout.width, layout.foot_top, layout.margin),
    ]
    return svg.document(layout.width, layout.height, title, body)


def _stripe(layout: Layout, row: Row) -> str:
    return svg.element(
        "rect",
        x=layout.margin,
        y=row.top,
        width=layout.width - 2 * layout.margin,
        height=row.bottom - row.top,
        fill=color("grid"),
        fill_opacity=STRIPE_OPACITY,
    )


def _bars(layout: Layout, row: Row) -> str:
    return "".join(
        svg.rectangle(
            min(layout.axis, bar.end),
            row.middle - layout.bar / 2,
            abs(bar.end - layout.axis),
            layout.bar,
            tone,
        )
        for bar, tone in ((row.imported, "import"), (row.exported, "export"))
        if bar.value_eur
    )


def _labels(row: Row) -> tuple[Label, ...]:
    return (*row.name_labels, row.imported.label, row.exported.label, row.difference)
