"""The commands; their docstrings are the help texts. Modules are imported when needed, as most commands need few."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator.edition import FIRST_YEAR, Edition, earlier_editions, edition, edition_of_input
from generator.errors import SiteError, UsageError
from generator.system.progress import Progress

if TYPE_CHECKING:
    from generator.customs.reader import Trade
    from generator.site.plan import SitePlan


def run_fetch(parsed: argparse.Namespace) -> None:
    """Downloads the customs' files of an edition into data/raw/, and prints the warnings of `check`."""
    from generator.customs.check import render_warnings
    from generator.customs.fetch.command import fetch

    chosen = edition(parsed.edition)
    fetch(chosen, source=parsed.source, keep=parsed.keep)
    try:
        trade = _read(chosen)
    except SiteError as error:
        Progress().warn(f"`check` will reject them: {error}")
        return
    sys.stdout.write(f"{render_warnings(trade.report)}\n")


def _read(chosen: Edition) -> Trade:
    from generator.customs.reader import read_edition

    with Progress().step("Reading the customs' files"):
        return read_edition(chosen)


def run_demo(parsed: argparse.Namespace) -> None:
    """Writes a demonstration edition in the customs' own format."""
    from generator.customs.demo.command import write_demo

    demonstration = edition(parsed.edition)
    if not demonstration.demonstration:
        raise UsageError(f"{parsed.edition} is not a demonstration: its files come from the customs")
    with Progress().step("Writing the demonstration edition"):
        write_demo(parsed.output, rows=parsed.rows, year=demonstration.year)


def run_check(parsed: argparse.Namespace) -> None:
    """Reads and validates an edition, and prints the report; writes nothing else."""
    from generator.customs.check import check_trade, reconcile, render_report, write_bad_rows

    chosen = _newest(parsed)
    if parsed.errors is not None:
        write_bad_rows(chosen.inputs, parsed.errors)
    trade = _read(chosen)
    reconciliation = reconcile(trade, chosen.date)
    sys.stdout.write(render_report(trade.report, reconciliation=reconciliation, check=check_trade(trade)))


def run_build(parsed: argparse.Namespace) -> None:
    """Builds the site, and prints the report, what prevents publication and how to view the site."""
    from generator.site.archive import require_current_archive
    from generator.site.build import build_site
    from generator.site.plan import Downloads
    from generator.site.published import missing_editions, read_published
    from generator.site.settings import missing_variables

    _make_files_readable()
    progress = Progress()
    downloads = Downloads(parsed.extras) if parsed.extras else None
    plan = replace(_plan(parsed), published=read_published(parsed.published), downloads=downloads)
    require_current_archive(plan)
    data = build_site(plan, parsed.output, progress, size_limit=not parsed.no_size_limit)
    sys.stdout.write(data.report())
    sys.stdout.flush()
    warnings = missing_editions(plan.edition, [*plan.earlier, plan.edition]) if parsed.edition else []
    if missing := missing_variables():
        warnings.append(f"not set: {', '.join(missing)}; without them this site is not fit to be published")
    if not plan.edition.demonstration:
        for warning in warnings:
            progress.warn(warning)
    serve = f"{sys.executable} -m http.server --directory {parsed.output}"
    progress.console.print(f"The site is in {parsed.output}/. To view it: {serve}")


def run_pages(parsed: argparse.Namespace) -> None:
    """Writes the folder that `mkdocs build` makes the site from."""
    from generator.site.build import write_pages

    plan = replace(_plan(parsed), flat=parsed.archive, made_by=["pages", *_repeatable(parsed)])
    write_pages(plan, parsed.output, Progress())


def _repeatable(parsed: argparse.Namespace) -> list[str]:
    """The arguments of a ``pages`` command without its output, to run it again for another folder."""
    words = [f"--edition={parsed.edition}"] if parsed.edition else []
    if parsed.input:
        words += [f"--year={parsed.year}", *(f"--input={path.resolve()}" for path in parsed.input)]
    for year, path in parsed.previous:
        words += ["--previous", year, str(Path(path).resolve())]
    words += [f"--only={parsed.only}"] if parsed.only else []
    return words + (["--archive"] if parsed.archive else [])


def run_publishable(parsed: argparse.Namespace) -> None:
    """Fetches the totals of the live site at SITE_URL; fails if the new site is not fit to replace it."""
    from generator.site.published import fetch_published, read_published, require_publishable

    plan, progress = _plan(parsed), Progress()
    url, first = os.environ.get("SITE_URL", ""), os.environ.get("FIRST_PUBLICATION", "").lower() == "true"
    # without an address there is no live site
    fetch_published(url, parsed.output, first=first or not url)
    for warning in require_publishable(plan.edition, plan.earlier, read_published(parsed.output)):
        progress.warn(warning)


def run_archive(parsed: argparse.Namespace) -> None:
    """Writes the offline archive of the site."""
    from generator.site.archive import write_archive

    _make_files_readable()
    write_archive(replace(_plan(parsed), flat=True), parsed.output, Progress())


def run_pdf(parsed: argparse.Namespace) -> None:
    """Prints each portrait and each one-page sheet of the built site as a PDF."""
    from generator.reference.territories import territories_of
    from generator.site.pdf import print_portraits

    _make_files_readable()
    print_portraits(parsed.site, parsed.output, territories_of(parsed.only), Progress())


def _plan(parsed: argparse.Namespace) -> SitePlan:
    from generator.reference.territories import territories_of
    from generator.site.plan import SitePlan
    from generator.site.settings import check_site_url

    check_site_url()
    newest = _newest(parsed)
    return SitePlan(newest, territories_of(parsed.only), _earlier(parsed, newest))


def _newest(parsed: argparse.Namespace) -> Edition:
    """The edition that the arguments name.

    Raises ``UsageError`` when they name none or two; ``SiteError`` when its files are missing or do not match the
    checksums of a closed edition.
    """
    from generator.customs.fetch.store import check_closed

    by_input = (parsed.year, parsed.input)
    if parsed.edition is not None and getattr(parsed, "previous", None):
        raise UsageError("--previous goes with --input; --edition finds the earlier editions by itself")
    if parsed.edition is not None and by_input == (None, None):
        newest = edition(parsed.edition)
        if not newest.has_files:
            raise SiteError(f"{newest.shown_input}: no such file or folder: run `{newest.how_to_get}` first")
    elif parsed.edition is None and None not in by_input:
        newest = edition_of_input(parsed.year, *parsed.input)
    else:
        raise UsageError("name either --edition, or --year and --input together")
    check_closed(newest)
    return newest


def _earlier(parsed: argparse.Namespace, newest: Edition) -> list[Edition]:
    """The editions of ``--previous``, else those of the same kind in ``data/raw/``, the oldest first.

    Raises ``UsageError`` for years that are not earlier, and ``SiteError`` as ``_newest`` does.
    """
    from generator.customs.fetch.store import check_closed

    years = [year for year, _ in parsed.previous]
    if not all(y.isascii() and y.isdigit() and FIRST_YEAR <= int(y) < newest.year for y in years):
        raise UsageError(f"--previous: {' '.join(years)}: expected years before {newest.year}")
    if len({int(year) for year in years}) < len(years):
        raise UsageError("--previous: the same year twice")
    folders = {int(year): Path(path) for year, path in parsed.previous}
    given = [edition_of_input(year, path) for year, path in sorted(folders.items())]
    earlier = given if parsed.edition is None else earlier_editions(newest)
    for each in earlier:
        check_closed(each)
    return earlier


def _make_files_readable() -> None:
    """Makes new files readable by a web server, whatever the user's umask."""
    os.umask(0o022)
