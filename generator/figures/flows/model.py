"""Flows: what a laid out figure holds, from which both drawings are made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from generator.figures import figure
from generator.figures.figure import BASELINE, Label, Layout
from generator.figures.flows.content import Link, Node


@dataclass(frozen=True, slots=True)
class Measures(figure.Measures):
    """What differs between the pictures."""

    column: float
    """The width of each of the two columns of labels."""
    label_gap: float
    """Between a bar and its label."""
    bar: float
    """The thickness of the bars."""
    flow_height: float
    """The height of all flows together, which gives the scale."""
    slot_gap: float
    size: float
    badge_radius: float
    badge_places: int
    """How many places a ribbon has for its badge: at least five, two radii apart."""
    key_amounts: float
    """The width of the key's column of amounts; 0: amounts are below the names."""

    @property
    def left_bar(self) -> float:
        """Left edge of the left bars."""
        return self.margin + self.column + self.label_gap

    @property
    def right_bar(self) -> float:
        """Left edge of the right bars."""
        return self.width - self.left_bar - self.bar

    @property
    def line(self) -> float:
        """Height of a line of text."""
        return self.size * LINE_HEIGHT


LINE_HEIGHT = 1.3
"""Of a line of text, in font sizes."""
WIDE = Measures(960, 16, 250, 10, 14, 340, 10, 13, 10, 9, 190)
MEDIUM = Measures(620, 12, 165, 8, 12, 320, 9, 13, 9, 7, 190)
NARROW = Measures(340, 6, 107, 5, 7, 260, 7, 12, 8, 5, 0)


class Bar(NamedTuple):
    """The bar of a node."""

    node: Node
    x: float
    y: float
    width: float
    height: float
    tone: str


class Ribbon(NamedTuple):
    """A flow from bar ``source`` to bar ``target`` (indices into ``bars``); each y is that of its middle."""

    link: Link
    source: int
    target: int
    x_source: float
    x_target: float
    y_source: float
    y_target: float
    thickness: float
    tone: str


class Badge(NamedTuple):
    """The rank of a main flow in a circle."""

    x: float
    y: float
    radius: float
    rank: int

    @property
    def label(self) -> Label:
        """Its number."""
        size = 1.4 * self.radius
        return Label(self.x, self.y + BASELINE * size, str(self.rank), size, "middle", "main", bold=True)


@dataclass(frozen=True, slots=True)
class FlowsLayout(Layout):
    """A flows figure laid out for one width; ``tone``: of its direction.

    ``bars``: the left ones in order, then the right ones; ``said``: what is said of each. ``ribbons``: in drawing
    order, the main flows last, hence on top. ``flow_top`` and ``flow_height``: where the flows would be without gaps,
    which is Plotly's scale.
    """

    tone: str
    flow_top: float
    flow_height: float
    bars: tuple[Bar, ...]
    ribbons: tuple[Ribbon, ...]
    badges: tuple[Badge, ...]
    said: tuple[str, ...]
