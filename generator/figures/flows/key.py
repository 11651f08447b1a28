"""The key of the main flows, beneath them in the picture: rank, name, amount, share, whether they may be one-off."""

from __future__ import annotations

from dataclasses import dataclass

from generator.figures.flows.content import Content, Link
from generator.figures.flows.model import Badge, Measures, Rule, Swatch, stack
from generator.figures.frame import Label
from generator.figures.text import width, wrap
from generator.french.words import word

_ROW_GAP = 10.0
_SWATCH = 10.0


@dataclass(frozen=True, slots=True)
class Key:
    """The key of the main flows, down to its ``bottom``."""

    bottom: float
    labels: tuple[Label, ...] = ()
    badges: tuple[Badge, ...] = ()
    rules: tuple[Rule, ...] = ()
    swatches: tuple[Swatch, ...] = ()


def key_of(content: Content, measures: Measures, top: float) -> Key:
    """The key below ``top``: heading, legend of the colours, a row a flow; an empty one without a main flow."""
    if not content.main:
        return Key(top)
    words = word("flux", f"principaux_{len(content.main)}")
    lines = wrap(words, measures.width - 2 * measures.margin, measures.size + 1, bold=True)
    cursor = top + _ROW_GAP + len(lines) * measures.line
    labels = list(stack(measures.margin, (top + _ROW_GAP + cursor) / 2, lines, measures.size + 1, bold=True))
    swatches, legend = _legend(measures, cursor + _ROW_GAP / 2 + measures.line / 2)
    labels.extend(legend)
    cursor += _ROW_GAP + measures.line
    badges, rules = [], [_rule(measures, top)]
    for rank, link in enumerate(content.main, start=1):
        rules.append(_rule(measures, cursor))
        middle, height, row = _row(link, measures, cursor + _ROW_GAP / 2)
        badges.append(Badge(measures.margin + measures.badge_radius + 1, middle, measures.badge_radius, rank))
        labels.extend(row)
        cursor += _ROW_GAP + height
    return Key(cursor + _ROW_GAP / 2, tuple(labels), tuple(badges), tuple(rules), swatches)


def _rule(measures: Measures, y: float) -> Rule:
    return Rule(measures.margin, measures.width - measures.margin, y)


def _legend(measures: Measures, middle: float) -> tuple[tuple[Swatch, ...], tuple[Label, ...]]:
    """What the colours of the ribbons are, on one line."""
    swatches: list[Swatch] = []
    labels: list[Label] = []
    x = measures.margin
    for color, key in (("ribbon-main", "legende_principaux"), ("ribbon", "legende_autres")):
        swatches.append(Swatch((x, middle - _SWATCH / 2, x + 2 * _SWATCH, middle + _SWATCH / 2), color))
        (label,) = stack(x + 2 * _SWATCH + 6, middle, (word("flux", key),), measures.size, tone="muted")
        labels.append(label)
        x = label.x + width(label.text, measures.size) + 2 * _SWATCH
    return tuple(swatches), tuple(labels)


def _row(link: Link, measures: Measures, top: float) -> tuple[float, float, tuple[Label, ...]]:
    """Middle, height and labels of one row."""
    x = measures.margin + 2 * measures.badge_radius + 10
    name = wrap(link.name, measures.width - measures.margin - x - measures.key_amounts, measures.size)
    beneath: tuple[str, ...] = () if measures.key_amounts else (link.flow.line,)
    if link.may_be_one_off:
        beneath += (word("phrases", "peut_etre_ponctuel"),)
    height = max((len(name) + len(beneath)) * measures.line, 2 * measures.badge_radius + 2)
    middle = top + height / 2
    labels = stack(x + measures.key_amounts, middle, (*name, *beneath), measures.size)
    if measures.key_amounts:
        labels += stack(x, middle, (link.flow.line,), measures.size, bold=True)
    return middle, height, labels
