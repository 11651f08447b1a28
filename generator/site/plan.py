"""What a site is to be made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.edition import Edition
from generator.exports.published import Published
from generator.reference.territories import Territory
from generator.site.extras import Extras


@dataclass(frozen=True, slots=True)
class SitePlan:
    """``edition``: the newest, whose are the plain addresses; ``earlier``: those under their years, the oldest first.

    ``pages``: the territories that get a portrait. ``flat``: pages are files, to be opened without a server (the
    archive). ``extras``: the newest edition's PDFs and archive, to be published with it. ``published``: what the live
    site has published so far. ``made_by``: the words of the command that makes its pages.
    """

    edition: Edition
    pages: frozenset[Territory]
    earlier: Sequence[Edition] = ()
    flat: bool = False
    extras: Extras | None = None
    published: Published = field(default_factory=Published)
    made_by: Sequence[str] = ()
