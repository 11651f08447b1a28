"""Builds the whole site, and only then puts it in the place of the previous one."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

from generator.compute import EditionData, compute
from generator.edition import Edition
from generator.exports.published import Published
from generator.french.templates import escaped
from generator.pages.editions import edition_folder, edition_folders
from generator.pages.explore.duties import duty_page
from generator.pages.explore.exposure import first_market
from generator.pages.explore.lists import listed
from generator.pages.explore.sourcing import sourcing_page
from generator.pages.links import Links
from generator.reference.direction import Direction
from generator.reference.territories import Territory, departements, france, regions
from generator.site.citing import citing
from generator.site.content import write_docs
from generator.site.csp import add_policies
from generator.site.describe import describe_site
from generator.site.edition_files import documented_tables, edition_files
from generator.site.extras import Extras
from generator.site.frozen import Earlier, Frozen, freeze
from generator.site.mkdocs.run import SITE_CONFIG, MkDocs
from generator.site.publication import require_new_dates
from generator.site.published import published_now, read_published
from generator.site.publisher import publisher
from generator.site.redirects import write_edition_addresses, write_redirects
from generator.site.sitemap import keep_newest
from generator.site.staging import check_output, staged
from generator.site.stamp import seal, sealed_by
from generator.site.weight import weigh
from generator.system import parallel
from generator.system.progress import Progress


def build_site(
    edition: Edition,
    output: Path,
    pages: frozenset[Territory],
    progress: Progress,
    *,
    earlier: Earlier | None = None,
    extras: Extras | None = None,
    size_limit: bool = True,
) -> EditionData:
    """Builds the site of the customs' files into ``output``, which holds the old site until the new one is whole.

    ``earlier`` editions lie beside under their years; the plain addresses are the newest's.
    ``extras``: the newest edition's PDFs and archive, to be published with it. ``size_limit``: see ``Weight.check``.
    Raises ``SiteError`` (and ``OSError`` for a full or read-only disk); ``output`` is then as it was.
    """
    check_output(output)
    mkdocs, earlier = MkDocs(SITE_CONFIG), earlier or Earlier()
    before = read_published(earlier.published)
    with staged(output) as work:
        frozen = freeze(earlier, pages, work, mkdocs, progress)
        prepared = compute(edition, pages, progress, frozen.past, mkdocs.get_ready)
        _finish(prepared, work, mkdocs, progress, frozen, extras, before)
        with progress.step("Sealing the site"):
            _weigh(prepared, work / "site", progress, limited=size_limit)
            seal(work / "site", sealed_by(earlier.keys, extras, earlier.published), prepared.report())
    return prepared


def put_site(prepared: EditionData, output: Path, mkdocs: MkDocs, progress: Progress) -> None:
    """Makes the site of one edition beside ``output``, and puts it in its place. See ``build_site``."""
    with staged(output) as work:
        _finish(prepared, work, mkdocs, progress, Frozen())
        with progress.step("Sealing the site"):
            seal(work / "site", "", prepared.report())


def _weigh(prepared: EditionData, site: Path, progress: Progress, *, limited: bool) -> None:
    """Tells the site's weight. Raises ``SiteError`` for one that is too heavy."""
    weight = weigh(site, frozenset(str(one.edition.year) for one in prepared.earlier))
    progress.console.print(weight.table(), markup=False)
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        # where a deployment tells what became of it
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(f"\n{weight.table()}\n")
    warning = weight.check(limited=limited)
    if warning:
        progress.console.print(f"warning: {warning}", style="yellow", markup=False)


@parallel.uncollected()
def _finish(
    prepared: EditionData,
    work: Path,
    mkdocs: MkDocs,
    progress: Progress,
    frozen: Frozen,
    extras: Extras | None = None,
    before: Published | None = None,
) -> None:
    """Makes ``work/site``: adds the newest edition to the earlier ones, which are written or kept already.

    ``before``: what the live site has published so far.
    """
    site = work / "site"
    published = published_now(before or Published(), [*frozen.past, prepared.summary], prepared.pages)
    require_new_dates(before or Published(), published)
    write_site(prepared, work, mkdocs, progress, extras, published)
    add_policies(site)
    frozen.put(site)
    write_redirects(site, prepared.pages)
    write_edition_addresses(site, prepared.edition.year, flat=False)
    with progress.step("Describing the site"):
        editions = edition_folders(prepared.context, "", [one.context for one in prepared.earlier])
        describe_site(site, mkdocs.url, editions, prepared.pages, publisher(), published.republications)


def write_site(
    prepared: EditionData,
    work: Path,
    mkdocs: MkDocs,
    progress: Progress,
    extras: Extras | None = None,
    published: Published | None = None,
) -> None:
    """Writes the newest edition into ``work/docs`` and lets MkDocs make ``work/site`` of all that is there."""
    docs = work / "docs"
    with progress.step("Writing the pages"):
        write_docs(prepared, docs, url=mkdocs.url, flat=mkdocs.flat, extras=extras, published=published)
    with progress.step("Building the site with MkDocs"):
        mkdocs.run(docs, work / "site", prepared.edition.date, theme_values(prepared, mkdocs, extras))
    keep_newest(work / "site", [edition_folder(one.edition.year) for one in prepared.earlier])


def theme_values(prepared: EditionData, mkdocs: MkDocs, extras: Extras | None = None) -> dict[str, object]:
    """What pages and the theme may speak of: the macros' values, and how a page is cited."""
    editions = [prepared.context, *(one.context for one in reversed(prepared.earlier))]
    cited = citing(mkdocs.url, editions, publisher()["name"])
    return {**macro_values(prepared, extras, flat=mkdocs.flat), "citing": cited}


def macro_values(prepared: EditionData, extras: Extras | None = None, *, flat: bool) -> dict[str, object]:
    """Returns the values that the macros of hand-written pages use, by name."""
    links, corsica_is_one = Links(flat, prepared.pages), prepared.context.corsica_is_one
    rows = listed(prepared.portraits, prepared.analyses, links)
    shown = [rows[t] for t in departements() if t in prepared.pages]
    sourced = partial(sourcing_page, prepared.analyses, prepared.names, links, corsica_is_one=corsica_is_one)
    return {
        "demonstration": prepared.context.demonstration,
        # as text: what the environment says is no markup
        "publisher": {what: escaped(text) for what, text in publisher().items()},
        "edition": prepared.context,
        "departements": shown,
        "regions": [rows[r] for r in regions() if r in prepared.pages],
        "france": rows[france()],
        "duty": duty_page(prepared.scopes, prepared.names, links, prepared.context),
        "exposure": first_market(prepared.exposed[Direction.EXPORT], prepared.names, links, prepared.context),
        "sourcing": sourced(fine=False),
        "fine_sourcing": sourced(fine=True),
        "page_suffix": links.suffix,
        "downloads": edition_files(prepared),
        **documented_tables(),
        "flat": flat,
        "earlier": [
            {"period": one.context.period, "path": edition_folder(one.edition.year)}
            for one in reversed(prepared.earlier)
        ],
        "archive": extras.archive(prepared.edition) if extras else None,
    }
