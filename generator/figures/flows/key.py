"""The key of the main flows, beneath them in the same picture: rank, name, amount and share."""

from __future__ import annotations

from dataclasses import dataclass

from generator.figures.flows.content import Content, Link
from generator.figures.flows.model import Badge, Form, Rule, Swatch, stack
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


def key_of(content: Content, form: Form, top: float) -> Key:
    """The key below ``top``: heading, legend of the colours, a row a flow; an empty one without a main flow."""
    if not content.main:
        return Key(top)
    words = word("flux", f"principaux_{len(content.main)}")
    lines = wrap(words, form.width - 2 * form.margin, form.size + 1, bold=True)
    cursor = top + _ROW_GAP + len(lines) * form.line
    labels = list(stack(form.margin, (top + _ROW_GAP + cursor) / 2, lines, form.size + 1, bold=True))
    swatches, legend = _legend(form, cursor + _ROW_GAP / 2 + form.line / 2)
    labels.extend(legend)
    cursor += _ROW_GAP + form.line
    badges, rules = [], [_rule(form, top)]
    for rank, link in enumerate(content.main, start=1):
        rules.append(_rule(form, cursor))
        middle, height, row = _row(link, form, cursor + _ROW_GAP / 2)
        badges.append(Badge(form.margin + form.badge_radius + 1, middle, form.badge_radius, rank))
        labels.extend(row)
        cursor += _ROW_GAP + height
    return Key(cursor + _ROW_GAP / 2, tuple(labels), tuple(badges), tuple(rules), swatches)


def _rule(form: Form, y: float) -> Rule:
    return Rule(form.margin, form.width - form.margin, y)


def _legend(form: Form, middle: float) -> tuple[tuple[Swatch, ...], tuple[Label, ...]]:
    """What the colours of the ribbons are, on one line."""
    swatches: list[Swatch] = []
    labels: list[Label] = []
    x = form.margin
    for color, key in (("ribbon-main", "legende_principaux"), ("ribbon", "legende_autres")):
        swatches.append(Swatch((x, middle - _SWATCH / 2, x + 2 * _SWATCH, middle + _SWATCH / 2), color))
        (label,) = stack(x + 2 * _SWATCH + 6, middle, (word("flux", key),), form.size, tone="muted")
        labels.append(label)
        x = label.x + width(label.text, form.size) + 2 * _SWATCH
    return tuple(swatches), tuple(labels)


def _row(link: Link, form: Form, top: float) -> tuple[float, float, tuple[Label, ...]]:
    """Middle, height and labels of one row."""
    x = form.margin + 2 * form.badge_radius + 10
    name = wrap(link.name, form.width - form.margin - x - form.key_amounts, form.size)
    beneath = () if form.key_amounts else (link.flow.line,)
    height = max((len(name) + len(beneath)) * form.line, 2 * form.badge_radius + 2)
    middle = top + height / 2
    labels = stack(x + form.key_amounts, middle, (*name, *beneath), form.size)
    if form.key_amounts:
        labels += stack(x, middle, (link.flow.line,), form.size, bold=True)
    return middle, height, labels
