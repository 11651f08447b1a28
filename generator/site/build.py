"""Builds the whole site, its offline archive, or the folder that MkDocs reads, which then replace the previous one."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final

from generator.compute import EditionData, EditionSummary, compute, summarise
from generator.edition import Edition
from generator.errors import SiteError
from generator.exports.published import Published
from generator.pages.explore.topic import explore_data
from generator.pages.links import Links, edition_folder
from generator.reference.territories import territories
from generator.site.files import EditionFiles, Group, earlier_edition, newest_edition, portrait_text
from generator.site.finish import check_repairs, finish
from generator.site.metadata import write_metadata
from generator.site.mkdocs import CONFIG, DOCS, configuration, run_mkdocs, site_url, write_config
from generator.site.plan import Downloads, SitePlan, archive_name, digest, published_archive, published_pdfs
from generator.site.published import published_now
from generator.site.redirects import write_edition_addresses, write_redirects
from generator.site.values import FILE, values_json
from generator.system import parallel
from generator.system.folders import check_target, replacing, resolve_folder, working_folder, write_zip
from generator.system.progress import Progress

MARKER: Final = ".portraits"
"""The file that marks a folder as made by an earlier build, so that a new one may replace it."""
_NOT_ARCHIVED: Final = frozenset({"404.html", "sitemap.xml", "sitemap.xml.gz"})
"""Useful to a server or a search engine only."""
_COMPRESSED: Final = (".png", ".ods", ".xlsx", ".zip")


@contextmanager
def staged(output: Path) -> Iterator[Path]:
    """An empty folder to work in; its ``site`` subfolder becomes ``output`` if the block succeeds.

    Raises ``SiteError`` when ``output`` is not a folder of ours, and on a full disk.
    """
    check_target(output, _objection)
    with replacing(output, "building", made="site") as work:
        yield work
        (work / "site" / MARKER).touch()


def _objection(folder: Path) -> str | None:
    if any(folder.iterdir()) and not (folder / MARKER).is_file():
        return "the folder is not empty and no earlier build made it; name another --output"
    return None


def build_site(plan: SitePlan, output: Path, progress: Progress, *, size_limit: bool = True) -> EditionData:
    """Builds the site into ``output``, which stays as it is if this raises ``SiteError`` or ``OSError``."""
    with staged(output) as work:
        site = work / "site"
        data = compute_newest(plan, progress)
        published = make_site(data, plan, work, progress)
        write_redirects(site, plan.pages)
        write_edition_addresses(site, plan.edition.year, flat=False)
        with progress.step("Describing the site"):
            write_metadata(site, data, published.republications)
        weight = weigh(site, [str(edition.year) for edition in plan.earlier])
        table = weight_table(weight)
        progress.console.print(table)
        if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
            with Path(summary).open("a", encoding="utf-8") as file:
                file.write(f"\n{table}\n")
        if warning := check_weight(sum(sizes.total() for sizes in weight.values()), limited=size_limit):
            progress.warn(warning)
    return data


def write_archive(plan: SitePlan, output: Path, progress: Progress) -> None:
    """Writes the site of ``plan``, which is flat, as one zip into ``output``, then its ``.sha256``."""
    # MkDocs resolves a relative path from the folder of its configuration
    output = resolve_folder(output)
    name = archive_name(plan.edition, whole=plan.pages == frozenset(territories()))
    with working_folder(output, name) as work:
        site = work / "site"
        make_site(compute_newest(plan, progress), plan, work, progress)
        write_edition_addresses(site, plan.edition.year, flat=True)
        with progress.step("Packing the archive"):
            paths = sorted(path for path in site.rglob("*") if path.is_file() and path.name not in _NOT_ARCHIVED)
            folder = name.removesuffix(".zip")
            files = ((f"{folder}/{path.relative_to(site).as_posix()}", path.read_bytes()) for path in paths)
            write_zip(work / name, files, stored=_COMPRESSED)
        sha256 = digest((work / name).read_bytes())
        (work / f"{name}.sha256").write_text(f"{sha256}  {name}\n", encoding="ascii")
        for file in (name, f"{name}.sha256"):
            (work / file).replace(output / file)


def write_pages(plan: SitePlan, output: Path, progress: Progress) -> None:
    """Writes the folder that MkDocs reads into ``output``, as ``build_site`` does."""
    with staged(output) as work:
        folder = work / "site"
        newest = compute_newest(plan, progress)
        with progress.step("Writing the pages"):
            published = published_now(plan.published, newest)
            write_files(folder / DOCS, _write_newest(folder, plan, newest, published).files)
        for number, edition in enumerate(plan.earlier):
            with progress.step(f"Writing the pages of {edition.year}"):
                files = _write_earlier(folder, plan, edition, newest.earlier[:number]).files
                write_files(folder / DOCS, files)


def compute_newest(plan: SitePlan, progress: Progress) -> EditionData:
    """Computes the newest edition of ``plan``, after the quarterly sums of the earlier ones."""
    earlier: list[EditionSummary] = []
    if plan.earlier:
        with progress.step("Reading the earlier editions"):
            earlier = parallel.each(summarise, plan.earlier)
    return compute(plan.edition, plan.pages, progress, earlier)


def make_site(data: EditionData, plan: SitePlan, work: Path, progress: Progress) -> Published:
    """Makes ``work/site`` of the newest edition and the earlier ones; returns everything that is then published."""
    site, folder = work / "site", work / "pages"
    published = published_now(plan.published, data)
    with progress.step("Writing the pages"):
        files = _write_newest(folder, plan, data, published)
    earlier = "".join(f"/{edition_folder(edition.year)}\n" for edition in plan.earlier)
    excluded = configuration(flat=plan.flat)["exclude_docs"] + earlier
    jobs: list[Callable[[], Any]] = [
        # the slowest first: idle processes write the files in the meantime
        partial(run_mkdocs, folder / CONFIG, work / "newest", exclude_docs=excluded),
        *(
            partial(_make_earlier, edition, data.earlier[:number], plan, work)
            for number, edition in enumerate(plan.earlier)
        ),
        *(partial(write_files, site, [group]) for group in (*files.files, *files.added)),
    ]
    with progress.step("Building the site with MkDocs"):
        parallel.call_all(*jobs)
    with progress.step("Finishing the pages"):
        check_repairs(finish(work / "newest", site, policies=not plan.flat))
    return published


def _make_earlier(edition: Edition, before: Sequence[EditionSummary], plan: SitePlan, work: Path) -> None:
    """Makes an earlier edition's part of the site, after the editions ``before``."""
    own, folder = edition_folder(edition.year), work / "pages"
    files = _write_earlier(folder, plan, edition, before)
    write_files(work / "site", [*files.files, *files.added])
    made = work / own
    # the other editions' pages are excluded, not missing, so that links to them are valid
    run_mkdocs(folder / CONFIG, made, exclude_docs=f"/*\n!/{own}\n")
    finish(made / own, work / "site" / own, policies=not plan.flat)


