"""Balance: every position, text and amount, from which both drawings are made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.figures.figure import FigureContext
from generator.figures.frame import Label, difference_tone, foot, mark, mark_height
from generator.figures.text import width as text_width
from generator.figures.text import wrap
from generator.french.formatting import Unit, amount, common_unit, signed_difference
from generator.french.words import word
from generator.portrait.model import PartnerBalance
from generator.reference.names import Names


@dataclass(frozen=True, slots=True)
class Measures:
    """Measures in pixels; ``name_width`` 0 puts a row's name above its bars instead of at their left."""

    width: int
    margin: float
    name_width: float
    difference_width: float
    name_size: float
    amount_size: float
    bar: float
    row_padding: float
    rows_height: float
    """The least height of all rows together: few partners get more air, not a strip of a picture."""


WIDE = Measures(960, 16, 196, 136, 15, 14, 18, 9, rows_height=200)
NARROW = Measures(340, 8, 0, 0, 14, 13, 13, 6, rows_height=140)


@dataclass(frozen=True, slots=True)
class Bar:
    """An amount in euros as a bar from the axis to ``end`` (x in pixels), its text at that end."""

    value_eur: int
    end: float
    label: Label


@dataclass(frozen=True, slots=True)
class Row:
    """A partner: its band from ``top`` to ``bottom``, its bars centred on ``middle``."""

    code: str
    name: str
    top: float
    bottom: float
    middle: float
    name_labels: tuple[Label, ...]
    imported: Bar
    exported: Bar
    difference: Label
    difference_eur: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole figure.

    ``scale``: pixels a euro on both sides of ``axis``, whose line is drawn over ``axis_spans`` (y from, y to).
    ``ticks``: x and euros, without the axis itself, each drawn over ``tick_span`` in ``tick_tone``.
    """

    width: int
    height: int
    margin: float
    axis: float
    scale: float
    bar: float
    mark: tuple[Label, ...]
    headings: tuple[Label, ...]
    swatches: tuple[tuple[float, float, str], ...]
    rows: tuple[Row, ...]
    axis_spans: tuple[tuple[float, float], ...]
    ticks: tuple[tuple[float, int], ...]
    tick_span: tuple[float, float]
    tick_tone: str
    tick_labels: tuple[Label, ...]
    foot_top: float
    foot: tuple[Label, ...]


_MIN_BAR = 2.0
"""Pixels that a non-zero amount gets at least, so that beside a huge partner it is still there."""
_GAP = 6.0
_TICK_SIZE = 12.0


def lay_out(
    partners: Sequence[PartnerBalance], names: Names, context: FigureContext, measures: Measures
) -> Layout:
    """Lays ``partners`` (at least one) out in their order."""
    measures = _aired(measures, len(partners))
    left = measures.margin + measures.name_width
    right = measures.width - measures.margin - measures.difference_width
    axis = (left + right) / 2
    amounts = [value for p in partners for value in (p.import_eur, p.export_eur)]
    largest = max(amounts)
    unit = common_unit(largest)
    written = max(text_width(amount(value, unit), measures.amount_size) for value in amounts)
    scale = ((right - left) / 2 - written - 2 * _GAP) / max(largest, 1)
    marked = mark(context, measures.width)
    headings, swatches, top = _headings(measures, unit, axis, mark_height(marked) + measures.margin)
    rows: list[Row] = []
    for partner in partners:
        rows.append(_row(partner, names, measures, unit, axis, scale, rows[-1].bottom if rows else top))
    ticks = _ticks(largest, axis, scale)
    tick_labels = _tick_labels(ticks, unit, axis, rows[-1].bottom + _TICK_SIZE + 6)
    axis_spans, tick_span = _spans(rows, measures)
    foot_top = rows[-1].bottom + _TICK_SIZE + 20
    foot_labels = foot(context, measures.width, foot_top, measures.margin)
    return Layout(
        width=measures.width,
        height=round(foot_labels[-1].y + 10),
        margin=measures.margin,
        axis=axis,
        scale=scale,
        bar=measures.bar,
        mark=marked,
        headings=headings,
        swatches=swatches,
        rows=tuple(rows),
        axis_spans=axis_spans,
        ticks=ticks,
        tick_span=tick_span,
        tick_tone="grid" if measures.name_width else "link",
        tick_labels=tick_labels,
        foot_top=foot_top,
        foot=foot_labels,
    )


def _aired(measures: Measures, rows: int) -> Measures:
    """Thicker bars and more room around them where there are few."""
    row = measures.rows_height / rows
    bar = max(measures.bar, min(row / 4, 2 * measures.bar))
    text = 0 if measures.name_width else measures.name_size * 1.25
    return replace(measures, bar=bar, row_padding=max(measures.row_padding, (row - text - bar) / 2))


def _headings(
    measures: Measures, unit: Unit, axis: float, top: float
) -> tuple[tuple[Label, ...], tuple[tuple[float, float, str], ...], float]:
    """Column headings, the squares of colour beside them (x, y, tone), and where the rows begin."""
    size = measures.amount_size
    line = top + size
    end = measures.width - measures.margin
    country = Label(
        measures.margin, line, word("balance", f"pays_{unit.name}"), size, tone="muted", bold=True
    )
    balance = Label(end, line, word("balance", "solde"), size, "end", "muted", bold=True)
    if not measures.name_width:
        line += 24
    imports = Label(axis - 8, line, f"← {word('commun', 'import')}", size, "end", bold=True)
    exports = Label(axis + 8, line, f"{word('commun', 'export')} →", size, bold=True)
    reach = 8 + _GAP + size
    swatches = (
        (axis - reach - text_width(imports.text, size, bold=True), line - size + 2, "import"),
        (axis + reach - size + text_width(exports.text, size, bold=True), line - size + 2, "export"),
    )
    return (country, imports, exports, balance), swatches, line + 12


def _row(
    partner: PartnerBalance,
    names: Names,
    measures: Measures,
    unit: Unit,
    axis: float,
    scale: float,
    top: float,
) -> Row:
    name = names.short_country(partner.country_code)
    end = measures.width - measures.margin
    size, lead = measures.name_size, measures.name_size * 1.25
    beside = measures.name_width > 0
    said = signed_difference(partner.export_eur, partner.import_eur, unit)
    room = (
        measures.name_width - 2 * _GAP
        if beside
        else end - measures.margin - text_width(said, size, bold=True) - 2 * _GAP
    )
    lines = wrap(name, room, size, bold=not beside)
    text_height = lead * len(lines)
    if beside:
        height = max(text_height, measures.bar) + 2 * measures.row_padding
        middle = top + height / 2
        first = middle - text_height / 2 + size * 0.95
        difference_line = middle + size * 0.35
    else:
        height = text_height + measures.bar + 2 * measures.row_padding
        middle = top + measures.row_padding + text_height + measures.bar / 2 + 2
        first = difference_line = top + measures.row_padding + size * 0.9
    line = middle + measures.amount_size * 0.35
    return Row(
        code=partner.country_code,
        name=name,
        top=top,
        bottom=top + height,
        middle=middle,
        name_labels=tuple(
            Label(measures.margin + 4, first + lead * n, text, size, bold=not beside)
            for n, text in enumerate(lines)
        ),
        imported=_bar(partner.import_eur, unit, axis, -scale, line, measures.amount_size),
        exported=_bar(partner.export_eur, unit, axis, scale, line, measures.amount_size),
        difference=Label(
            end - 4, difference_line, said, size, "end", difference_tone(partner.balance_eur), bold=True
        ),
        difference_eur=partner.balance_eur,
    )


def _bar(value: int, unit: Unit, axis: float, scale: float, line: float, size: float) -> Bar:
    """``scale`` is negative towards the left."""
    side = -1 if scale < 0 else 1
    length = max(value * abs(scale), _MIN_BAR) if value else 0.0
    end = axis + side * length
    tone = "text" if value else "muted"
    anchor = "end" if side < 0 else "start"
    return Bar(value, end, Label(end + side * _GAP, line, amount(value, unit), size, anchor, tone))


def _spans(
    rows: Sequence[Row], measures: Measures
) -> tuple[tuple[tuple[float, float], ...], tuple[float, float]]:
    """Lines run through all rows, except where names stand above the bars and would be struck through."""
    first, last = rows[0].top, rows[-1].bottom
    if measures.name_width:
        return ((first, last + 4),), (first, last + 4)
    half = measures.bar / 2 + 4
    return tuple((row.middle - half, row.middle + half) for row in rows), (last, last + 4)


def _ticks(largest: int, axis: float, scale: float) -> tuple[tuple[float, int], ...]:
    """Two round amounts a side, the outer one the largest that the bars reach, the inner one half of it."""
    power = 10 ** (len(str(largest)) - 1)
    outer = max(factor * power for factor in (1, 2, 4, 6, 8) if factor * power <= max(largest, 1))
    amounts = [outer] if outer % 2 else [outer // 2, outer]
    return tuple((axis + side * value * scale, value) for side in (-1, 1) for value in amounts)


def _tick_labels(
    ticks: Sequence[tuple[float, int]], unit: Unit, axis: float, line: float
) -> tuple[Label, ...]:
    """As many ticks labelled as do not overlap: all; every other one; the outer two."""
    candidates = [Label(axis, line, "0", _TICK_SIZE, "middle", "muted")]
    candidates += [
        Label(x, line, amount(value, unit, trim=True), _TICK_SIZE, "middle", "muted") for x, value in ticks
    ]
    candidates.sort(key=lambda label: label.x)
    outer = [candidates[0], candidates[-1]]
    fitting = (kept for kept in (candidates, candidates[::2], outer) if not _crowded(kept))
    return tuple(next(fitting, outer))


def _crowded(labels: Sequence[Label]) -> bool:
    """Whether two neighbours on a line come too near each other."""
    return any(
        b.x - a.x < (text_width(a.text, a.size) + text_width(b.text, b.size)) / 2 + _GAP
        for a, b in pairwise(labels)
    )
