"""One side of a flows figure: its bars and their labels.

Each node has a slot as high as the higher of its bar and its label, so labels cannot overlap whatever the amounts.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import fsum

from generator.figures.flows.content import Content, Node, Side
from generator.figures.flows.model import Bar, Measures, stack
from generator.figures.frame import Label, Line
from generator.figures.text import width, wrap
from generator.french.formatting import unit_for
from generator.french.words import word
from generator.reference.names import OTHERS


@dataclass(frozen=True)
class Column:
    """A side before it is given its place; ``scale`` is pixels a euro."""

    content: Content
    measures: Measures
    scale: float
    is_left: bool

    @property
    def _side(self) -> Side:
        return self.content.left if self.is_left else self.content.right

    @cached_property
    def _names_units(self) -> bool:
        """Whether there is room for the unit behind each amount: else the heading alone has it."""
        return all(self._fits(node.total.line) for node in self._side.nodes)

    def _fits(self, text: str) -> bool:
        return width(text, self.measures.size) <= self.measures.column

    def _lines(self, node: Node) -> tuple[str, ...]:
        """The name, then amount and share on one line where that fits, else on two."""
        name, total = wrap(node.name, self.measures.column, self.measures.size), node.total
        if self._names_units:
            return (*name, total.line)
        line = f"{total.bare} · {total.share}"
        return (*name, line) if self._fits(line) else (*name, total.bare, total.share)

    @cached_property
    def _slots(self) -> list[tuple[Node, tuple[str, ...], float]]:
        """The nodes with their lines and the height of their slots."""
        measures = self.measures
        lines = ((node, self._lines(node)) for node in self._side.nodes)
        return [
            (n, text, max(n.total.value_eur * self.scale, len(text) * measures.line)) for n, text in lines
        ]

    @cached_property
    def height(self) -> float:
        """Of all slots and the gaps between them."""
        # not sum(): from Python 3.12 on it rounds otherwise, and the same input would give other bytes
        return fsum(slot for *_, slot in self._slots) + self.measures.slot_gap * (len(self._slots) - 1)

    @property
    def _label_place(self) -> tuple[float, str]:
        measures = self.measures
        inside = measures.left_bar - measures.label_gap
        return (inside, "end") if self.is_left else (measures.width - inside, "start")

    def heading(self, top: float) -> tuple[Label, ...]:
        """The side's heading, above its labels, and what their numbers are."""
        measures, (x, anchor) = self.measures, self._label_place
        title = wrap(self._side.heading, measures.column, measures.size + 1, bold=True)
        unit = unit_for(self.content.total_eur).symbol
        text = (
            word("flux", "montant_et_part") if self._names_units else word("flux", "unite_et_part", unit=unit)
        )
        below = wrap(text, measures.column, measures.size)
        middle = top + len(title) * measures.line / 2
        foot = top + (len(title) + len(below) / 2) * measures.line + 2
        return (
            *stack(x, middle, title, measures.size + 1, anchor, bold=True),
            *stack(x, foot, below, measures.size, anchor, tone="muted"),
        )

    def rule(self, y: float) -> Line:
        """The line beneath the heading, as wide as labels and bars."""
        measures = self.measures
        left = measures.margin if self.is_left else measures.right_bar
        return Line(left, y, left + measures.column + measures.label_gap + measures.bar, y, "grid")

    def placed(self, top: float) -> tuple[list[Bar], list[Label]]:
        """The bars and their labels, the first slot beginning at ``top``."""
        measures, (x, anchor) = self.measures, self._label_place
        edge = measures.left_bar if self.is_left else measures.right_bar
        bars: list[Bar] = []
        labels: list[Label] = []
        for node, lines, slot in self._slots:
            code, name, total = node
            middle, height = top + slot / 2, total.value_eur * self.scale
            tone = f"{self.content.direction}-soft" if code == OTHERS else str(self.content.direction)
            place = (edge, middle - height / 2, measures.bar, height)
            bars.append(Bar(*place, total.value_eur, tone, (name, total.line)))
            labels.extend(stack(x, middle, lines, measures.size, anchor))
            top += slot + measures.slot_gap
        return bars, labels
