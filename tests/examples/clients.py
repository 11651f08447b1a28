"""CONTRIBUTING's example of a figure: the first clients, a bar each, as long as the exports to that country."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from generator.figures import specs, svg
from generator.figures.figure import Figure, FigureContext, Label, Layout, Measures, banner_height, framed
from generator.figures.kind import FigureInput, FigureKind, in_three_widths
from generator.figures.theme import color
from generator.french.formatting import EUROS, unit_for
from generator.french.words import word
from generator.portrait.model import PartnerBalance, Portrait
from generator.portrait.ranking import FIRST, ranked
from generator.reference.names import Names
from generator.tables import Row

NAME: Final = "clients"
MARGIN: Final = 8.0
WIDE: Final = Measures(960, MARGIN)
MEDIUM: Final = Measures(620, MARGIN)
NARROW: Final = Measures(340, MARGIN)
STEP: Final = 40.0
"""From one country to the next: its name, and its bar below."""


@dataclass(frozen=True, slots=True)
class ClientsLayout(Layout):
    """Positions in pixels, from which the SVG and the Plotly spec are both drawn; ``lengths``: of the bars."""

    names: tuple[str, ...]
    exports: tuple[int, ...]
    lengths: tuple[float, ...]
    middles: tuple[float, ...]


def lay_out(
    clients: tuple[PartnerBalance, ...], names: Names, context: FigureContext, measures: Measures
) -> ClientsLayout:
    """Lays the bars out, the longest over the whole width; ``clients``: at least one."""
    top = banner_height(context, measures.width) + measures.margin
    amount = unit_for(*(row.export_eur for row in clients))
    named = [names.countries.short(row.country_code) for row in clients]
    labels = []
    for place, row in enumerate(clients):
        y = top + place * STEP + 16
        labels.append(Label(measures.margin, y, named[place], 13))
        labels.append(Label(measures.end, y, amount(row.export_eur), 13, "end", bold=True))
    scale = (measures.end - measures.margin) / clients[0].export_eur
    return ClientsLayout(
        *framed(context, measures, top + len(clients) * STEP + 8, (), labels),
        names=tuple(named),
        exports=tuple(row.export_eur for row in clients),
        lengths=tuple(max(2.0, row.export_eur * scale) for row in clients),
        middles=tuple(top + place * STEP + 28 for place in range(len(clients))),
    )


def elements(layout: ClientsLayout) -> Iterator[str]:
    """The picture's data, the bars: frame and labels are drawn for all figures alike."""
    for middle, length in zip(layout.middles, layout.lengths, strict=True):
        yield svg.bar(MARGIN, MARGIN + length, middle, 12, "export")


def spec(layout: ClientsLayout) -> dict[str, Any]:
    """The same for Plotly, on axes in pixels of the drawing; labels from files are escaped."""
    trace = {
        "type": "bar",
        "orientation": "h",
        "base": [MARGIN] * len(layout.lengths),
        "x": [round(length, 1) for length in layout.lengths],
        "y": list(layout.middles),
        "width": 12,
        "marker": {"color": color("export")},
        "customdata": [
            [specs.escape_text(name), EUROS(value)] for name, value in zip(layout.names, layout.exports, strict=True)
        ],
    }
    return specs.figure(layout, trace)


def _clients(portrait: Portrait) -> tuple[PartnerBalance, ...]:
    rows = {row.country_code: row for row in portrait.balance}
    return tuple(rows[code] for code in ranked({code: row.export_eur for code, row in rows.items()})[:FIRST])


def _draw(given: FigureInput) -> Figure | None:
    clients = _clients(given.portrait)
    if not clients:
        return None
    title = word(NAME, "titre", place=given.context.place, period=given.context.period)
    laid_out = partial(lay_out, clients, given.names, given.context)
    return in_three_widths(NAME, title, laid_out, elements, spec, (WIDE, MEDIUM, NARROW), live=given.live)


def _rows(given: FigureInput) -> Iterator[Row]:
    for row in _clients(given.portrait):
        yield (row.country_code, given.names.countries.official(row.country_code), row.export_eur)


CLIENTS: Final = FigureKind(
    name=NAME, draw=_draw, columns=("code_pays", "pays", "export_eur"), key=("code_pays",), rows=_rows
)
