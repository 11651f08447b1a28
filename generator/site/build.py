"""Builds the whole site, and only then puts it in the place of the previous one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator.edition import Edition
from generator.pages.editions import edition_folder
from generator.pages.explore.exposure import first_market
from generator.pages.explore.lists import listed
from generator.pages.explore.tiles import tile_map
from generator.prepare import Prepared, prepare_each
from generator.reference.territories import Territory, departements, france, regions
from generator.site.content import write_docs
from generator.site.csp import add_policies
from generator.site.edition_files import edition_files
from generator.site.extras import Extras
from generator.site.mkdocs.run import SITE_CONFIG, MkDocs
from generator.site.redirects import write_redirects
from generator.site.staging import check_output, staged
from generator.site.stamp import seal
from generator.system import parallel
from generator.system.progress import Progress


def build_site(
    edition: Edition,
    output: Path,
    pages: frozenset[Territory],
    progress: Progress,
    *,
    earlier: Sequence[Edition] = (),
    made_from: str = "",
    extras: Extras | None = None,
) -> Prepared:
    """Customs' files in, ``output`` out: the old site or the new one, never anything between.

    ``earlier`` editions, the oldest first, lie beside under their years; the plain addresses are the newest's.
    ``made_from``: the fingerprint that seals the site (``seal``). ``extras``: the newest edition's PDFs and archive,
    to be published with it.
    Raises ``SiteError`` (and ``OSError`` for a full or read-only disk); ``output`` is then as it was.
    """
    check_output(output)
    mkdocs = MkDocs(SITE_CONFIG)
    *older, prepared = prepare_each((*earlier, edition), pages, progress, mkdocs.get_ready)
    put_site(prepared, output, mkdocs, progress, older, made_from, extras)
    return prepared


@parallel.uncollected()
def put_site(
    prepared: Prepared,
    output: Path,
    mkdocs: MkDocs,
    progress: Progress,
    earlier: Sequence[Prepared] = (),
    made_from: str = "",
    extras: Extras | None = None,
) -> None:
    """Makes the site of what is prepared beside ``output``, and puts it in its place. See ``build_site``."""
    with staged(output) as work:
        write_site(prepared, work, mkdocs, progress, earlier, extras)
        add_policies(work / "site")
        write_redirects(work / "site", prepared.pages)
        with progress.step("Sealing the site"):
            seal(work / "site", made_from, prepared.report())


def write_site(
    prepared: Prepared,
    work: Path,
    mkdocs: MkDocs,
    progress: Progress,
    earlier: Sequence[Prepared] = (),
    extras: Extras | None = None,
) -> None:
    """Writes ``work/docs`` and lets MkDocs make ``work/site`` of it."""
    docs, config = work / "docs", mkdocs.config
    with progress.step("Writing the pages"):
        flat = not config.use_directory_urls
        write_docs(prepared, docs, url=config.site_url or "", flat=flat, earlier=earlier, extras=extras)
    with progress.step("Building the site with MkDocs"):
        values = macro_values(prepared, earlier, extras, flat=flat)
        mkdocs.run(docs, work / "site", prepared.edition.date, values)


def macro_values(
    prepared: Prepared, earlier: Sequence[Prepared] = (), extras: Extras | None = None, *, flat: bool
) -> dict[str, object]:
    """What hand-written pages may speak of in their macros."""
    rows = listed(
        prepared.portraits, prepared.pages, flat=flat, corsica_is_one=prepared.context.corsica_is_one
    )
    shown = [rows[t] for t in departements() if t in prepared.pages]
    groups = [
        (rows[r], [row for row in shown if row.region == r.code])
        for r in sorted(regions(), key=lambda region: region.slug[3:])
    ]
    return {
        "demonstration": prepared.context.demonstration,
        "edition": prepared.context,
        "departements": shown,
        "regions": [rows[r] for r in regions() if r in prepared.pages],
        "regions_of_departements": [(region, members) for region, members in groups if members],
        "france": rows[france()],
        "map": tile_map(prepared.portraits, prepared.analyses, prepared.names, prepared.pages, flat=flat),
        "exposure": first_market(prepared.exposed, prepared.names, prepared.pages, flat=flat),
        "page_suffix": ".html" if flat else "/",
        "downloads": edition_files(prepared),
        "flat": flat,
        "earlier": [
            {"period": one.context.period, "page": f"{edition_folder(one.edition.year)}index.md"}
            for one in reversed(earlier)
        ],
        "archive": extras.archive(prepared.edition) if extras else None,
    }
