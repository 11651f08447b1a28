"""The model of an activities treemap: every position, text and amount, from which both drawings are made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from generator.figures.activities.cell_text import Fitted
from generator.figures.activities.content import Half, Leaf
from generator.figures.activities.squarify import Box
from generator.figures.activities.strip import Strip
from generator.figures.frame import Label
from generator.reference.direction import Direction

HEADER = 26.0
"""Height of a heading inside the treemap: the root's and each half's."""
GAP = 1.0
"""Between cells, beside their outlines of the same tone."""
PATHBAR = 26.0
"""Height kept free under the treemap, where Plotly shows the way back."""
TEXT_INSET = 4.0


@dataclass(frozen=True, slots=True)
class Measures:
    """Measures in pixels.

    ``tree_height``: of many cells, few take less; ``least``: the smallest font size in a cell;
    ``named``: whether what has no room for its name is gathered: of the narrow treemap, which is only seen alive, a tap
    tells the names.
    """

    width: int
    margin: float
    tree_height: float
    heading_size: float
    least: int
    named: bool


WIDE = Measures(960, 16, 600, 15, 11, named=True)
NARROW = Measures(340, 8, 860, 13, 11, named=False)


class Cell(NamedTuple):
    """A product's rectangle and its text, in a size of its own; no lines where none would fit."""

    leaf: Leaf
    direction: Direction
    box: Box
    text: Fitted

    @property
    def fill(self) -> str:
        """The tone of its ground: paler for what is gathered."""
        return f"{self.direction.value}-soft" if self.leaf.gathered else self.direction.value

    @property
    def ink(self) -> str:
        """The tone of its text."""
        return "text" if self.leaf.gathered else "on-fill"

    @property
    def outline(self) -> str:
        """The tone of its edge, the other one of its half."""
        return self.direction.value if self.leaf.gathered else f"{self.direction.value}-soft"


@dataclass(frozen=True, slots=True)
class HalfLayout:
    """A half: ``roomy`` is whether its cells have room; a mere sliver is filled with its colour."""

    half: Half
    box: Box
    roomy: bool
    heading: Label
    cells: tuple[Cell, ...]

    @property
    def fill(self) -> str:
        """The tone of its ground."""
        return f"{self.half.direction.value}-soft" if self.roomy else self.half.direction.value


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole figure: mark, strip of the two shares, treemap, foot."""

    width: int
    height: int
    margin: float
    mark: tuple[Label, ...]
    strip: Strip
    tree: Box
    total_eur: int
    root: Label
    halves: tuple[HalfLayout, ...]
    foot_top: float
    foot: tuple[Label, ...]
