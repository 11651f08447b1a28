"""The page « Révisions »: which totals moved from one publication of an edition to the next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from babel.dates import format_date

from generator.exports.published import Republication
from generator.pages.environment import environment


def revisions_page(republications: Sequence[Republication]) -> str:
    """The Markdown, the last republication first."""
    template = environment().get_template("revisions.md.j2")
    return template.render(republications=republications[::-1], said=_said)


def _said(day: str) -> str:
    return format_date(date.fromisoformat(day), "d MMMM y", locale="fr")
