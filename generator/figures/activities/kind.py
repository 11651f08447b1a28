"""Activities: a treemap, on a phone or tablet two ranked lists of products with bars instead; and the table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, NamedTuple

from generator.figures import figure, specs, svg
from generator.figures.activities import tree
from generator.figures.activities.content import Half, Leaf, halves_of, share_bar
from generator.figures.figure import Figure, Label, Layout, Line
from generator.figures.kind import FigureInput, FigureKind, in_three_widths
from generator.figures.text import text_width, wrap
from generator.figures.theme import color
from generator.french.templates import lower_initial
from generator.french.words import word
from generator.portrait.ranking import FIRST
from generator.tables import PRODUCT, Row

NAME = "activites"


@dataclass(frozen=True, slots=True)
class Measures(figure.Measures):
    """``columns``: lists side by side."""

    columns: int


MEDIUM = Measures(620, 12, 2)
NARROW = Measures(340, 8, 1)
_SIZE, _LEAD = 13.0, 16.0
_BAR, _GAP, _HEADING = 6.0, 9.0, 32.0
_COLUMN_GAP = 28.0
_NAMED = 2
"""How many parts of a product are named when it is tapped."""
_MIN_BAR, _MIN_HEIGHT = 1.5, 320.0


class Item(NamedTuple):
    """A product of a half: its row from ``left`` and ``top`` to ``bottom``, with a bar of ``length`` at its foot."""

    half: Half
    leaf: Leaf
    left: float
    top: float
    bottom: float
    length: float

    @property
    def bar_top(self) -> float:
        """The upper edge of the bar."""
        return self.bottom - _BAR - 4

    @property
    def tone(self) -> str:
        """The colour of the bar."""
        return self.half.soft_tone if self.leaf.is_group else self.half.direction


@dataclass(frozen=True, slots=True)
class ListsLayout(Layout):
    """The whole figure; ``row``: the width of a row."""

    row: float
    items: tuple[Item, ...]


def _draw(given: FigureInput) -> Figure | None:
    if not given.portrait.activities:
        return None
    title = word("activites", "titre", place=given.context.place, period=given.context.period)
    widths = (tree.WIDE, MEDIUM, NARROW)
    return in_three_widths(NAME, title, partial(_lay_out, given), _elements, _spec, widths, live=given.live)


def _lay_out(given: FigureInput, measures: figure.Measures) -> tree.TreeLayout | ListsLayout:
    # the lists where half of a treemap's cells would have no room for their names
    halves = partial(halves_of, given.portrait, given.names)
    if isinstance(measures, Measures):
        return _lists(given, halves(FIRST), measures)
    return tree.lay_out(given, halves(), measures)


def _lists(given: FigureInput, halves: Sequence[Half], measures: Measures) -> ListsLayout:
    """The lists of the halves (at least one), with shares of the half as bars on one scale."""
    labels, shapes, top = share_bar(given, halves, measures, _SIZE)
    columns = min(measures.columns, len(halves))
    width = (measures.end - measures.margin - (columns - 1) * _COLUMN_GAP) / columns
    largest = max(leaf.amount.value_eur / half.total.value_eur for half in halves for leaf in half.leaves)
    items: list[Item] = []
    for place, half in enumerate(halves):
        left = measures.margin + place % columns * (width + _COLUMN_GAP)
        below = (top if place < columns else items[-1].bottom) + _HEADING
        heading = next(h for h in half.headings if text_width(h, _SIZE + 1, bold=True) <= width)
        labels.append(Label(left, below - 10, heading, _SIZE + 1, bold=True))
        for leaf in half.leaves:
            lines = _lines(leaf, left, below, width)
            labels.extend(lines)
            shapes.append(Line(left, below, left + width, below, "grid"))
            length = max(leaf.amount.value_eur / half.total.value_eur * width / largest, _MIN_BAR)
            items.append(Item(half, leaf, left, below, lines[-2].y + _BAR + 8, length))
            below = items[-1].bottom
    end = max(_MIN_HEIGHT, *(item.bottom for item in items)) + 6
    return ListsLayout(*figure.framed(given.context, measures, end, shapes, labels), row=width, items=tuple(items))


def _lines(leaf: Leaf, left: float, top: float, width: float) -> list[Label]:
    """The lines of a product's name below ``top``, then its amount beside the first."""
    name = word("activites", "reste", n=len(leaf.details)) if leaf.is_group else leaf.name
    amount = Label(left + width, top + 3 + _SIZE, leaf.amount.line, _SIZE, "end")
    lines = wrap(name, width - amount.width - _GAP, _SIZE)
    return [*figure.stacked(Label(left, amount.y, name, _SIZE), lines, _LEAD), amount]


def _elements(layout: tree.TreeLayout | ListsLayout) -> Iterator[str]:
    if isinstance(layout, tree.TreeLayout):
        yield from tree.elements(layout)
        return
    for item in layout.items:
        stroke = color(item.half.direction)
        yield svg.rectangle(item.left, item.bar_top, item.length, _BAR, item.tone, stroke=stroke)


def _spec(layout: tree.TreeLayout | ListsLayout) -> dict[str, Any]:
    """The Plotly spec: the bars, and above them transparent ones as large as the rows, for finger and mouse."""
    if isinstance(layout, tree.TreeLayout):
        return tree.spec(layout)
    items, directions = layout.items, [item.half.direction for item in layout.items]
    shared = {"type": "bar", "orientation": "h", "base": [round(item.left, 1) for item in items]}
    bars = {
        **shared,
        "x": [round(item.length, 1) for item in items],
        "y": [round(item.bar_top + _BAR / 2, 1) for item in items],
        "width": _BAR,
        "marker": {
            "color": [color(item.tone) for item in items],
            "line": {"width": 1, "color": [color(direction) for direction in directions]},
        },
        "hoverinfo": "skip",
    }
    rows = {
        **shared,
        "x": [round(layout.row, 1)] * len(items),
        "y": [round((item.top + item.bottom) / 2, 1) for item in items],
        "width": [round(item.bottom - item.top, 1) for item in items],
        "marker": {"opacity": 0},
        "customdata": [_hover(item) for item in items],
    }
    return specs.figure(layout, bars, rows)


def _hover(item: Item) -> list[str]:
    """The name and the amounts, then what is said of a row that is tapped: its largest parts too."""
    half, leaf = item.half, item.leaf
    amount, parts = half.amount_of(leaf), leaf.details
    said = f"{leaf.name}, {amount}"
    if len(parts) > 1:
        named = [f"{lower_initial(part.name)} {half.unit.number(part.value_eur)}" for part in parts[:_NAMED]]
        said += f" : {' ; '.join(named)}" + ("…" if len(parts) > _NAMED else "")
    return [specs.escape_text(leaf.name), specs.escape_text(amount), specs.escape_text(said)]


def _rows(given: FigureInput) -> Iterator[Row]:
    for row in given.portrait.activities:
        yield (row.product_code, given.names.products.official(row.product_code), row.import_eur, row.export_eur)


ACTIVITIES: Final = FigureKind(
    name=NAME, draw=_draw, columns=(*PRODUCT, "import_eur", "export_eur"), key=("code_produit",), rows=_rows
)
