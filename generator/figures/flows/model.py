"""Flows: what a laid out figure holds, from which both drawings are made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from generator.figures.frame import BASELINE, Label, Layout

LINE_HEIGHT = 1.3
"""Of a line of text, in font sizes."""


@dataclass(frozen=True, slots=True)
class Measures:
    """What differs between the wide and the narrow picture, in pixels."""

    width: int
    margin: float
    column: float
    """Width of each of the two columns of labels."""
    label_gap: float
    """Between a bar and its label."""
    bar: float
    """Thickness of the bars."""
    flow_height: float
    """Height of all flows together: it gives the scale."""
    slot_gap: float
    """Between the slots of two nodes."""
    size: float
    """Font size."""
    badge_radius: float
    badge_places: int
    """How many places a ribbon offers to its badge: five at least, two radii apart."""
    key_amounts: float
    """Width of the key's column of amounts; 0: amounts stand beneath the names."""

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


WIDE = Measures(960, 16, 250, 10, 14, 340, 10, 13, 10, 9, 190)
NARROW = Measures(340, 6, 107, 5, 7, 260, 7, 12, 8, 5, 0)


class Bar(NamedTuple):
    """A node: ``texts`` are its name and its amount with share, as shown when it is pointed at."""

    x: float
    y: float
    width: float
    height: float
    value_eur: int
    tone: str
    texts: tuple[str, str]


class Ribbon(NamedTuple):
    """A flow from bar ``source`` to bar ``target`` (indices into ``bars``).

    ``y_source`` and ``y_target`` are the heights of its middle at its ends; ``rank`` counts main flows from 1.
    """

    source: int
    target: int
    x_source: float
    x_target: float
    y_source: float
    y_target: float
    thickness: float
    value_eur: int
    texts: tuple[str, str]
    rank: int | None

    @property
    def tone(self) -> str:
        """Its colour's name: that of main flows, or of all others."""
        return "ribbon" if self.rank is None else "ribbon-main"


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
    """A flows figure laid out in one width; ``tone``: that of its direction.

    ``bars``: those at the left, in order, then those at the right. ``ribbons``: as they are drawn, the main flows last,
    hence on top. ``flow_top`` and ``flow_height``: where the flows would stand without gaps, which is Plotly's scale.
    """

    tone: str
    flow_top: float
    flow_height: float
    bars: tuple[Bar, ...]
    ribbons: tuple[Ribbon, ...]
    badges: tuple[Badge, ...]


def stack(
    x: float,
    middle: float,
    lines: tuple[str, ...],
    size: float,
    anchor: str = "start",
    *,
    tone: str = "text",
    bold: bool = False,
) -> tuple[Label, ...]:
    """Lines of text one under the other, centred on the height ``middle``."""
    step = size * LINE_HEIGHT
    first = middle - (len(lines) - 1) * step / 2 + BASELINE * size
    return tuple(
        Label(x, first + row * step, line, size, anchor, tone, bold) for row, line in enumerate(lines)
    )
