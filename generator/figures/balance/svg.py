"""Balance: the static picture."""

from __future__ import annotations

from generator.figures import svg
from generator.figures.balance.model import BalanceLayout
from generator.figures.figure import Drawing


def draw_svg(layout: BalanceLayout, title: str) -> Drawing:
    """The picture: two bars a row, none for nothing."""
    bars = (
        svg.bar(layout.axis, bar.end, row.middle, layout.bar, tone)
        for row in layout.rows
        for bar, tone in ((row.imported, "import"), (row.exported, "export"))
        if bar.value_eur
    )
    return svg.picture(layout, title, bars)
