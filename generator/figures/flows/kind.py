"""Flows, one figure for each direction: products and countries on two sides, a ribbon for each flow; and its table.

Plotly's own layout of a Sankey is not used. Without padding, its scale is the height of the domain over the sum of the
flows, so the domain is as high as all flows together; positions come from our layout, outside 0 to 1 where needed.
"""

from collections.abc import Iterator
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import Any, Final

from generator.figures import specs, svg
from generator.figures.figure import Amount, Figure, Layout
from generator.figures.flows.layout import lay_out
from generator.figures.flows.model import MEDIUM, NARROW, WIDE, Badge, FlowsLayout, Ribbon, flows_content
from generator.figures.kind import FigureInput, FigureKind, in_three_widths
from generator.figures.text import wrap
from generator.figures.theme import color
from generator.french.words import word
from generator.reference.direction import Direction
from generator.reference.names import OTHERS
from generator.tables import COUNTRY, NO, PRODUCT, YES, Row

_HAIRLINE = 1.0
"""A ribbon thinner than this has an outline of this width in its own colour, to stay visible. Plotly does the same."""
_LEAST_BAR = 0.5
"""The least height of a bar without its outline. Plotly does the same."""
_HOVER: Final = {"hoverinfo": "all", "hovertemplate": "%{customdata}<extra></extra>"}
SANKEY: Final = {
    "arrangement": "fixed",
    "node": {"pad": 0, "line": {"width": 1}, **_HOVER},
    "link": {"sort": "input", "line": {"width": 0}, **_HOVER},
}
"""What all Sankeys share."""
_HOVER_SIZE = 13.0
_HOVER_WIDTH = 204.0
"""The width of a hover text in pixels, on a phone too: Plotly does not wrap it."""


def _draw(direction: Direction, given: FigureInput) -> Figure | None:
    flows, context = given.portrait.flows[direction], given.context
    if not flows.total_eur:
        return None
    content = flows_content(flows, given.names, given.one_offs(direction))
    title = word("flux", f"titre_{direction}", place=context.place, period=context.period)
    laid_out = partial(lay_out, content, context)
    name = f"flux-{direction}"
    return in_three_widths(name, title, laid_out, _elements, _spec, (WIDE, MEDIUM, NARROW), live=given.live)


def _elements(layout: FlowsLayout) -> Iterator[str]:
    # a group for each look, which is then written once
    for (tone, is_thin), ribbons in groupby(layout.ribbons, lambda r: (r.tone, r.thickness <= _HAIRLINE)):
        fill = color(tone)
        width = _HAIRLINE if is_thin else None
        yield svg.element("g", *map(_outline, ribbons), fill=fill, stroke=fill if is_thin else None, stroke_width=width)
    outline = color(layout.tone)
    for _, x, y, width, height, tone in layout.bars:
        yield svg.rectangle(x, y, width, max(height, _LEAST_BAR), tone, stroke=outline)
    style: dict[str, svg.Attribute] = {"fill": color("surface"), "stroke": color("main"), "stroke_width": 1.5}
    for badge in layout.badges:
        yield svg.element("circle", cx=badge.x, cy=badge.y, r=badge.radius, **style)
    yield svg.texts(badge.label for badge in layout.badges)


def _outline(ribbon: Ribbon) -> str:
    """The upper edge forward, the lower one back, in relative coordinates: a fifth shorter than absolute ones."""
    across, fall = ribbon.x_target - ribbon.x_source, ribbon.y_target - ribbon.y_source
    start, top = svg.number(ribbon.x_source), svg.number(ribbon.y_source - ribbon.thickness / 2)
    half, whole, thickness = svg.number(across / 2), svg.number(across), svg.number(ribbon.thickness)
    there, back = svg.number(fall), svg.number(-fall)
    return (
        f'<path d="M{start},{top}c{half},0 {half},{there} {whole},{there}v{thickness}'
        f'c-{half},0-{half},{back}-{whole},{back}z"/>'
    )


