"""Evolution: the partners and products that rose or fell most since the edition before; and its table."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final, NamedTuple

from generator.figures import figure, specs, svg
from generator.figures.figure import BASELINE, NAME_LEAD, Figure, FigureContext, Label, Layout, Line, Patch, Shape
from generator.figures.kind import FigureInput, FigureKind, in_three_widths
from generator.figures.text import wrap
from generator.figures.theme import color
from generator.french.formatting import Unit, unit_for
from generator.french.words import word
from generator.portrait.evolution import Change, Evolution
from generator.reference.direction import Direction
from generator.reference.names import Names
from generator.tables import Row

NAME = "evolution"


@dataclass(frozen=True, slots=True)
class Measures(figure.Measures):
    """``columns``: panels side by side; ``name_width`` 0 puts a row's name above its bar."""

    columns: int
    name_width: float
    label_width: float
    size: float
    bar: float
    gap: float


WIDE = Measures(960, 16, 2, 150, 104, 13, 14, 32)
MEDIUM = Measures(620, 12, 2, 0, 0, 13, 10, 28)
NARROW = Measures(340, 8, 1, 0, 0, 13, 10, 22)
_MIN_BAR = 2.0
_PADDING = 5.0
_NAME_GAP = 3.0
"""Between a name and the bar below it."""
_HEADING = 30.0


class ChangeRow(NamedTuple):
    """A partner or a product; its bar runs from the panel's axis to ``end``, around ``middle``."""

    change: Change
    name: str
    bottom: float
    middle: float
    end: float
    labels: tuple[Label, ...]


class Panel(NamedTuple):
    """One direction by partner or by product; bars start at ``axis``."""

    direction: Direction
    axis: float
    heading: Label
    rows: tuple[ChangeRow, ...]
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class EvolutionLayout(Layout):
    """The whole figure; all bars have the same scale."""

    evolution: Evolution
    panels: tuple[Panel, ...]
    bar: float


def _draw(given: FigureInput) -> Figure | None:
    evolution = given.evolution
    if evolution is None or not evolution.has_moved:
        return None
    place, before, period = given.context.place, evolution.since, evolution.period
    # « de 2023 à 2024 » is only for whole years
    form = "" if evolution.is_whole else "_trimestres"
    title = word("evolution", f"titre{form}", place=place, before=before, period=period)
    both = word("evolution", f"periode{form}", before=before, period=period)
    laid_out = partial(_lay_out, evolution, given.names, replace(given.context, period=both))
    return in_three_widths(NAME, title, laid_out, _elements, _spec, (WIDE, MEDIUM, NARROW), live=given.live)


def _lay_out(evolution: Evolution, names: Names, context: FigureContext, measures: Measures) -> EvolutionLayout:
    contents = list(_contents(evolution, names))
    largest = max(abs(change.change_eur) for *_, changes in contents for change, _ in changes)
    width = (measures.width - 2 * measures.margin - (measures.columns - 1) * measures.gap) / measures.columns
    panels: list[Panel] = []
    top = figure.banner_height(context, measures.width) + measures.margin
    for first in range(0, len(contents), measures.columns):
        line = [
            _panel(content, measures.margin + column * (width + measures.gap), top, width, measures, largest)
            for column, content in enumerate(contents[first : first + measures.columns])
        ]
        panels += line
        top = max(panel.rows[-1].bottom for panel in line) + measures.gap
    shapes = [shape for panel in panels for shape in panel.shapes]
    headings = [panel.heading for panel in panels]
    texts = [label for panel in panels for row in panel.rows for label in row.labels]
    frame = figure.framed(context, measures, top - measures.gap + 16, shapes, [*headings, *texts])
    return EvolutionLayout(*frame, evolution=evolution, panels=tuple(panels), bar=measures.bar)


_Content = tuple[Direction, str, list[tuple[Change, str]]]
"""What a panel shows: its direction, its heading, and the changes with their names."""


def _contents(evolution: Evolution, names: Names) -> Iterator[_Content]:
    """Partners then products, exports beside imports; without panels in which nothing changed."""
    for by, sums, name in (
        ("pays", evolution.countries, names.countries.short),
        ("produit", evolution.products, names.products.short),
    ):
        for direction in Direction:
            if changes := sums[direction].rises + sums[direction].falls[::-1]:
                heading = word("evolution", f"par_{by}", sens=word("commun", direction))
                yield direction, heading, [(change, name(change.code)) for change in changes]


