"""The pages an edition has beside its portraits: its report, an older one's list of portraits, the revisions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from babel.dates import format_date
from markupsafe import Markup

from generator.context import EditionContext
from generator.exports.published import Republication
from generator.pages.environment import render
from generator.pages.links import Links
from generator.portrait.series import Revision
from generator.reference.territories import territories

_REVISIONS_SHOWN = 30


def quality_page(
    edition: EditionContext,
    report: str,
    folder: str,
    *,
    republished: Sequence[int],
    revised: Sequence[Revision],
) -> str:
    """The Markdown of « Qualité des données »; ``report`` is Markdown in which nothing from the files acts.

    ``republished``: the years of earlier editions of which the files hold quarters too; ``revised``: their totals that
    these files give otherwise.
    """
    values = {
        "edition": edition,
        # the report's own template keeps what comes from files within code spans
        "report": Markup(report),  # noqa: S704
        "root_md": "../" * folder.count("/"),
        "republished": republished,
        "revised": revised,
        "shown": _REVISIONS_SHOWN,
    }
    return render("qualite.md.j2", values)


def edition_page(edition: EditionContext, links: Links) -> str:
    """The Markdown of an older edition's list of portraits, by kind."""
    shown = [t for t in territories() if t in links.pages]
    return render("edition.md.j2", {"edition": edition, "territories": shown, "suffix": links.suffix})


def revisions_page(republications: Sequence[Republication]) -> str:
    """The Markdown, the last republication first."""
    return render("revisions.md.j2", {"republications": republications[::-1], "long_date": _long_date})


def _long_date(day: str) -> str:
    return format_date(date.fromisoformat(day), "d MMMM y", locale="fr")
