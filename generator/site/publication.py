"""Checks before a site goes live: publisher and address are set, and no edition would be lost."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from typing import Final

from generator.edition import Edition, known_earlier_editions
from generator.errors import SiteError
from generator.exports.published import EditionTotals, Published
from generator.french.formatting import integer
from generator.reference.direction import Direction
from generator.site.publisher import PUBLISHER

REQUIRED: Final = ("SITE_URL", *(PUBLISHER[what] for what in ("name", "director", "host")))
"""The variables without which the pages of a real edition would stand under a false address, or name nobody."""


def missing_variables() -> list[str]:
    """Those of ``REQUIRED`` that the environment does not hold."""
    return [name for name in REQUIRED if not os.environ.get(name, "").strip()]


def editions_left_out() -> set[int]:
    """The years that ``EDITIONS_LEFT_OUT`` gives up. Raises ``SiteError`` for anything but a year."""
    words = re.split(r"[\s,;]+", os.environ.get("EDITIONS_LEFT_OUT", "").strip())
    wrong = [word for word in words if word and not re.fullmatch(r"[0-9]{4}", word)]
    if wrong:
        raise SiteError(f"EDITIONS_LEFT_OUT: {wrong[0]!r} (expected years, such as 2022, 2023)")
    return {int(word) for word in words if word}


def without_files(newest: Edition, chosen: Iterable[Edition]) -> list[str]:
    """A sentence for each earlier edition that is known and whose files are not there: its pages would be lost."""
    years = {one.year for one in chosen} | editions_left_out()
    return [
        f"the edition of {one.year} is known and {one.shown_input} holds no files: its pages /{one.year}/ would be "
        f"lost; run `{one.how_to_get}`, or give it up for good with EDITIONS_LEFT_OUT={one.year}"
        for one in known_earlier_editions(newest)
        if one.year not in years
    ]


def require_publishable(newest: Edition, earlier: Sequence[Edition], published: Published) -> list[str]:
    """Raises ``SiteError`` that names all that keeps the site from being put on line.

    A demonstration need not say who publishes it: returns what to warn of. ``published``: what stands on the live site.
    """
    warnings: list[str] = []
    wrong: list[str] = []
    missing = missing_variables()
    if missing:
        said = f"not set: {', '.join(missing)} (the pages say where the site stands and who answers for it)"
        (warnings if newest.demonstration else wrong).append(said)
    chosen = [*earlier, newest]
    if not newest.demonstration:
        wrong += without_files(newest, chosen)
    kept = {one.year for one in chosen if not one.demonstration} | editions_left_out()
    wrong += [
        f"the live site has the edition of {one.year}, this one has not: its pages /{one.year}/ would be lost; bring "
        f"its files, or give it up for good with EDITIONS_LEFT_OUT={one.year}"
        for one in published.editions
        if not one.demonstration and one.year not in kept
    ]
    if wrong:
        raise SiteError(
            "this site cannot be published:\n" + "\n".join(f"  - {each}" for each in dict.fromkeys(wrong))
        )
    return warnings


def require_new_dates(before: Published, after: Published) -> None:
    """Raises ``SiteError`` for a real edition with other totals than were published under the same date."""
    known = {(one.year, one.demonstration): one for one in before.editions}
    for now in after.editions:
        was = known.get((now.year, now.demonstration))
        if was and not now.demonstration and was.date == now.date:
            _require_same_totals(was, now)


def _require_same_totals(was: EditionTotals, now: EditionTotals) -> None:
    moved = [
        (territory, direction, was.totals[territory].of(direction), sums.of(direction))
        for territory, sums in now.totals.items()
        if territory in was.totals and was.totals[territory] != sums
        for direction in Direction
    ]
    changes = sorted((move for move in moved if move[2] != move[3]), key=lambda move: -abs(move[3] - move[2]))
    if changes:
        territory, direction, old, new = changes[0]
        raise SiteError(
            f"data/editions/{now.year}.toml, key date: {now.date} is the day of other figures, already published: "
            f"{len(changes)} totals have moved, {territory.name}'s {direction}s from {integer(old)} to {integer(new)} "
            "€ the most. If the customs have revised their files, set `date` to the day of this revision; if not, "
            "bring back the files that were published"
        )
