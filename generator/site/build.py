"""Builds the whole site, and only then puts it in the place of the previous one."""

from __future__ import annotations

from pathlib import Path

from generator.edition import Edition
from generator.pages.exposure import first_market
from generator.progress import Progress
from generator.reference.territories import Territory, departements, france, regions
from generator.site import mkdocs
from generator.site.content import write_docs
from generator.site.prepare import Prepared, prepare
from generator.site.redirects import write_redirects
from generator.site.staging import check_output, staged


def build_site(edition: Edition, output: Path, pages: frozenset[Territory], progress: Progress) -> Prepared:
    """Customs' files in, ``output`` out: the old site or the new one, never anything between.

    Raises ``SiteError`` (and ``OSError`` for a full or read-only disk); ``output`` is then as it was.
    """
    check_output(output)
    prepared = prepare(edition, pages, progress)
    with staged(output) as work:
        write_site(prepared, work, mkdocs.SITE_CONFIG, progress)
        write_redirects(work / "site", prepared.pages)
    return prepared


def write_site(prepared: Prepared, work: Path, config_file: str, progress: Progress) -> None:
    """Writes ``work/docs`` and lets MkDocs make ``work/site`` of it."""
    docs = work / "docs"
    docs.mkdir()
    config = mkdocs.load(config_file, docs, work / "site")
    docs.rmdir()
    with progress.step("Writing the pages"):
        write_docs(prepared, docs, url=config.site_url or "", flat=not config.use_directory_urls)
    with progress.step("Building the site with MkDocs"):
        mkdocs.run(config, prepared.edition.date, macro_values(prepared, flat=not config.use_directory_urls))


def macro_values(prepared: Prepared, *, flat: bool) -> dict[str, object]:
    """What hand-written pages may speak of in their macros.

    ``href`` leads from the home page, ``from_list`` from a list of portraits.
    """
    suffix = ".html" if flat else "/"

    def row(territory: Territory) -> dict[str, object]:
        totals = prepared.portraits[territory].totals
        return {
            "code": territory.code,
            "name": territory.name,
            "page": territory in prepared.pages,
            "href": territory.path + suffix,
            "from_list": territory.slug + suffix,
            "region": territory.region_code,
            "export_eur": totals.export_eur,
            "import_eur": totals.import_eur,
            "balance_eur": totals.balance_eur,
        }

    listed = [row(t) for t in departements() if t in prepared.pages]
    groups = [
        {**row(r), "departements": [d for d in listed if d["region"] == r.code]}
        for r in sorted(regions(), key=lambda region: region.slug[3:])
    ]
    return {
        "demonstration": prepared.context.demonstration,
        "edition": prepared.context,
        "departements": listed,
        "regions": [row(r) for r in regions() if r in prepared.pages],
        "regions_of_departements": [group for group in groups if group["departements"]],
        "france": row(france()),
        "exposure": first_market(prepared.exposed, prepared.names, prepared.pages, flat=flat),
        "page_suffix": suffix,
    }
