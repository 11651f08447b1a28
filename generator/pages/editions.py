"""Editions side by side: the folder of each, and the links from a page to its counterpart in the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.context import EditionContext


@dataclass(frozen=True, slots=True)
class EditionFolder:
    """An edition of the site: ``folder`` is empty for the newest, ``2023/`` for an older one, frozen."""

    context: EditionContext
    folder: str = ""


@dataclass(frozen=True, slots=True)
class EditionLink:
    """The way from a page to an edition; ``is_this``: the page's own."""

    period: str
    href: str
    is_this: bool


def edition_folder(year: int) -> str:
    """The folder of an older edition under the site's root."""
    return f"{year}/"


def edition_folders(
    own: EditionContext, folder: str, earlier: Sequence[EditionContext]
) -> tuple[EditionFolder, ...]:
    """The edition in ``folder`` and those before it, the newest first; ``earlier`` come with the oldest first.

    A page never names a later edition: it would have to be made again for each one that comes.
    """
    older = (EditionFolder(context, edition_folder(context.year)) for context in reversed(earlier))
    return (EditionFolder(own, folder), *older)
