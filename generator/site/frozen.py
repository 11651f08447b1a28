"""The earlier editions: written one after the other, so that one at a time is in memory, or taken as they were made.

What a page of theirs says depends on its own edition and on those before it, never on a later one: a finished folder
stays right when an edition is added, and may be kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.compute import EditionSummary, compute
from generator.edition import Edition
from generator.pages.editions import edition_folder
from generator.reference.territories import Territory
from generator.site.content import write_frozen
from generator.site.edition_cache import EditionCache, Kept
from generator.site.mkdocs.run import MkDocs
from generator.system import parallel
from generator.system.folders import share
from generator.system.progress import Progress


@dataclass(frozen=True, slots=True)
class Earlier:
    """The editions to stand beside the newest, the oldest first.

    ``keys``: what each is made from, the newest too (``stamp.chain``): under its key, an earlier one's finished folder
    is kept in ``cache``. ``published``: the folder of what the live site says of them (``bring_published``), to be
    compared with.
    """

    editions: Sequence[Edition] = ()
    keys: Sequence[str] = ()
    cache: EditionCache | None = None
    published: Path | None = None


@dataclass(frozen=True, slots=True)
class Frozen:
    """The earlier editions of a site, the oldest first: some written into its pages, some ``kept`` from before."""

    past: tuple[EditionSummary, ...] = ()
    made: tuple[tuple[EditionSummary, str], ...] = ()
    kept: tuple[Kept, ...] = ()
    cache: EditionCache | None = None

    def put(self, site: Path) -> None:
        """Completes ``site``, in which all pages are finished: keeps what was made, puts what was kept."""
        if self.cache:
            for past, key in self.made:
                self.cache.keep(past, key, site / edition_folder(past.edition.year))

        def put(kept: Kept) -> None:
            share(kept.site, site / edition_folder(kept.past.edition.year))

        parallel.each(put, self.kept)


@parallel.uncollected()
def freeze(
    earlier: Earlier, pages: frozenset[Territory], work: Path, mkdocs: MkDocs, progress: Progress
) -> Frozen:
    """Writes the editions into ``work/docs`` and ``work/site``; those that were kept are left out.

    ``mkdocs``: what will make the site of it. Raises as ``compute`` does.
    """
    cache = earlier.cache
    past: list[EditionSummary] = []
    made: list[tuple[EditionSummary, str]] = []
    kept: list[Kept] = []
    keys = earlier.keys or [""] * len(earlier.editions)
    for edition, key in zip(earlier.editions, keys, strict=False):
        known = cache.find(edition, key) if cache else None
        if known:
            kept.append(known)
            past.append(known.past)
            continue
        prepared = compute(edition, pages, progress, past, live=False)
        with progress.step(f"Writing the pages of {edition.year}"):
            write_frozen(prepared, work / "docs", work / "site", url=mkdocs.url, flat=mkdocs.flat)
        past.append(prepared.summary)
        made.append((prepared.summary, key))
        del prepared
    return Frozen(tuple(past), tuple(made), tuple(kept), cache)
