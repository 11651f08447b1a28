"""Balance: the live figure, two bars a partner."""

from __future__ import annotations

from typing import Any

from generator.figures import specs
from generator.figures.balance.model import BalanceLayout, PartnerRow
from generator.figures.theme import color
from generator.french.words import word
from generator.reference.direction import Direction


def spec(layout: BalanceLayout) -> dict[str, Any]:
    """``{"data", "layout"}``; x in euros, imports negative; y in pixels from the top."""

    def in_euros(x: float) -> float:
        return (x - layout.axis) / layout.scale

    traces = (_trace(layout, direction) for direction in (Direction.IMPORT, Direction.EXPORT))
    return specs.figure(layout, *traces, across=in_euros)


def _trace(layout: BalanceLayout, direction: Direction) -> dict[str, Any]:
    sign = -1 if direction is Direction.IMPORT else 1
    values = [row.partner.of(direction) for row in layout.rows]
    return {
        "type": "bar",
        "orientation": "h",
        "name": word("commun", direction.value),
        "x": [sign * value for value in values],
        "y": [row.middle for row in layout.rows],
        "width": layout.bar,
        # the outline keeps a bar of a fraction of a pixel in sight, and would draw one of nothing
        "marker": {
            "color": color(direction.value),
            "line": {"width": [1 if value else 0 for value in values], "color": color(direction.value)},
        },
        "customdata": [_hover(row) for row in layout.rows],
    }


def _hover(row: PartnerRow) -> list[str]:
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
