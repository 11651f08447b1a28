"""Balance: every position, text and amount, from which both drawings are made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from generator.figures import figure
from generator.figures.figure import BASELINE, NAME_LEAD, FigureContext, Label, Layout, Line, Patch, Shape
from generator.figures.text import text_width, wrap
from generator.french.formatting import Unit, unit_for
from generator.french.words import word
from generator.portrait.model import PartnerBalance
from generator.reference.direction import Direction
from generator.reference.names import Names


@dataclass(frozen=True, slots=True)
class Measures(figure.Measures):
    """``name_width`` 0 puts a row's name above its bars instead of to their left."""

    name_width: float
    difference_width: float
    name_size: float
    amount_size: float
    bar: float
    row_padding: float
    rows_height: float
    """The least height of all rows together: few partners get more room, not a low picture."""


WIDE = Measures(960, 16, 196, 136, 15, 14, 18, 9, rows_height=200)
NARROW = Measures(340, 8, 0, 0, 14, 13, 13, 6, rows_height=140)


class PartnerRow(NamedTuple):
    """A partner: its band from ``top`` to ``bottom``, its bars from the axis to their ``ends``, around ``middle``."""

    partner: PartnerBalance
    name: str
    top: float
    bottom: float
    middle: float
    ends: dict[Direction, float]
    name_labels: list[Label]
    amounts: list[Label]
    difference: Label


@dataclass(frozen=True, slots=True)
class BalanceLayout(Layout):
    """The whole figure; ``scale``: pixels per euro on both sides of ``axis``; ``bar``: a bar's thickness."""

    rows: tuple[PartnerRow, ...]
    axis: float
    scale: float
    bar: float


_MIN_BAR = 2.0
"""The least length of a bar in pixels, so that it is visible beside that of a huge partner."""
_GAP = 6.0
_TICK_SIZE = 12.0


def lay_out(
    partners: Sequence[PartnerBalance], names: Names, context: FigureContext, measures: Measures
) -> BalanceLayout:
    """The layout of ``partners`` (at least one), in their order."""
    measures = _spread(measures, len(partners))
    left = measures.margin + measures.name_width
    right = measures.end - measures.difference_width
    axis = (left + right) / 2
    amounts = [value for p in partners for value in (p.import_eur, p.export_eur)]
    largest = max(amounts)
    unit = unit_for(largest)
    widest = max(text_width(unit.number(value), measures.amount_size) for value in amounts)
    scale = ((right - left) / 2 - widest - 2 * _GAP) / max(largest, 1)
    headings, swatches, top = _headings(measures, unit, axis, figure.banner_height(context, measures.width))
    rows: list[PartnerRow] = []
    for partner in partners:
        name = names.countries.short(partner.country_code)
        rows.append(_row(partner, name, measures, unit, axis, scale, rows[-1].bottom if rows else top))
    bottom = rows[-1].bottom
    ticks = {
        axis + side * value * scale: value for side in (-1, 1) for value in figure.round_amounts(largest)
    }
    shapes = (*_ground(rows, measures, ticks), *swatches, *_rules(rows, measures, axis))
    labels = (
        *headings,
        *(label for row in rows for label in row.name_labels),
        *(label for row in rows for label in row.amounts),
        *(row.difference for row in rows),
        *_tick_labels({axis: 0, **ticks}, unit, bottom + _TICK_SIZE + 6),
    )
    return BalanceLayout(
        *figure.framed(context, measures, bottom + _TICK_SIZE + 20, shapes, labels),
        rows=tuple(rows),
        axis=axis,
        scale=scale,
        bar=measures.bar,
    )


def _spread(measures: Measures, rows: int) -> Measures:
    """The measures with thicker bars and more padding where there are few rows."""
    row = measures.rows_height / rows
    bar = max(measures.bar, min(row / 4, 2 * measures.bar))
    text = 0 if measures.name_width else measures.name_size * NAME_LEAD
    return replace(measures, bar=bar, row_padding=max(measures.row_padding, (row - text - bar) / 2))


