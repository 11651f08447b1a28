"""The key of the main flows, beneath them in the same picture: rank, name, amount and share."""

from __future__ import annotations

from dataclasses import dataclass

from generator.charts.frame import Label
from generator.charts.sankey_content import Content, Link, amount_and_share
from generator.charts.sankey_model import Badge, Form, stack
from generator.charts.text import wrap
from generator.charts.words import word

_ROW_GAP = 9.0


@dataclass(frozen=True, slots=True)
class Key:
    """The key of the main flows, down to its ``bottom``; ``rules`` are heights of thin lines."""

    bottom: float
    labels: tuple[Label, ...] = ()
    badges: tuple[Badge, ...] = ()
    rules: tuple[float, ...] = ()


def key_of(content: Content, form: Form, top: float) -> Key:
    """The key below ``top``; an empty one without a main flow."""
    if not content.main:
        return Key(top)
    words = word("flux", f"principaux_{len(content.main)}")
    lines = wrap(words, form.width - 2 * form.margin, form.size + 1, bold=True)
    cursor = top + _ROW_GAP + len(lines) * form.line
    labels = list(stack(form.margin, (top + _ROW_GAP + cursor) / 2, lines, form.size + 1, bold=True))
    badges, rules = [], [top]
    for rank, link in enumerate(content.main, start=1):
        middle, height, row = _row(content, link, form, cursor + _ROW_GAP)
        badges.append(Badge(form.margin + form.badge_radius + 1, middle, form.badge_radius, rank))
        labels.extend(row)
        cursor += _ROW_GAP + height
    return Key(cursor + _ROW_GAP, tuple(labels), tuple(badges), tuple(rules))


def _row(content: Content, link: Link, form: Form, top: float) -> tuple[float, float, tuple[Label, ...]]:
    """Middle, height and labels of one row."""
    x = form.margin + 2 * form.badge_radius + 10
    amounts = amount_and_share(link.value_eur, link.share)
    name = wrap(content.link_name(link), form.width - form.margin - x - form.key_amounts, form.size)
    beneath = () if form.key_amounts else (amounts,)
    height = max((len(name) + len(beneath)) * form.line, 2 * form.badge_radius + 2)
    middle = top + height / 2
    labels = stack(x + form.key_amounts, middle, (*name, *beneath), form.size)
    if form.key_amounts:
        labels += stack(x, middle, (amounts,), form.size, bold=True)
    return middle, height, labels