def _write_newest(folder: Path, plan: SitePlan, data: EditionData, published: Published) -> EditionFiles:
    """Writes the newest edition's pages, their values and MkDocs's configuration; returns all its files."""
    links = Links(plan.flat, plan.pages, site_url())
    explore = explore_data(data)
    downloads = None
    if plan.extras:
        portraits = {territory: portrait_text(data, territory) for territory in data.pages}
        archive = published_archive(plan.extras, plan.edition, portraits)
        downloads = Downloads(plan.extras, archive, published_pdfs(plan.extras / "pdf", portraits))
    files = newest_edition(explore, links, published, downloads)
    write_files(folder / DOCS, files.pages)
    (folder / FILE).write_text(values_json(explore, links, downloads), encoding="utf-8")
    write_config(folder, plan, demonstration=data.context.demonstration)
    return files


def _write_earlier(folder: Path, plan: SitePlan, edition: Edition, before: Sequence[EditionSummary]) -> EditionFiles:
    """Writes an earlier edition's pages beside the newest's; returns all its files."""
    data = compute(edition, plan.pages, Progress(quiet=True), before, live=False)
    links = Links(plan.flat, plan.pages, site_url(), edition_folder(edition.year))
    files = earlier_edition(data, links)
    write_files(folder / DOCS, files.pages)
    return files


def write_files(root: Path, groups: Sequence[Group]) -> None:
    """Writes the groups' files below ``root``; text becomes UTF-8, line ends unchanged."""

    def write(group: Group) -> None:
        for path, content in group():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.encode() if isinstance(content, str) else content)

    parallel.each(write, groups)


WARN_FROM: Final = 800_000_000
FAIL_FROM: Final = 950_000_000
"""In bytes: GitHub Pages does not publish a site over 1 GB."""
_KINDS: Final = {
    **{".html": "pages", ".svg": "pictures", ".png": "pictures", ".js": "scripts", ".pdf": "PDF"},
    **dict.fromkeys((".csv", ".json", ".jsonld", ".ods", ".xlsx", ".zip", ".parquet"), "data"),
}
Weight = dict[str, Counter[str]]
"""Bytes by kind of file, of each edition (``newest`` or its year)."""


def weigh(site: Path, years: Iterable[str]) -> Weight:
    """The size of ``site``; ``years``: the folders of its earlier editions."""
    weight = {edition: Counter[str]() for edition in ("newest", *years)}
    for file in site.rglob("*"):
        if file.is_file():
            top = file.relative_to(site).parts[0]
            weight[top if top in weight else "newest"][_KINDS.get(file.suffix, "other")] += file.stat().st_size
    return weight


def weight_table(weight: Weight) -> str:
    """A Markdown table in megabytes, one line per edition and one for all, the largest kind of file first."""
    total = sum(weight.values(), Counter[str]())
    kinds = [kind for kind, _ in total.most_common()]
    lines = [["edition", "MB", *kinds], ["---", *["---:"] * (1 + len(kinds))]]
    for edition, sizes in (*weight.items(), ("all", total)):
        lines.append([edition, *map(_megabytes, (sizes.total(), *(sizes[kind] for kind in kinds)))])
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def check_weight(size: int, *, limited: bool) -> str | None:
    """A warning about the site's size, if any. Raises ``SiteError`` above the limit if ``limited``."""
    if size < WARN_FROM:
        return None
    warning = f"the site takes {_megabytes(size)} MB, and GitHub Pages accepts 1000; docs/entretien.md says what to do"
    if limited and size >= FAIL_FROM:
        raise SiteError(f"{warning}, --no-size-limit builds it anyway")
    return warning


def _megabytes(size: int) -> str:
    return f"{size / 10**6:.1f}"
