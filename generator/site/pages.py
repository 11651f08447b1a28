"""Writes what MkDocs is given of an edition and of those before it, for `pages` and `build` alike."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator.compute import EditionSummary, compute
from generator.edition import Edition
from generator.exports.published import Published
from generator.pages.editions import edition_folder
from generator.pages.links import Links
from generator.reference.territories import Territory
from generator.site.files import frozen_files, frozen_pages, newest_files, newest_pages, site_of
from generator.site.folder import DOCS, configuration, write_config, write_files
from generator.site.published import published_now
from generator.site.staging import replacing_ours
from generator.site.values import FILE, values_json
from generator.system.progress import Progress


def write_pages(
    edition: Edition,
    output: Path,
    pages: frozenset[Territory],
    progress: Progress,
    *,
    earlier: Sequence[Edition] = (),
    flat: bool = False,
) -> None:
    """Writes ``docs/``, with the files beside the pages, and ``mkdocs.yml`` into ``output``, which it replaces whole.

    ``earlier``: the editions beside, the oldest first. ``flat``: for the archive. Raises as ``compute`` does, and
    ``SiteError`` for an ``output`` that is somebody else's.
    """
    config = configuration(flat=flat)
    url = config["site_url"]
    with replacing_ours(output, "pages") as work:
        docs, past = work / DOCS, list[EditionSummary]()
        for one in earlier:
            data = compute(one, pages, progress, past, live=False)
            site = site_of(data, Links(flat, pages, url, edition_folder(one.year)))
            with progress.step(f"Writing the pages of {one.year}"):
                write_files(docs, [*frozen_pages(data, site), *frozen_files(data, site)], added=False)
            past.append(data.summary)
        data = compute(edition, pages, progress, past)
        site = site_of(data, Links(flat, pages, url))
        published = published_now(Published(), [*past, data.summary], pages)
        with progress.step("Writing the pages"):
            made = write_files(docs, newest_pages(data, site, published))
            write_files(docs, newest_files(data, site, published, None, {}), added=False)
            (work / FILE).write_text(values_json(data, site.links), encoding="utf-8")
            write_config(work, config, demonstration=data.context.demonstration, pages=made)
