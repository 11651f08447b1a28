"""Balance: partners in rows, imports to the left, exports to the right, the difference at the end; and its table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import count, pairwise, product
from typing import Any, Final, NamedTuple

from generator.figures import figure, specs, svg
from generator.figures.figure import BASELINE, NAME_LEAD, Figure, FigureContext, Label, Layout, Line, Patch, Shape
from generator.figures.kind import FigureInput, FigureKind, in_three_widths
from generator.figures.text import text_width, wrap
from generator.figures.theme import color
from generator.french.formatting import Unit, unit_for
from generator.french.words import word
from generator.portrait.model import PartnerBalance
from generator.reference.direction import Direction
from generator.reference.names import Names
from generator.tables import COUNTRY, Row

NAME = "balance"


@dataclass(frozen=True, slots=True)
class Measures(figure.Measures):
    """``name_width``: at most; 0 puts a row's name above its bars instead of to their left."""

    name_width: float
    name_size: float
    amount_size: float
    bar: float
    row_padding: float
    rows_height: float
    """The least height of all rows together: few partners get more room, not a low picture."""


WIDE = Measures(960, 16, 196, 15, 14, 18, 9, rows_height=200)
MEDIUM = Measures(620, 12, 150, 14, 13, 16, 7, rows_height=170)
NARROW = Measures(340, 8, 0, 14, 13, 13, 6, rows_height=140)


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
    unit: Unit


_MIN_BAR = 2.0
"""The least length of a bar in pixels, so that it is visible beside that of a huge partner."""
_GAP = 6.0
_TICK_SIZE = 12.0
_DIRECTIONS = (Direction.IMPORT, Direction.EXPORT)
"""From left to right."""


def _draw(given: FigureInput) -> Figure | None:
    if not given.portrait.balance:
        return None
    title = word("balance", "titre", place=given.context.place, period=given.context.period)
    laid_out = partial(_lay_out, given.portrait.balance, given.names, given.context)
    return in_three_widths(NAME, title, laid_out, _elements, _spec, (WIDE, MEDIUM, NARROW), live=given.live)


def _lay_out(
    partners: Sequence[PartnerBalance], names: Names, context: FigureContext, measures: Measures
) -> BalanceLayout:
    measures = _spread(measures, len(partners))
    called = [names.countries.short(partner.country_code) for partner in partners]
    unit = unit_for(*(partner.of(direction) for partner in partners for direction in _DIRECTIONS))
    left, right = measures.margin, measures.end
    if measures.name_width:
        widest = max(text_width(name, measures.name_size) for name in called)
        measures = replace(measures, name_width=min(widest + 3 * _GAP, measures.name_width))
        left += measures.name_width
        differences = (unit.signed_number(p.export_eur, p.import_eur) for p in partners)
        texts = (word("balance", "solde"), *differences)
        right -= max(text_width(text, measures.name_size, bold=True) for text in texts) + 4 * _GAP
    axis, scale, ticks = _scale(partners, unit, measures, left, right)
    headings, swatches, top = _headings(measures, unit, axis, figure.banner_height(context, measures.width))
    rows: list[PartnerRow] = []
    for partner, name in zip(partners, called, strict=True):
        rows.append(_row(partner, name, measures, unit, axis, scale, rows[-1].bottom if rows else top))
    bottom = rows[-1].bottom
    shapes = (*_ground(rows, measures, ticks), *swatches, *_rules(rows, measures, axis))
    labels = (
        *headings,
        *(label for row in rows for label in row.name_labels),
        *(label for row in rows for label in row.amounts),
        *(row.difference for row in rows),
        *_tick_labels(ticks, unit, bottom + _TICK_SIZE + 6),
    )
    frame = figure.framed(context, measures, bottom + _TICK_SIZE + 20, shapes, labels)
    return BalanceLayout(*frame, rows=tuple(rows), axis=axis, scale=scale, bar=measures.bar, unit=unit)