def _headings(
    measures: Measures, unit: Unit, axis: float, top: float
) -> tuple[tuple[Label, ...], tuple[Patch, ...], float]:
    """The column headings, the colour swatches beside them, and the top of the first row."""
    size = measures.amount_size
    line = top + measures.margin + size
    country = Label(
        measures.margin, line, word("balance", f"pays_{unit.name}"), size, tone="muted", bold=True
    )
    balance = Label(measures.end, line, word("balance", "solde"), size, "end", "muted", bold=True)
    if not measures.name_width:
        line += 24
    imports = Label(axis - 8, line, f"← {word('commun', 'import')}", size, "end", bold=True)
    exports = Label(axis + 8, line, f"{word('commun', 'export')} →", size, bold=True)
    reach, y = 8 + _GAP + size, line - size + 2
    swatches = tuple(
        Patch(x, y, x + 12, y + 12, tone)
        for x, tone in (
            (axis - reach - imports.width, "import"),
            (axis + reach - size + exports.width, "export"),
        )
    )
    return (country, imports, exports, balance), swatches, line + 12


def _row(
    partner: PartnerBalance, name: str, measures: Measures, unit: Unit, axis: float, scale: float, top: float
) -> PartnerRow:
    size, padding, bar = measures.name_size, measures.row_padding, measures.bar
    is_beside = measures.name_width > 0
    text = unit.signed_number(partner.export_eur, partner.import_eur)
    room = (
        measures.name_width - 2 * _GAP
        if is_beside
        else measures.end - measures.margin - text_width(text, size, bold=True) - 2 * _GAP
    )
    lines = wrap(name, room, size, bold=not is_beside)
    text_height = size * NAME_LEAD * len(lines)
    if is_beside:
        height = max(text_height, bar) + 2 * padding
        middle = top + height / 2
        first, difference_line = middle - text_height / 2 + size * 0.95, middle + size * BASELINE
    else:
        height = text_height + bar + 2 * padding
        middle = top + padding + text_height + bar / 2 + 2
        first = difference_line = top + padding + size * 0.9
    tone = figure.difference_tone(partner.balance_eur)
    amounts, ends = list[Label](), dict[Direction, float]()
    for direction, side, anchor in ((Direction.IMPORT, -1, "end"), (Direction.EXPORT, 1, "start")):
        value, line = partner.of(direction), middle + measures.amount_size * BASELINE
        ends[direction] = axis + side * (max(value * scale, _MIN_BAR) if value else 0)
        x, ink = ends[direction] + side * _GAP, "text" if value else "muted"
        amounts.append(Label(x, line, unit.number(value), measures.amount_size, anchor, ink))
    return PartnerRow(
        partner=partner,
        name=name,
        top=top,
        bottom=top + height,
        middle=middle,
        ends=ends,
        name_labels=figure.stacked(
            Label(measures.margin + 4, first, name, size, bold=not is_beside), lines, size * NAME_LEAD
        ),
        amounts=amounts,
        difference=Label(measures.end - 4, difference_line, text, size, "end", tone, bold=True),
    )


def _ground(rows: Sequence[PartnerRow], measures: Measures, ticks: Iterable[float]) -> Iterator[Shape]:
    """A stripe on every other row, and the ticks: through all rows, except where names are above the bars."""
    first, last = rows[0].top, rows[-1].bottom
    for row in rows[::2]:
        yield Patch(measures.margin, row.top, measures.end, row.bottom, "grid", opacity=0.4)
    for x in ticks:
        if measures.name_width:
            yield Line(x, first, x, last + 4, "grid")
        else:
            yield Line(x, last, x, last + 4, "link")


def _rules(rows: Sequence[PartnerRow], measures: Measures, axis: float) -> Iterator[Line]:
    """The edges of the rows, and the axis: in pieces where it would cross names."""
    first, last = rows[0].top, rows[-1].bottom
    for y in (first, last):
        yield Line(measures.margin, y, measures.end, y, "link")
    half = measures.bar / 2 + 4
    spans = [(first, last + 4)] if measures.name_width else [(r.middle - half, r.middle + half) for r in rows]
    for top, bottom in spans:
        yield Line(axis, top, axis, bottom, "muted", is_axis=True)


def _tick_labels(ticks: Mapping[float, int], unit: Unit, line: float) -> Sequence[Label]:
    """As many tick labels as do not overlap: all; every other one; the outer two."""
    labels = [
        Label(x, line, unit.number(ticks[x], trim=True), _TICK_SIZE, "middle", "muted") for x in sorted(ticks)
    ]

    def fit(kept: Sequence[Label]) -> bool:
        return all(b.x - a.x >= (a.width + b.width) / 2 + _GAP for a, b in pairwise(kept))

    return next((kept for kept in (labels, labels[::2]) if fit(kept)), [labels[0], labels[-1]])