def _spec(layout: FlowsLayout) -> dict[str, Any]:
    spec = specs.figure(layout, _trace(layout))
    spec["layout"]["annotations"] = [_annotation(badge, layout) for badge in layout.badges]
    return spec


def _trace(layout: FlowsLayout) -> dict[str, Any]:
    top, height = layout.flow_top, layout.flow_height
    # Plotly stacks the ribbons of a bar in the order of this list and draws them in the same order, so others would
    # cover the main flows: figure-live.js raises those in meta, and says of a node that is tapped what it has there
    ribbons = sorted(layout.ribbons, key=attrgetter("source", "target"))
    return {
        "type": "sankey",
        "meta": {
            "main": [number for number, ribbon in enumerate(ribbons) if ribbon.link.rank],
            "said": list(map(specs.escape_text, layout.said)),
        },
        "domain": {"x": [0, 1], "y": [round(1 - edge / layout.height, 6) for edge in (top + height, top)]},
        "node": {
            "label": [""] * len(layout.bars),
            "x": [round((bar.x + bar.width / 2) / layout.width, 5) for bar in layout.bars],
            "y": [round((bar.y + bar.height / 2 - top) / height, 5) for bar in layout.bars],
            "thickness": layout.bars[0].width,
            "color": [color(bar.tone) for bar in layout.bars],
            "line": {"color": color(layout.tone)},
            "customdata": [_hover(bar.node.name, bar.node.total) for bar in layout.bars],
        },
        "link": {
            "source": [ribbon.source for ribbon in ribbons],
            "target": [ribbon.target for ribbon in ribbons],
            "value": [ribbon.link.flow.value_eur for ribbon in ribbons],
            "color": [color(ribbon.tone) for ribbon in ribbons],
            "hovercolor": [color("main" if ribbon.link.rank else layout.tone) for ribbon in ribbons],
            "customdata": [_hover(ribbon.link.name, ribbon.link.flow) for ribbon in ribbons],
        },
    }


def _hover(name: str, amount: Amount) -> str:
    wrapped = specs.join_lines(wrap(name, _HOVER_WIDTH, _HOVER_SIZE, bold=True))
    return f"<b>{wrapped}</b><br>{specs.escape_text(amount.line)}"


def _annotation(badge: Badge, layout: Layout) -> dict[str, Any]:
    """A box, as there is no circle: only annotations are drawn above a Sankey."""
    side, label = 2 * badge.radius - 4, badge.label
    return {
        "x": round(badge.x / layout.width, 5),
        "y": round(1 - badge.y / layout.height, 5),
        "xanchor": "center",
        "text": f"<b>{label.text}</b>",
        "font": {"size": label.size, "color": color(label.tone)},
        "width": side,
        "height": side,
        "bgcolor": color("surface"),
        "bordercolor": color("main"),
        "borderwidth": 1.5,
    }


def _rows(direction: Direction, given: FigureInput) -> Iterator[Row]:
    others = word("commun", "autres")
    for flow in given.portrait.flows[direction].rows:
        product = others if flow.product_code == OTHERS else given.names.products.official(flow.product_code)
        country = others if flow.country_code == OTHERS else given.names.countries.official(flow.country_code)
        start, end = (flow.product_code, product), (flow.country_code, country)
        if direction is Direction.IMPORT:
            start, end = end, start
        yield (*start, *end, flow.value_eur, YES if flow.is_main else NO)


def _kind(direction: Direction, start: tuple[str, ...], end: tuple[str, ...]) -> FigureKind:
    return FigureKind(
        name=f"flux-{direction}",
        draw=partial(_draw, direction),
        columns=(*start, *end, "valeur_eur", "flux_principal"),
        key=(start[0], end[0]),
        rows=partial(_rows, direction),
    )


EXPORT_FLOWS: Final = _kind(Direction.EXPORT, PRODUCT, COUNTRY)
IMPORT_FLOWS: Final = _kind(Direction.IMPORT, COUNTRY, PRODUCT)
