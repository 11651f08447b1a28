"""Balance: partners in rows, imports to the left, exports to the right, the difference at the end; and its table."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from generator.figures import specs, svg
from generator.figures.balance.model import MEDIUM, NARROW, WIDE, BalanceLayout, PartnerRow, lay_out
from generator.figures.figure import Figure
from generator.figures.kind import FigureInput, FigureKind, in_three_widths
from generator.figures.theme import color
from generator.french.formatting import EUROS
from generator.french.words import word
from generator.reference.direction import Direction
from generator.tables import COUNTRY, Row

NAME = "balance"


def _draw(given: FigureInput) -> Figure | None:
    """The figure of the portrait's balance, in its order; ``None`` without any partner."""
    context = given.context
    if not given.portrait.balance:
        return None
    title = word("balance", "titre", place=context.place, period=context.period)
    laid_out = partial(lay_out, given.portrait.balance, given.names, context)
    return in_three_widths(NAME, title, laid_out, _elements, _spec, (WIDE, MEDIUM, NARROW), live=given.live)


def _elements(layout: BalanceLayout) -> Iterator[str]:
    """Two bars per row, none for a zero amount."""
    for row in layout.rows:
        for direction, end in row.ends.items():
            if row.partner.of(direction):
                yield svg.bar(layout.axis, end, row.middle, layout.bar, direction)


def _spec(layout: BalanceLayout) -> dict[str, Any]:
    """The Plotly spec: x in euros, imports negative; y in pixels from the top."""

    def in_euros(x: float) -> float:
        return (x - layout.axis) / layout.scale

    traces = (_trace(layout, direction) for direction in (Direction.IMPORT, Direction.EXPORT))
    return specs.figure(layout, *traces, to_x=in_euros)


def _trace(layout: BalanceLayout, direction: Direction) -> dict[str, Any]:
    sign = -1 if direction is Direction.IMPORT else 1
    values = [row.partner.of(direction) for row in layout.rows]
    return {
        "type": "bar",
        "orientation": "h",
        "name": word("commun", direction),
        "x": [sign * value for value in values],
        "y": [row.middle for row in layout.rows],
        "width": layout.bar,
        # the outline keeps a bar of less than a pixel visible; a zero amount has none
        "marker": {
            "color": color(direction),
            "line": {"width": [1 if value else 0 for value in values], "color": color(direction)},
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
    return [specs.escape_text(row.name), specs.join_lines(f"{name} : {EUROS(value)}" for name, value in amounts)]


def _rows(given: FigureInput) -> Iterator[Row]:
    for row in given.portrait.balance:
        name = given.names.countries.official(row.country_code)
        yield (row.country_code, name, row.import_eur, row.export_eur, row.balance_eur)


BALANCE: Final = FigureKind(
    name=NAME, draw=_draw, columns=(*COUNTRY, "import_eur", "export_eur", "solde_eur"), key=("code_pays",), rows=_rows
)
