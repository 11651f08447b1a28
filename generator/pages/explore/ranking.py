"""The head of a ranking: the map of France, and beside it the ten first as bars."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from generator.context import EditionContext
from generator.pages.environment import fragment
from generator.pages.links import Links
from generator.portrait.ranking import distinct
from generator.reference.direction import Direction
from generator.reference.territories import Territory

FIRST_PLACES: Final = 10
"""How many places are shown beside the map; ``ranking.js`` adds the reader's own below them."""


@dataclass(frozen=True, slots=True)
class Leader:
    """A line of the ten first. ``width``: of its bar, in hundredths; ``text``: its value as written.

    ``rank``: ``None`` where it is left out. ``href`` leads to its page, ``None`` without one.
    """

    rank: int | None
    name: str
    href: str | None
    width: int
    text: str


@dataclass(frozen=True, slots=True)
class Named:
    """A line's départements: one, or the two halves of Corsica where it is published as one and called by its name.

    ``href`` leads to its page, if it has one; ``region``: the name of its région, by which a list is filtered.
    """

    codes: tuple[str, ...]
    name: str
    href: str | None
    region: str = ""


def named_once(territories: Iterable[Territory], links: Links) -> dict[Territory, Named]:
    """The lines of départements in their order, each of the customs' units once: by the first that shows it."""
    everyone = list(territories)
    found = {}
    for territory in distinct(everyone):
        own = territory.customs_codes
        all_of_it = sorted((t for t in everyone if t.customs_codes == own), key=lambda t: t.code)
        name, href = territory.shown.name, next(filter(None, map(links.portrait, all_of_it)), None)
        around = territory.own_region.name if territory.own_region else ""
        found[territory] = Named(
            tuple(t.code for t in all_of_it), name, href, "" if around == name else around
        )
    return found


def ranking_head(
    title: str,
    leaders: Iterable[Leader],
    edition: EditionContext,
    *,
    table: str,
    side: Direction = Direction.EXPORT,
    map_: Markup,
) -> Markup:
    """The map and the first lines, side by side on a desk; where a rank is left out, the reason.

    ``table``: the id of the caption of the whole table below, from which the script takes the reader's own line.
    """
    values = {
        "title": title,
        "leaders": list(leaders)[:FIRST_PLACES],
        "edition": edition,
        "table": table,
        "side": side,
        "map": map_,
    }
    return fragment("_premiers.html.j2", values)
