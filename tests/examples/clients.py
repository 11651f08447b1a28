"""CONTRIBUTING's example of a figure: the first clients, a bar each, as long as the exports to that country."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from generator.figures import svg
from generator.figures.figure import Figure, FigureContext, in_two_widths
from generator.figures.frame import Label, draw, draw_foot, draw_mark, foot, mark, mark_height
from generator.figures.kind import FigureInput, FigureKind
from generator.figures.specs import escape_text, euros, plotly_layout, text_trace
from generator.figures.theme import color
from generator.french.formatting import block
from generator.french.words import word
from generator.portrait.model import PartnerBalance, Portrait
from generator.portrait.ranking import leading
from generator.reference.names import Names
from generator.tables import Row

NAME: Final = "clients"
MARGIN: Final = 8.0
STEP: Final = 40.0
"""From one country to the next: its name, and its bar below."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Positions in pixels, from which the SVG and the Plotly spec are both drawn; ``lengths``: of the bars."""

    width: int
    height: int
    clients: tuple[PartnerBalance, ...]
    lengths: tuple[float, ...]
    middles: tuple[float, ...]
    labels: tuple[Label, ...]
    mark: tuple[Label, ...]
    foot_top: float
    foot: tuple[Label, ...]


def lay_out(clients: tuple[PartnerBalance, ...], names: Names, context: FigureContext, width: int) -> Layout:
    """Lays the bars out, the longest over the whole width; ``clients``: at least one."""
    marked = mark(context, width)
    top = mark_height(marked) + MARGIN
    amount = block(*(row.export_eur for row in clients))
    labels = []
    for place, row in enumerate(clients):
        y = top + place * STEP + 16
        labels.append(Label(MARGIN, y, names.short_country(row.country_code), 13))
        labels.append(Label(width - MARGIN, y, amount(row.export_eur), 13, "end", bold=True))
    foot_top = top + len(clients) * STEP + 8
    feet = foot(context, width, foot_top, MARGIN)
    scale = (width - 2 * MARGIN) / clients[0].export_eur
    return Layout(
        width=width,
        height=round(feet[-1].y + 10),
        clients=clients,
        lengths=tuple(max(2.0, row.export_eur * scale) for row in clients),
        middles=tuple(top + place * STEP + 28 for place in range(len(clients))),
        labels=tuple(labels),
        mark=marked,
        foot_top=foot_top,
        foot=feet,
    )


def draw_svg(layout: Layout, title: str) -> str:
    """A whole SVG file."""
    bars = (
        svg.rectangle(MARGIN, middle - 6, length, 12, "export")
        for middle, length in zip(layout.middles, layout.lengths, strict=True)
    )
    body = [
        draw_mark(layout.mark, layout.width),
        *bars,
        draw(layout.labels),
        draw_foot(layout.foot, layout.width, layout.foot_top, MARGIN),
    ]
    return svg.document(layout.width, layout.height, title, body)


def spec(layout: Layout, names: Names) -> dict[str, Any]:
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
            [escape_text(names.short_country(row.country_code)), euros(row.export_eur)]
            for row in layout.clients
        ],
        "hovertemplate": "<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>",
    }
    text = text_trace([*layout.labels, *layout.foot, *layout.mark])
    return {"data": [trace, text], "layout": plotly_layout(layout.width, layout.height, layout.mark)}


def _clients(portrait: Portrait) -> tuple[PartnerBalance, ...]:
    rows = {row.country_code: row for row in portrait.balance}
    return tuple(rows[code] for code in leading({code: row.export_eur for code, row in rows.items()}))


def _draw(given: FigureInput) -> Figure | None:
    clients = _clients(given.portrait)
    if not clients:
        return None
    title = word(NAME, "titre", place=given.context.place, period=given.context.period)
    laid = partial(lay_out, clients, given.names, given.context)
    return in_two_widths(NAME, title, laid, draw_svg, partial(spec, names=given.names), (960, 340))


def _rows(given: FigureInput) -> Iterator[Row]:
    for row in _clients(given.portrait):
        yield (row.country_code, given.names.country(row.country_code), row.export_eur)


CLIENTS: Final = FigureKind(
    name=NAME,
    draw=_draw,
    columns=("code_pays", "pays", "export_eur"),
    key=("code_pays",),
    rows=_rows,
    sheet=word("tableur", NAME),
)
