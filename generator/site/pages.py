"""Writes the folder that MkDocs reads; for `pages`, with the files beside the pages too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.compute import EditionData, EditionSummary, compute, summarise
from generator.edition import Edition
from generator.exports.published import Published
from generator.pages.links import Links, edition_folder
from generator.site.files import (
    Group,
    frozen_files,
    frozen_pages,
    newest_files,
    newest_pages,
    printed,
    site_of,
)
from generator.site.folder import CONFIG, DOCS, configuration, replacing_ours, write_config, write_files
from generator.site.plan import SitePlan
from generator.site.published import published_now
from generator.site.values import FILE, values_json
from generator.system import parallel
from generator.system.progress import Progress


@dataclass(frozen=True, slots=True)
class PagesFolder:
    """A folder that MkDocs makes a site of: ``docs/``, ``mkdocs.yml``, values."""

    folder: Path
    plan: SitePlan

    @property
    def docs(self) -> Path:
        """Where the pages are."""
        return self.folder / DOCS

    @property
    def config_file(self) -> Path:
        """What `mkdocs build -f` is given."""
        return self.folder / CONFIG

    def write_newest(self, data: EditionData, published: Published) -> list[Group]:
        """Writes the newest edition's pages and the configuration; returns the files to stand beside them."""
        extras, links = self.plan.extras, self._links("")
        prints = printed(data, extras)
        site = site_of(data, links, prints)
        made = write_files(self.docs, newest_pages(data, site, published, extras))
        (self.folder / FILE).write_text(values_json(data, links, extras), encoding="utf-8")
        config = configuration(flat=self.plan.flat)
        demonstration, made_by = data.context.demonstration, self.plan.made_by
        write_config(self.folder, config, demonstration=demonstration, pages=made, made_by=made_by)
        return newest_files(data, site, published, prints)

    def write_earlier(self, data: EditionData) -> list[Group]:
        """Writes an earlier edition's pages beside the newest's; returns the files to stand beside them."""
        site = site_of(data, self._links(edition_folder(data.edition.year)))
        write_files(self.docs, frozen_pages(data, site))
        return frozen_files(data, site)

    def _links(self, folder: str) -> Links:
        url = configuration(flat=self.plan.flat)["site_url"].rstrip("/") + "/"
        return Links(self.plan.flat, self.plan.pages, url, folder)


def write_pages(plan: SitePlan, output: Path, progress: Progress) -> None:
    """Writes a ``PagesFolder`` into ``output``, which it replaces whole, with the files beside the pages among them.

    Raises as ``compute`` does, and ``SiteError`` for an ``output`` that is somebody else's.
    """
    with replacing_ours(output, "pages") as work:
        folder, past = PagesFolder(work, plan), summaries(plan.earlier, progress)
        data = compute(plan.edition, plan.pages, progress, past)
        published = published_now(plan.published, [*past, data.summary], plan.pages)
        with progress.step("Writing the pages"):
            write_files(folder.docs, folder.write_newest(data, published), added=False)
        for place, one in enumerate(plan.earlier):
            data = compute(one, plan.pages, progress, past[:place], live=False)
            with progress.step(f"Writing the pages of {one.year}"):
                write_files(folder.docs, folder.write_earlier(data), added=False)


def summaries(earlier: Sequence[Edition], progress: Progress) -> list[EditionSummary]:
    """What later editions tell of the earlier ones: their sums by quarter."""
    if not earlier:
        return []
    with progress.step("Reading the earlier editions"):
        return parallel.each(summarise, earlier)
