"""Flows: the layout of their content: bars, ribbons, the ranks on them, the key below.

Bars and ribbons have one scale, in pixels per euro; the two sides are centred on one another.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from math import asinh, fsum, hypot, sinh
from operator import attrgetter

from generator.figures import figure
from generator.figures.figure import BASELINE, FigureContext, Label, Line, Patch
from generator.figures.flows.model import LINE_HEIGHT, Badge, Bar, Content, FlowsLayout, Link, Measures, Node, Ribbon
from generator.figures.text import text_width, wrap
from generator.french.formatting import unit_for
from generator.french.words import word
from generator.reference.names import OTHERS

Point = tuple[float, float]
_ROW_GAP = 7.0
_SWATCH = 10.0
_GAP = 18.0


def lay_out(content: Content, context: FigureContext, measures: Measures) -> FlowsLayout:
    """The picture of ``content`` in one width."""
    scale = measures.flow_height / content.total_eur
    left, right = (_Column(content, measures, scale, is_left=is_left) for is_left in (True, False))
    heading_top = figure.banner_height(context, measures.width) + _GAP / 2
    headings = (*left.heading(heading_top), *right.heading(heading_top))
    heading_bottom = max(label.y for label in headings) + _GAP / 2
    top = heading_bottom + _GAP
    body = max(left.height, right.height)
    left_bars, left_labels = left.placed(top + (body - left.height) / 2)
    right_bars, right_labels = right.placed(top + (body - right.height) / 2)
    ribbons = _ribbons(content, left_bars, right_bars, scale)
    key = _key(content, measures, top + body + _GAP, heading_top)
    rules = (left.rule(heading_bottom), right.rule(heading_bottom), *key.rules)
    labels = (*headings, *left_labels, *right_labels, *key.labels)
    return FlowsLayout(
        *figure.framed(context, measures, key.bottom, [*rules, *key.swatches], labels),
        tone=content.direction,
        flow_top=top,
        flow_height=measures.flow_height,
        bars=(*left_bars, *right_bars),
        ribbons=ribbons,
        badges=(*_place_badges(ribbons, measures), *key.badges),
        said=content.said,
    )


def _centred(label: Label, lines: Sequence[str]) -> list[Label]:
    """The lines one below the other, placed and styled as ``label``, whose ``y`` is the middle of them all."""
    lead = label.size * LINE_HEIGHT
    first = label.y - (len(lines) - 1) * lead / 2 + BASELINE * label.size
    return figure.stacked(label._replace(y=first), lines, lead)


class _Column:
    """One side: a slot for each node, as high as the higher of its bar and its label, so labels never overlap."""

    def __init__(self, content: Content, measures: Measures, scale: float, *, is_left: bool) -> None:
        self._side = content.left if is_left else content.right
        self._content, self._measures, self._scale = content, measures, scale
        self._bar_x = measures.left_bar if is_left else measures.right_bar
        self._rule_x = measures.margin if is_left else measures.right_bar
        inside = measures.margin + measures.column
        place = (inside, "end") if is_left else (measures.width - inside, "start")
        self._label = Label(place[0], 0, "", measures.size, place[1])
        # else only the heading has the unit
        self._amounts_have_units = all(self._fits(node.total.line) for node in self._side.nodes)
        self._slots = [self._slot(node) for node in self._side.nodes]
        # not sum(), which rounds differently from Python 3.12 on
        self.height = fsum(slot for *_, slot in self._slots) + measures.slot_gap * (len(self._slots) - 1)

    def _fits(self, text: str) -> bool:
        return text_width(text, self._measures.size) <= self._measures.column

    def _slot(self, node: Node) -> tuple[Node, tuple[str, ...], float]:
        """The node, its lines (name, amount and share, on one line where that fits), and the height of its slot."""
        name, total = wrap(node.name, self._measures.column, self._measures.size), node.total
        bare = f"{total.number} · {total.share}"
        if self._amounts_have_units:
            lines = (*name, total.line)
        else:
            lines = (*name, bare) if self._fits(bare) else (*name, total.number, total.share)
        return node, lines, max(total.value_eur * self._scale, len(lines) * self._measures.line)

    def heading(self, top: float) -> list[Label]:
        """The heading of the side, and what its numbers are."""
        measures, label = self._measures, self._label
        title = wrap(self._side.heading, measures.column, measures.size + 1, bold=True)
        unit = unit_for(self._content.total_eur).symbol
        with_unit, without = word("flux", "montant_et_part"), word("flux", "unite_et_part", unit=unit)
        below = wrap(with_unit if self._amounts_have_units else without, measures.column, measures.size)
        middle = top + len(title) * measures.line / 2
        foot = top + (len(title) + len(below) / 2) * measures.line + 2
        return [
            *_centred(label._replace(y=middle, size=measures.size + 1, bold=True), title),
            *_centred(label._replace(y=foot, tone="muted"), below),
        ]

    def rule(self, y: float) -> Line:
        """The line below the heading, as wide as labels and bars."""
        measures = self._measures
        end = self._rule_x + measures.column + measures.label_gap + measures.bar
        return Line(self._rule_x, y, end, y, "grid")

    def placed(self, top: float) -> tuple[list[Bar], list[Label]]:
        """The bars and their labels, the first slot starting at ``top``."""
        bars, labels, direction = list[Bar](), list[Label](), self._content.direction
        for node, lines, slot in self._slots:
            middle, height = top + slot / 2, node.total.value_eur * self._scale
            tone = f"{direction}-soft" if node.code == OTHERS else str(direction)
            bars.append(Bar(node, self._bar_x, middle - height / 2, self._measures.bar, height, tone))
            labels.extend(_centred(self._label._replace(y=middle), lines))
            top += slot + self._measures.slot_gap
        return bars, labels


def _ribbons(content: Content, left: Sequence[Bar], right: Sequence[Bar], scale: float) -> tuple[Ribbon, ...]:
    """Largest first, so that small ones are visible above; the main flows above them all."""
    sources = _ends(content.links, left, attrgetter("left", "right"), scale)
    targets = _ends(content.links, right, attrgetter("right", "left"), scale)
    return tuple(
        Ribbon(
            link=link,
            source=link.left,
            target=len(left) + link.right,
            x_source=left[0].x + left[0].width,
            x_target=right[0].x,
            y_source=sources[link],
            y_target=targets[link],
            thickness=link.flow.value_eur * scale,
            tone="ribbon" if link.rank is None else "ribbon-main",
        )
        for link in sorted(content.links, key=lambda link: link.rank or 0)
    )


def _ends(
    links: Iterable[Link], bars: Sequence[Bar], place: Callable[[Link], tuple[int, int]], scale: float
) -> dict[Link, float]:
    """The middle of each ribbon at its bar of one side; ``place``: its bar, then the bar at its other end."""
    used = [bar.y for bar in bars]
    middles = {}
    for link in sorted(links, key=place):
        bar, thickness = place(link)[0], link.flow.value_eur * scale
        middles[link] = used[bar] + thickness / 2
        used[bar] += thickness
    return middles


def _place_badges(ribbons: Sequence[Ribbon], measures: Measures) -> list[Badge]:
    """A badge on the middle line of each main flow, in rank order.

    All ribbons have places at the same x, two radii apart, at least as many as there are badges: a choice without
    overlap always exists. Each badge prefers places clear of the other main flows, then near the middle; the first
    rank chooses first.
    """
    radius = measures.badge_radius
    curves = [(_places(ribbon, measures), ribbon.thickness) for ribbon in ribbons if ribbon.link.rank]

    def overlaps(place: int, y: float) -> int:
        return sum(abs(y - other[place][1]) < radius + thickness / 2 for other, thickness in curves)

    def by_preference(points: list[Point]) -> list[Point]:
        middle = measures.badge_places // 2
        order = sorted((overlaps(place, y), abs(place - middle), place) for place, (_, y) in enumerate(points))
        return [points[place] for *_, place in order]

    chosen = next(
        points
        for points in product(*(by_preference(points) for points, _ in curves))
        if all(hypot(x - a, y - b) >= 2 * radius for (x, y), (a, b) in combinations(points, 2))
    )
    return [Badge(x, y, radius, rank) for rank, (x, y) in enumerate(chosen, start=1)]


def _places(ribbon: Ribbon, measures: Measures) -> list[Point]:
    """Points on the middle line of the ribbon, evenly spaced in x, clear of the bars.

    The control points of its Bézier curve are half-way: at the parameter t, x is at 1.5 t − 1.5 t² + t³ of its way
    and y 3 t² − 2 t³; ``sinh`` solves the first for t.
    """
    clear, across = measures.badge_radius + 2, ribbon.x_target - ribbon.x_source
    step = (across - 2 * clear) / (measures.badge_places - 1)
    places = []
    for place in range(measures.badge_places):
        x = ribbon.x_source + clear + place * step
        t = 0.5 + sinh(asinh(4 * (x - ribbon.x_source) / across - 2) / 3)
        blend = t * t * (3 - 2 * t)
        places.append((x, ribbon.y_source + (ribbon.y_target - ribbon.y_source) * blend))
    return places


@dataclass
class _Key:
    """The key of the main flows, down to its ``bottom``."""

    bottom: float
    labels: list[Label] = field(default_factory=list)
    badges: list[Badge] = field(default_factory=list)
    rules: list[Line] = field(default_factory=list)
    swatches: list[Patch] = field(default_factory=list)


def _key(content: Content, measures: Measures, top: float, heading_top: float) -> _Key:
    """The key below ``top``: heading, a row for each flow; the colours, between the headings where there is room."""
    key = _Key(top)
    if not content.main:
        return key
    margin, end, size, line = measures.margin, measures.end, measures.size, measures.line
    lines = wrap(word("flux", f"principaux_{len(content.main)}"), end - margin, size + 1, bold=True)
    cursor = top + _ROW_GAP + len(lines) * line
    key.labels += _centred(Label(margin, (top + _ROW_GAP + cursor) / 2, "", size + 1, bold=True), lines)
    x, middle = margin, cursor + _ROW_GAP / 2 + line / 2
    if measures.key_amounts:
        x, middle = measures.left_bar + measures.bar + _GAP, heading_top + line / 2
    for tone, name in (("ribbon-main", "legende_principaux"), ("ribbon", "legende_autres")):
        key.swatches.append(Patch(x, middle - _SWATCH / 2, x + 2 * _SWATCH, middle + _SWATCH / 2, tone))
        (label,) = _centred(Label(x + 2 * _SWATCH + 6, middle, "", size, tone="muted"), [word("flux", name)])
        key.labels.append(label)
        x, middle = (x, middle + line) if measures.key_amounts else (label.x + label.width + 2 * _SWATCH, middle)
    key.rules.append(Line(margin, top, end, top, "grid"))
    cursor += _ROW_GAP + line * (not measures.key_amounts)
    x = margin + 2 * measures.badge_radius + 10
    texts = [word("phrases", "peut_etre_ponctuel"), *(link.name for link in content.main)]
    room = min(max(text_width(text, size) for text in texts), end - x - measures.key_amounts)
    for rank, link in enumerate(content.main, start=1):
        key.rules.append(Line(margin, cursor, end, cursor, "grid"))
        middle, height, row = _key_row(link, measures, cursor + _ROW_GAP / 2, x, room)
        key.badges.append(Badge(margin + measures.badge_radius + 1, middle, measures.badge_radius, rank))
        key.labels += row
        cursor += _ROW_GAP + height
    key.bottom = cursor + _ROW_GAP / 2
    return key


def _key_row(link: Link, measures: Measures, top: float, x: float, room: float) -> tuple[float, float, list[Label]]:
    """The middle, the height and the labels of one row from ``x``, with ``room`` for its name."""
    name = wrap(link.name, room, measures.size)
    below: tuple[str, ...] = () if measures.key_amounts else (link.flow.line,)
    if link.may_be_one_off:
        below += (word("phrases", "peut_etre_ponctuel"),)
    height = max((len(name) + len(below)) * measures.line, 2 * measures.badge_radius + 2)
    middle = top + height / 2
    labels = _centred(Label(x, middle, "", measures.size), (*name, *below))
    if measures.key_amounts:
        amount = Label(x + room + measures.key_amounts, middle, "", measures.size, "end", bold=True)
        labels += _centred(amount, (link.flow.line,))
    return middle, height, labels
