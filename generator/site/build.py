"""Builds the whole site, or the folder that MkDocs reads, and only then puts it in the place of the previous one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final

from generator.compute import EditionData, EditionSummary, compute, summarise
from generator.edition import Edition
from generator.exports.published import Published
from generator.pages.explore.topic import explored
from generator.pages.links import Links, edition_folder
from generator.site.files import EditionFiles, Group, earlier_edition, newest_edition
from generator.site.finish import check_repairs, finish
from generator.site.metadata import write_metadata
from generator.site.mkdocs import CONFIG, DOCS, configuration, run_mkdocs, site_url, write_config
from generator.site.plan import SitePlan
from generator.site.published import published_now
from generator.site.redirects import write_edition_addresses, write_redirects
from generator.site.values import FILE, values_json
from generator.site.weight import check_weight, weigh, weight_table
from generator.system import parallel
from generator.system.folders import check_target, replacing
from generator.system.progress import Progress

MARKER: Final = ".portraits"
"""A file that says an earlier build made the folder, so that a new one may take its place."""


@contextmanager
def staged(output: Path) -> Iterator[Path]:
    """Gives an empty folder to work in; its ``site`` subfolder becomes ``output`` when the block ends well.

    When it ends badly, ``output`` stays as it was. Raises ``SiteError`` when ``output`` is not a folder of ours, and on
    a full disk.
    """
    check_target(output, _foreign)
    with replacing(output, "building", made="site") as work:
        yield work
        (work / "site" / MARKER).touch()


def _foreign(folder: Path) -> str | None:
    if any(folder.iterdir()) and not (folder / MARKER).is_file():
        return "the folder is not empty and no earlier build made it; name another --output"
    return None


def build_site(plan: SitePlan, output: Path, progress: Progress, *, size_limit: bool = True) -> EditionData:
    """Builds the site into ``output``, which is the old site until the new one is whole.

    ``size_limit``: see ``check_weight``. Raises ``SiteError`` (and ``OSError`` for a full or read-only disk);
    ``output`` is then as it was.
    """
    with staged(output) as work:
        site = work / "site"
        data = compute_newest(plan, progress)
        published = make_site(data, plan, work, progress)
        write_redirects(site, plan.pages)
        write_edition_addresses(site, plan.edition.year, flat=False)
        with progress.step("Describing the site"):
            write_metadata(site, data, published.republications)
        _weigh(data, site, progress, limited=size_limit)
    return data


def write_pages(plan: SitePlan, output: Path, progress: Progress) -> None:
    """Writes the folder that MkDocs reads into ``output``, which it replaces whole, with the files beside the pages.

    Raises as ``compute`` does, and ``SiteError`` for an ``output`` that is somebody else's.
    """
    with staged(output) as work:
        folder = work / "site"
        newest = compute_newest(plan, progress)
        with progress.step("Writing the pages"):
            published = published_now(plan.published, newest)
            write_files(folder / DOCS, _write_newest(folder, plan, newest, published).files)
        for place, edition in enumerate(plan.earlier):
            data = compute(edition, plan.pages, progress, newest.earlier[:place], live=False)
            with progress.step(f"Writing the pages of {edition.year}"):
                write_files(folder / DOCS, _write_earlier(folder, plan, data).files)


def compute_newest(plan: SitePlan, progress: Progress) -> EditionData:
    """Works out the newest edition of ``plan``, the earlier ones' sums by quarter before it."""
    earlier: list[EditionSummary] = []
    if plan.earlier:
        with progress.step("Reading the earlier editions"):
            earlier = parallel.each(summarise, plan.earlier)
    return compute(plan.edition, plan.pages, progress, earlier)


def make_site(data: EditionData, plan: SitePlan, work: Path, progress: Progress) -> Published:
    """Makes ``work/site``: what MkDocs makes of the pages, and the files beside them. ``data``: the newest edition.

    Returns what the site will have published with it.
    """
    site, folder = work / "site", work / "pages"
    published = published_now(plan.published, data)
    with progress.step("Writing the pages"):
        files = _write_newest(folder, plan, data, published)
    earlier = "".join(f"/{edition_folder(one.year)}\n" for one in plan.earlier)
    excluded = configuration(flat=plan.flat)["exclude_docs"] + earlier
    jobs: list[Callable[[], Any]] = [
        # what takes longest comes first: the free processes take the files in the meantime
        partial(run_mkdocs, folder / CONFIG, work / "newest", exclude_docs=excluded),
        *(
            partial(_make_earlier, one, data.earlier[:place], plan, work)
            for place, one in enumerate(plan.earlier)
        ),
        *(partial(write_files, site, [group]) for group in (*files.files, *files.added)),
    ]
    with progress.step("Building the site with MkDocs"):
        repairs = parallel.call_all(*jobs)[1 : 1 + len(plan.earlier)]
    with progress.step("Finishing the pages"):
        check_repairs(finish(work / "newest", site, policies=not plan.flat).union(*repairs))
    return published


def _make_earlier(edition: Edition, before: Sequence[EditionSummary], plan: SitePlan, work: Path) -> set[str]:
    """Makes an earlier edition's part of the site: a job of its own. Returns the repairs of ``finish``."""
    own, folder = edition_folder(edition.year), work / "pages"
    data = compute(edition, plan.pages, Progress(quiet=True), before, live=False)
    files = _write_earlier(folder, plan, data)
    write_files(work / "site", [*files.files, *files.added])
    made = work / own
    # the others' pages are known to it, so that links lead there, and are not made again
    run_mkdocs(folder / CONFIG, made, exclude_docs=f"/*\n!/{own}\n")
    return finish(made / own, work / "site" / own, policies=not plan.flat)


def _write_newest(folder: Path, plan: SitePlan, data: EditionData, published: Published) -> EditionFiles:
    """Writes the newest edition's pages, their values and the configuration; returns all its files."""
    links = Links(plan.flat, plan.pages, site_url())
    found = explored(data)
    files = newest_edition(found, links, published, plan.downloads)
    made = write_files(folder / DOCS, files.pages)
    (folder / FILE).write_text(values_json(found, links, plan.downloads), encoding="utf-8")
    write_config(folder, plan, demonstration=data.context.demonstration, pages=made)
    return files


def _write_earlier(folder: Path, plan: SitePlan, data: EditionData) -> EditionFiles:
    """Writes an earlier edition's pages beside the newest's; returns all its files."""
    links = Links(plan.flat, plan.pages, site_url(), edition_folder(data.edition.year))
    files = earlier_edition(data, links)
    write_files(folder / DOCS, files.pages)
    return files


def write_files(root: Path, groups: Iterable[Group]) -> list[str]:
    """Writes the groups' files below ``root`` and returns their paths; text becomes UTF-8, line ends unchanged."""

    def write(group: Group) -> list[str]:
        paths = []
        for path, content in group():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.encode() if isinstance(content, str) else content)
            paths.append(path)
        return paths

    return [path for paths in parallel.each(write, list(groups)) for path in paths]


def _weigh(data: EditionData, site: Path, progress: Progress, *, limited: bool) -> None:
    """Tells the site's weight. Raises ``SiteError`` for one that is too heavy."""
    weight = weigh(site, frozenset(str(one.edition.year) for one in data.earlier))
    table = weight_table(weight)
    progress.console.print(table)
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        # where a deployment tells what became of it
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(f"\n{table}\n")
    if warning := check_weight(weight, limited=limited):
        progress.warn(warning)
