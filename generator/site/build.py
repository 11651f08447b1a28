"""Builds the whole site, and only then puts it in the place of the previous one."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import BuildError
from rich.console import Console

from generator.compute import EditionData, EditionSummary, compute
from generator.edition import Edition
from generator.errors import SiteError
from generator.exports.published import Published
from generator.pages.environment import compile_templates
from generator.pages.links import edition_folder, edition_folders
from generator.site.describe import describe_site
from generator.site.files import Group
from generator.site.finish import check_repairs, finish
from generator.site.folder import check_output, configuration, staged, write_files
from generator.site.pages import PagesFolder, summaries
from generator.site.plan import SitePlan
from generator.site.published import published_now, require_new_dates
from generator.site.publisher import publisher
from generator.site.redirects import write_edition_addresses, write_redirects
from generator.site.weight import weigh
from generator.system import parallel
from generator.system.progress import Progress


def build_site(plan: SitePlan, output: Path, progress: Progress, *, size_limit: bool = True) -> EditionData:
    """Builds the site into ``output``, which holds the old site until the new one is whole.

    ``size_limit``: see ``Weight.check``. Raises ``SiteError`` (and ``OSError`` for a full or read-only disk);
    ``output`` is then as it was.
    """
    check_output(output)
    with staged(output) as work:
        site = work / "site"
        data, published = make_site(plan, work, progress)
        write_redirects(site, plan.pages)
        write_edition_addresses(site, plan.edition.year, flat=False)
        with progress.step("Describing the site"):
            editions = edition_folders(data.context, "", [one.context for one in data.earlier])
            url = str(configuration(flat=False)["site_url"])
            describe_site(site, url, editions, plan.pages, publisher(), published.republications)
        _weigh(data, site, progress, limited=size_limit)
    return data


def make_site(plan: SitePlan, work: Path, progress: Progress) -> tuple[EditionData, Published]:
    """Makes ``work/site``: what MkDocs makes of the pages, and the files beside them.

    Returns the newest edition, and what the site will have published with it.
    """
    data = compute(plan.edition, plan.pages, progress, summaries(plan.earlier, progress))
    return data, make_from(data, plan, work, progress)


def make_from(data: EditionData, plan: SitePlan, work: Path, progress: Progress) -> Published:
    """``make_site`` of a newest edition that is worked out already."""
    site, folder, past = work / "site", PagesFolder(work / "pages", plan), data.earlier
    published = published_now(plan.published, [*past, data.summary], data.pages)
    require_new_dates(plan.published, published)
    with progress.step("Writing the pages"):
        compile_templates()
        groups = folder.write_newest(data, published)
    left_out = "".join(f"/{edition_folder(one.year)}\n" for one in plan.earlier)
    excluded = configuration(flat=plan.flat)["exclude_docs"] + left_out
    jobs: list[Callable[[], set[str]]] = [
        # what takes longest comes first: the free processes take the files in the meantime
        partial(_make_newest, folder, work / "newest", excluded),
        *(partial(_make_earlier, one, past[:place], folder, work) for place, one in enumerate(plan.earlier)),
        *(partial(_write, site, group) for group in groups),
    ]
    with progress.step("Building the site with MkDocs"):
        used = parallel.calls(*jobs)
    with progress.step("Finishing the pages"):
        check_repairs(finish(work / "newest", site, policies=not plan.flat).union(*used))
    return published


def _make_newest(folder: PagesFolder, made: Path, excluded: str) -> set[str]:
    run_mkdocs(folder.config_file, made, exclude_docs=excluded)
    return set()


def _make_earlier(
    edition: Edition, past: Sequence[EditionSummary], folder: PagesFolder, work: Path
) -> set[str]:
    """Makes an earlier edition's part of the site: a job of its own. Returns the repairs of ``finish``."""
    own = edition_folder(edition.year)
    data = compute(edition, folder.plan.pages, Progress(Console(quiet=True)), past, live=False)
    write_files(work / "site", folder.write_earlier(data))
    made = work / own
    # the others' pages are known to it, so that links lead there, and are not made again
    run_mkdocs(folder.config_file, made, exclude_docs=f"/*\n!/{own}\n")
    return finish(made / own, work / "site" / own, policies=not folder.plan.flat)


def _write(site: Path, group: Group) -> set[str]:
    write_files(site, [group])
    return set()


def _weigh(data: EditionData, site: Path, progress: Progress, *, limited: bool) -> None:
    """Tells the site's weight. Raises ``SiteError`` for one that is too heavy."""
    weight = weigh(site, frozenset(str(one.edition.year) for one in data.earlier))
    progress.console.print(weight.table(), markup=False)
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        # where a deployment tells what became of it
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(f"\n{weight.table()}\n")
    warning = weight.check(limited=limited)
    if warning:
        progress.console.print(f"warning: {warning}", style="yellow", markup=False)


class _Warnings(logging.Handler):
    """Collects MkDocs's warnings for the error message."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def run_mkdocs(config_file: Path, site: Path, **settings: Any) -> None:
    """Makes ``site`` of the folder of ``config_file``; ``settings`` override its values.

    Raises ``SiteError`` with MkDocs's own words.
    """
    warnings, logger = _Warnings(), logging.getLogger("mkdocs")
    logger.addHandler(warnings)
    try:
        config = load_config(str(config_file), site_dir=str(site), **settings)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
    except (BuildError, SystemExit) as failure:
        raise SiteError("MkDocs: " + ("; ".join(warnings.messages) or str(failure))) from failure
    finally:
        logger.removeHandler(warnings)
