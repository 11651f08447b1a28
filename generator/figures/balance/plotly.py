"""Balance for Plotly: two bar traces on axes measured like the picture's."""

from __future__ import annotations

from typing import Any

from generator.figures import specs
from generator.figures.balance.model import BalanceLayout, Row
from generator.figures.theme import color
from generator.french.words import word


def spec(layout: BalanceLayout) -> dict[str, Any]:
    """``{"data", "layout"}``; x in euros, imports negative; y in pixels from the top."""

    def in_euros(x: float) -> float:
        return (x - layout.axis) / layout.scale

    return specs.figure(layout, _trace(layout, "import"), _trace(layout, "export"), across=in_euros)


def _trace(layout: BalanceLayout, side: str) -> dict[str, Any]:
    sign = -1 if side == "import" else 1
    values = [(row.imported if side == "import" else row.exported).value_eur for row in layout.rows]
    return {
        "type": "bar",
        "orientation": "h",
        "name": word("commun", side),
        "x": [sign * value for value in values],
        "y": [row.middle for row in layout.rows],
        "width": layout.bar,
        # the outline keeps a bar of a fraction of a pixel in sight, and would draw one of nothing
        "marker": {
            "color": color(side),
            "line": {"width": [1 if value else 0 for value in values], "color": color(side)},
        },
        "customdata": [_hover(row) for row in layout.rows],
    }


def _hover(row: Row) -> list[str]:
    """The partner's name and its exact amounts."""
    amounts = (
        (word("commun", "import"), row.partner.import_eur),
        (word("commun", "export"), row.partner.export_eur),
        (word("balance", "solde"), row.partner.balance_eur),
    )
    return [
        specs.escape_text(row.name),
        specs.lines(f"{name} : {specs.euros(value)}" for name, value in amounts),
    ]