def _scale(
    partners: Sequence[PartnerBalance], unit: Unit, measures: Measures, left: float, right: float
) -> tuple[float, float, dict[float, int]]:
    """The axis, the scale and the amount at each tick; a side takes what its bars, ticks and heading need."""
    largest = {direction: max(p.of(direction) for p in partners) for direction in _DIRECTIONS}
    highest = max(largest.values())
    # the round amount of which at most six reach the highest one
    power = 10 ** max(len(str(highest)) - 2, 0)
    step = next(factor * power for factor in (1, 2, 5, 10, 20) if 6 * factor * power >= highest)
    counts = [max(1, -(-largest[direction] // step)) for direction in _DIRECTIONS]
    needs = []
    for direction, ticks in zip(_DIRECTIONS, counts, strict=True):
        texts = (unit.number(p.of(direction)) for p in partners)
        amount = max(text_width(text, measures.amount_size) for text in texts)
        tick = text_width(unit.number(ticks * step, trim=True), _TICK_SIZE) / 2
        heading = _heading(direction, measures.amount_size).width + _reach(measures)
        needs.append(((largest[direction], amount + 2 * _GAP), (ticks * step, tick), (0, heading)))
    scale = min((right - left - a - b) / (v + w) for (v, a), (w, b) in product(*needs) if v + w)
    axis = left + max(value * scale + beside for value, beside in needs[0])
    amounts = (place * step for place in range(-counts[0], counts[1] + 1))
    return axis, scale, {axis + amount * scale: amount for amount in amounts}


def _spread(measures: Measures, rows: int) -> Measures:
    """The measures with thicker bars and more padding where there are few rows."""
    row = measures.rows_height / rows
    bar = max(measures.bar, min(row / 4, 2 * measures.bar))
    text = 0 if measures.name_width else measures.name_size * NAME_LEAD
    return replace(measures, bar=bar, row_padding=max(measures.row_padding, (row - text - bar) / 2))


def _heading(direction: Direction, size: float) -> Label:
    """The heading of a direction's bars, at no place yet."""
    name = word("commun", direction)
    is_left = direction is Direction.IMPORT
    return Label(0, 0, f"← {name}" if is_left else f"{name} →", size, "end" if is_left else "start", bold=True)


def _reach(measures: Measures) -> float:
    """How much wider than its text a direction's heading is, from the axis to the end of its swatch."""
    return 8 + _GAP + measures.amount_size


def _headings(
    measures: Measures, unit: Unit, axis: float, top: float
) -> tuple[tuple[Label, ...], tuple[Patch, ...], float]:
    """The column headings, the colour swatches beside them, and the top of the first row."""
    size, reach = measures.amount_size, _reach(measures)
    line = top + measures.margin + size
    country = Label(measures.margin, line, word("balance", f"pays_{unit.name}"), size, tone="muted", bold=True)
    balance = Label(measures.end, line, word("balance", "solde"), size, "end", "muted", bold=True)
    imports, exports = (_heading(direction, size) for direction in _DIRECTIONS)
    starts, ends = axis - reach - imports.width, axis + reach + exports.width
    if starts < country.x + country.width + 2 * _GAP or ends > balance.x - balance.width - 2 * _GAP:
        line += 24
    y = line - size + 2
    swatches = tuple(Patch(x, y, x + 12, y + 12, tone) for x, tone in ((starts, "import"), (ends - size, "export")))
    placed = imports._replace(x=axis - 8, y=line), exports._replace(x=axis + 8, y=line)
    return (country, *placed, balance), swatches, line + 12


def _row(
    partner: PartnerBalance, name: str, measures: Measures, unit: Unit, axis: float, scale: float, top: float
) -> PartnerRow:
    size, padding, bar = measures.name_size, measures.row_padding, measures.bar
    is_beside = measures.name_width > 0
    text = unit.signed_number(partner.export_eur, partner.import_eur)
    room = measures.name_width or measures.end - measures.margin - text_width(text, size, bold=True)
    lines = wrap(name, room - 2 * _GAP, size, bold=not is_beside)
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
    start = Label(measures.margin + 4, first, name, size, bold=not is_beside)
    difference = Label(measures.end - 4, difference_line, text, size, "end", tone, bold=True)
    name_labels = figure.stacked(start, lines, size * NAME_LEAD)
    return PartnerRow(partner, name, top, top + height, middle, ends, name_labels, amounts, difference)


def _ground(rows: Sequence[PartnerRow], measures: Measures, ticks: Mapping[float, int]) -> Iterator[Shape]:
    """A stripe on every other row, and the ticks: through all rows, except where names are above the bars."""
    first, last = rows[0].top, rows[-1].bottom
    for row in rows[::2]:
        yield Patch(measures.margin, row.top, measures.end, row.bottom, "grid", opacity=0.4)
    for x in (x for x, amount in ticks.items() if amount):
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
    """The labels of zero and of as many other ticks as do not overlap: all, or every other one, and so on."""
    labels = [
        Label(x, line, unit.number(abs(amount), trim=True), _TICK_SIZE, "middle", "muted")
        for x, amount in ticks.items()
    ]
    zero = list(ticks.values()).index(0)
    thinned = (labels[zero % stride :: stride] for stride in count(1))
    return next(kept for kept in thinned if all(b.x - a.x >= (a.width + b.width) / 2 + _GAP for a, b in pairwise(kept)))


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
        "customdata": [_hover(row, layout.unit) for row in layout.rows],
    }


def _hover(row: PartnerRow, unit: Unit) -> list[str]:
    texts = [f"{word('commun', direction)} : {unit(row.partner.of(direction))}" for direction in _DIRECTIONS]
    texts.append(f"{word('balance', 'solde')} : {unit.balance(row.partner)}")
    return [specs.escape_text(row.name), specs.join_lines(texts)]


def _rows(given: FigureInput) -> Iterator[Row]:
    for row in given.portrait.balance:
        name = given.names.countries.official(row.country_code)
        yield (row.country_code, name, row.import_eur, row.export_eur, row.balance_eur)


BALANCE: Final = FigureKind(
    name=NAME, draw=_draw, columns=(*COUNTRY, "import_eur", "export_eur", "solde_eur"), key=("code_pays",), rows=_rows
)
