"""One side of a flows figure: its bars and their labels.

Each node has a slot as high as the higher of its bar and its label, so labels cannot overlap whatever the amounts.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import fsum

from generator.figures.flows.content import Node, Side
from generator.figures.flows.model import Bar, Measures, Rule, stack
from generator.figures.frame import Label
from generator.figures.text import width, wrap
from generator.french.words import word


@dataclass(frozen=True)
class Column:
    """A side before it is given its place; ``scale`` is pixels a euro, ``color`` that of the bars."""

    side: Side
    measures: Measures
    scale: float
    color: str
    is_left: bool

    @cached_property
    def _lines(self) -> list[tuple[str, ...]]:
        return [
            (*wrap(node.name, self.measures.column, self.measures.size), *self._amount(node))
            for node in self.side.nodes
        ]

    @cached_property
    def _names_units(self) -> bool:
        """Whether there is room for the unit behind each amount: else the heading alone has it."""
        return all(self._fits(node.total.line) for node in self.side.nodes)

    def _fits(self, text: str) -> bool:
        return width(text, self.measures.size) <= self.measures.column

    def _amount(self, node: Node) -> tuple[str, ...]:
        """Amount and share on one line where that fits, else on two."""
        total = node.total
        if self._names_units:
            return (total.line,)
        return (total.bare_line,) if self._fits(total.bare_line) else (total.bare, total.share)

    @cached_property
    def _slots(self) -> list[float]:
        return [
            max(node.total.value_eur * self.scale, len(lines) * self.measures.line)
            for node, lines in zip(self.side.nodes, self._lines, strict=True)
        ]

    @property
    def height(self) -> float:
        """Of all slots and the gaps between them."""
        # not sum(): from Python 3.12 on it rounds otherwise, and the same input would give other bytes
        return fsum(self._slots) + self.measures.slot_gap * (len(self._slots) - 1)

    @property
    def _label_place(self) -> tuple[float, str]:
        measures = self.measures
        inside = measures.left_bar - measures.label_gap
        return (inside, "end") if self.is_left else (measures.width - inside, "start")

    def heading(self, top: float) -> tuple[Label, ...]:
        """The side's heading, above its labels, and what their numbers are."""
        measures, (x, anchor) = self.measures, self._label_place
        title = wrap(self.side.heading, measures.column, measures.size + 1, bold=True)
        said = (
            word("flux", "montant_et_part")
            if self._names_units
            else word("flux", "unite_et_part", unit=self.side.unit)
        )
        below = wrap(said, measures.column, measures.size)
        middle = top + len(title) * measures.line / 2
        foot = top + (len(title) + len(below) / 2) * measures.line + 2
        return (
            *stack(x, middle, title, measures.size + 1, anchor, bold=True),
            *stack(x, foot, below, measures.size, anchor, tone="muted"),
        )

    def rule(self, y: float) -> Rule:
        """The line beneath the heading, as wide as labels and bars."""
        measures = self.measures
        left = measures.margin if self.is_left else measures.right_bar
        return Rule(left, left + measures.column + measures.label_gap + measures.bar, y)

    def placed(self, top: float) -> tuple[tuple[Bar, ...], tuple[Label, ...]]:
        """The bars and their labels, the first slot beginning at ``top``."""
        measures, (x, anchor) = self.measures, self._label_place
        bars: list[Bar] = []
        labels: list[Label] = []
        for node, lines, slot in zip(self.side.nodes, self._lines, self._slots, strict=True):
            middle = top + slot / 2
            bars.append(self._bar(node, middle))
            labels.extend(stack(x, middle, lines, measures.size, anchor))
            top += slot + measures.slot_gap
        return tuple(bars), tuple(labels)

    def _bar(self, node: Node, middle: float) -> Bar:
        height = node.total.value_eur * self.scale
        return Bar(
            x=self.measures.left_bar if self.is_left else self.measures.right_bar,
            y=middle - height / 2,
            width=self.measures.bar,
            height=height,
            value_eur=node.total.value_eur,
            color=f"{self.color}-soft" if node.is_rest else self.color,
            texts=(node.name, node.total.line),
        )
