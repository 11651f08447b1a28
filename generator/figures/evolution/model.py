"""Evolution: every position, text and amount, from which both drawings are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.figures.figure import FigureContext
from generator.figures.frame import Label, foot, mark, mark_height
from generator.figures.text import wrap
from generator.french.formatting import Unit, common_unit, signed_difference
from generator.french.words import word
from generator.portrait.evolution import Change, Evolution
from generator.reference.direction import Direction
from generator.reference.names import Names


@dataclass(frozen=True, slots=True)
class Measures:
    """Measures in pixels; ``columns`` of panels side by side; ``name_width`` 0 puts a row's name above its bar."""

    width: int
    margin: float
    columns: int
    name_width: float
    label_width: float
    size: float
    bar: float
    gap: float


WIDE = Measures(960, 16, 2, 150, 104, 13, 14, 32)
NARROW = Measures(340, 8, 1, 0, 0, 13, 10, 22)


@dataclass(frozen=True, slots=True)
class Row:
    """A partner or a product: its band, and its bar from the panel's axis to ``end`` (x in pixels)."""

    change: Change
    name: str
    top: float
    bottom: float
    middle: float
    end: float
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """One direction by partner or by product. ``tone``: its colour's name; ``swatch``: x, y of its square of colour.

    ``axis``: x of the line that bars begin at, drawn over ``axis_spans`` (y from, y to).
    """

    tone: str
    left: float
    right: float
    axis: float
    axis_spans: tuple[tuple[float, float], ...]
    swatch: tuple[float, float]
    heading: Label
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole figure; bars share one scale."""

    width: int
    height: int
    margin: float
    bar: float
    periods: tuple[str, str]
    mark: tuple[Label, ...]
    panels: tuple[Panel, ...]
    foot_top: float
    foot: tuple[Label, ...]


_MIN_BAR = 2.0
_PADDING = 5.0
_UNDER = 3.0
"""Between a name and the bar below it."""
_HEADING = 30.0
_LEAD = 1.25


@dataclass(frozen=True, slots=True)
class _Content:
    """What a panel shows, before it has a place."""

    tone: str
    heading: str
    changes: tuple[Change, ...]
    name: Callable[[str], str]


def lay_out(
    evolution: Evolution,
    periods: tuple[str, str],
    names: Names,
    context: FigureContext,
    measures: Measures,
) -> Layout:
    """Lays an evolution that has moved out; ``periods``: the earlier edition's and the later one's."""
    contents = list(_contents(evolution, names))
    largest = max(abs(change.change_eur) for content in contents for change in content.changes)
    unit = common_unit(largest)
    marked = mark(context, measures.width)
    width = (measures.width - 2 * measures.margin - (measures.columns - 1) * measures.gap) / measures.columns
    panels: list[Panel] = []
    top = mark_height(marked) + measures.margin
    for first in range(0, len(contents), measures.columns):
        line = [
            _panel(
                content,
                measures.margin + column * (width + measures.gap),
                top,
                width,
                measures,
                unit,
                largest,
            )
            for column, content in enumerate(contents[first : first + measures.columns])
        ]
        panels += line
        top = max(panel.rows[-1].bottom for panel in line) + measures.gap
    foot_top = top - measures.gap + 16
    foot_labels = foot(context, measures.width, foot_top, measures.margin)
    return Layout(
        width=measures.width,
        height=round(foot_labels[-1].y + 10),
        margin=measures.margin,
        bar=measures.bar,
        periods=periods,
        mark=marked,
        panels=tuple(panels),
        foot_top=foot_top,
        foot=foot_labels,
    )


def _contents(evolution: Evolution, names: Names) -> Iterator[_Content]:
    """Partners then products, exports beside imports; a panel in which nothing moved is left out."""
    for by, sums, name in (
        ("pays", evolution.countries, names.short_country),
        ("produit", evolution.products, names.short_product),
    ):
        for direction in Direction:
            changes = sums[direction].rises + sums[direction].falls[::-1]
            if changes:
                heading = word("evolution", f"par_{by}", sens=word("commun", direction.value))
                yield _Content(direction.value, heading, changes, name)


def _panel(
    content: _Content, left: float, top: float, width: float, measures: Measures, unit: Unit, largest: int
) -> Panel:
    right = left + width
    start, end = left + measures.name_width, right - measures.label_width
    axis = (start + end) / 2
    scale = ((end - start) / 2 - 4) / largest
    rows: list[Row] = []
    for change in content.changes:
        place = (left, right, rows[-1].bottom if rows else top + _HEADING)
        rows.append(_row(change, content.name(change.code), place, axis, scale, unit, measures))
    said = f"{content.heading} ({word('evolution', f'unite_{unit.name}')})"
    heading = Label(left + 18, top + 14, said, measures.size, bold=True)
    spans = _axis_spans(rows, measures)
    return Panel(content.tone, left, right, axis, spans, (left, top + 3), heading, tuple(rows))


def _axis_spans(rows: list[Row], measures: Measures) -> tuple[tuple[float, float], ...]:
    """The axis runs through all rows, except where names stand above the bars and would be struck through."""
    if measures.name_width:
        return ((rows[0].top, rows[-1].bottom),)
    half = measures.bar / 2 + 2
    return tuple((row.middle - half, row.middle + half) for row in rows)


def _row(
    change: Change,
    name: str,
    place: tuple[float, float, float],
    axis: float,
    scale: float,
    unit: Unit,
    measures: Measures,
) -> Row:
    left, right, top = place
    size, lead, moved = measures.size, measures.size * _LEAD, change.change_eur
    beside = measures.name_width > 0
    room = measures.name_width - 10 if beside else right - left - 110
    lines = wrap(name, room, size)
    text_height = lead * len(lines)
    if beside:
        height = max(text_height, measures.bar) + 2 * _PADDING
        middle = top + height / 2
        first, said_line = middle - text_height / 2 + size * 0.95, middle + size * 0.35
    else:
        height = text_height + _UNDER + measures.bar + 2 * _PADDING
        first = said_line = top + _PADDING + size * 0.9
        middle = top + _PADDING + text_height + _UNDER + measures.bar / 2
    length = max(abs(moved) * scale, _MIN_BAR)
    said = Label(
        right, said_line, signed_difference(change.after_eur, change.before_eur, unit), size, "end", bold=True
    )
    named = (Label(left, first + lead * number, text, size) for number, text in enumerate(lines))
    return Row(
        change=change,
        name=name,
        top=top,
        bottom=top + height,
        middle=middle,
        end=axis + length if moved > 0 else axis - length,
        labels=(*named, said),
    )