def _panel(content: _Content, left: float, top: float, width: float, measures: Measures, largest: int) -> Panel:
    direction, heading, changes = content
    right = left + width
    start, end = left + measures.name_width, right - measures.label_width
    axis = (start + end) / 2
    scale, unit = ((end - start) / 2 - 4) / largest, unit_for(largest)
    rows: list[ChangeRow] = []
    below = first = top + _HEADING
    for change, name in changes:
        rows.append(_row(change, name, (left, right, below), axis, scale, unit, measures))
        below = rows[-1].bottom
    # the axis, in pieces where it would cross names
    half = measures.bar / 2 + 2
    spans = [(first, below)] if measures.name_width else [(r.middle - half, r.middle + half) for r in rows]
    shapes: tuple[Shape, ...] = (
        Patch(left, top + 3, left + 12, top + 15, direction),
        Line(left, first, right, first, "link"),
        *(Line(axis, start, axis, stop, "muted", is_axis=True) for start, stop in spans),
    )
    text = f"{heading} ({word('evolution', f'unite_{unit.name}')})"
    label = Label(left + 18, top + 14, text, measures.size, bold=True)
    return Panel(direction, axis, label, tuple(rows), shapes)


def _row(
    change: Change,
    name: str,
    place: tuple[float, float, float],
    axis: float,
    scale: float,
    unit: Unit,
    measures: Measures,
) -> ChangeRow:
    left, right, top = place
    size, moved = measures.size, change.change_eur
    is_beside = measures.name_width > 0
    lines = wrap(name, measures.name_width - 10 if is_beside else right - left - 110, size)
    text_height = size * NAME_LEAD * len(lines)
    if is_beside:
        height = max(text_height, measures.bar) + 2 * _PADDING
        middle = top + height / 2
        first, text_line = middle - text_height / 2 + size * 0.95, middle + size * BASELINE
    else:
        height = text_height + _NAME_GAP + measures.bar + 2 * _PADDING
        first = text_line = top + _PADDING + size * 0.9
        middle = top + _PADDING + text_height + _NAME_GAP + measures.bar / 2
    length = max(abs(moved) * scale, _MIN_BAR)
    text = unit.signed_number(change.after_eur, change.before_eur)
    labels = (
        *figure.stacked(Label(left, first, name, size), lines, size * NAME_LEAD),
        Label(right, text_line, text, size, "end", bold=True),
    )
    return ChangeRow(change, name, top + height, middle, axis + length if moved > 0 else axis - length, labels)


def _elements(layout: EvolutionLayout) -> Iterator[str]:
    for panel in layout.panels:
        for row in panel.rows:
            yield svg.bar(panel.axis, row.end, row.middle, layout.bar, panel.direction)


def _spec(layout: EvolutionLayout) -> dict[str, Any]:
    """The Plotly spec: x and y in pixels, each bar from its panel's axis."""
    traces = (
        {
            "type": "bar",
            "orientation": "h",
            "name": specs.escape_text(panel.heading.text),
            "base": [round(panel.axis, 1)] * len(panel.rows),
            "x": [round(row.end - panel.axis, 1) for row in panel.rows],
            "y": [round(row.middle, 1) for row in panel.rows],
            "width": layout.bar,
            "marker": {"color": color(panel.direction)},
            "customdata": [_hover(layout.evolution, row) for row in panel.rows],
        }
        for panel in layout.panels
    )
    return specs.figure(layout, *traces)


def _hover(evolution: Evolution, row: ChangeRow) -> list[str]:
    before, after = row.change.before_eur, row.change.after_eur
    unit = unit_for(before, after)
    texts = f"{evolution.since} : {unit(before)}", f"{evolution.period} : {unit(after)}", unit.difference(after, before)
    return [specs.escape_text(row.name), specs.join_lines(texts)]


def _rows(given: FigureInput) -> Iterator[Row]:
    """All changes in whole euros: totals, then partners and products of each direction, the largest rise first."""
    if given.evolution is None:
        return
    evolution, names = given.evolution, given.names
    for direction in Direction:
        before, after = evolution.before.of(direction), evolution.after.of(direction)
        total = word("evolution", "genre_total")
        yield (direction.value, total, "", word("commun", direction), before, after, after - before)
        for kind, changes, name in (
            ("pays", evolution.countries, names.countries.official),
            ("produit", evolution.products, names.products.official),
        ):
            kind_name = word("evolution", f"genre_{kind}")
            for change in changes[direction].all:
                amounts = (change.before_eur, change.after_eur, change.change_eur)
                yield (direction.value, kind_name, change.code, name(change.code), *amounts)


EVOLUTION: Final = FigureKind(
    name=NAME,
    draw=_draw,
    columns=("sens", "genre", "code", "libelle", "avant_eur", "apres_eur", "ecart_eur"),
    key=("sens", "genre", "code"),
    rows=_rows,
    is_available=lambda given: given.evolution is not None,
)
