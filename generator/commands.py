"""The commands; their docstrings are the help texts."""

import argparse
import os
import re
import sys
from dataclasses import replace
from pathlib import Path

from generator.customs.check import check_trade, reconcile, render_report, render_warnings, write_bad_rows
from generator.customs.demo import write_demo
from generator.customs.fetch.command import fetch
from generator.customs.fetch.store import check_closed
from generator.customs.reader import Trade, read_edition
from generator.edition import FIRST_YEAR, Edition, earlier_editions, edition, edition_of_input
from generator.errors import SiteError, UsageError
from generator.reference.territories import territories_of
from generator.site import published
from generator.site.build import build_site, write_archive, write_pages
from generator.site.mkdocs import check_site_url
from generator.site.pdf import print_portraits
from generator.site.plan import SitePlan
from generator.system.progress import Progress


def run_fetch(parsed: argparse.Namespace) -> None:
    """Downloads the customs' files of an edition into data/raw/, and prints the warnings of `check`."""
    chosen = edition(parsed.edition)
    fetch(chosen, source=parsed.source, keep=parsed.keep)
    try:
        trade = _read(chosen)
    except SiteError as error:
        Progress().warn(f"`check` will reject them: {error}")
        return
    sys.stdout.write(f"{render_warnings(trade.report)}\n")


def _read(chosen: Edition) -> Trade:
    with Progress().step("Reading the customs' files"):
        return read_edition(chosen)


def run_demo(parsed: argparse.Namespace) -> None:
    """Writes a demonstration edition in the customs' own format."""
    demonstration = edition(parsed.edition)
    if not demonstration.demonstration:
        raise UsageError(f"{parsed.edition} is not a demonstration: its files come from the customs")
    with Progress().step("Writing the demonstration edition"):
        write_demo(parsed.output, rows=parsed.rows, year=demonstration.year)


def run_check(parsed: argparse.Namespace) -> None:
    """Reads and validates an edition, and prints the report; writes nothing else."""
    chosen = _newest(parsed)
    if parsed.errors is not None:
        write_bad_rows(chosen.inputs, parsed.errors)
    trade = _read(chosen)
    reconciliation = reconcile(trade, chosen.date)
    sys.stdout.write(render_report(trade.report, reconciliation=reconciliation, check=check_trade(trade)))


def run_build(parsed: argparse.Namespace) -> None:
    """Builds the site, and prints the report, what prevents publication and how to view the site."""
    progress = Progress()
    if parsed.extras and not parsed.extras.is_dir():
        raise SiteError(f"{parsed.extras}: no such folder; `make archive` and `make pdf` fill it")
    plan = replace(_plan(parsed), published=published.read_published(parsed.published), extras=parsed.extras)
    data = build_site(plan, parsed.output, progress, size_limit=not parsed.no_size_limit)
    sys.stdout.write(data.report())
    sys.stdout.flush()
    warnings = published.missing_editions(plan.edition, plan.earlier) if parsed.edition else []
    if missing := published.missing_variables():
        warnings.append(f"not set: {', '.join(missing)}; without them this site is not fit to be published")
    if not plan.edition.demonstration:
        for warning in warnings:
            progress.warn(warning)
    serve = f"{sys.executable} -m http.server --directory {parsed.output}"
    progress.console.print(f"The site is in {parsed.output}/. To view it: {serve}")


def run_pages(parsed: argparse.Namespace) -> None:
    """Writes the folder that `mkdocs build` makes the site from."""
    plan = replace(_plan(parsed), flat=parsed.archive, made_by=["pages", *_repeatable(parsed)])
    write_pages(plan, parsed.output, Progress())


def _repeatable(parsed: argparse.Namespace) -> list[str]:
    """The arguments of ``pages`` but its output, for `mkdocs serve` to run it again from another folder."""
    words = [f"--edition={parsed.edition}"] if parsed.edition else [f"--year={parsed.year}"]
    words += [f"--input={path.resolve()}" for path in parsed.input or ()]
    for year, path in parsed.previous:
        words += ["--previous", year, str(Path(path).resolve())]
    words += [f"--only={parsed.only}"] if parsed.only else []
    return words + (["--archive"] if parsed.archive else [])


def run_publishable(parsed: argparse.Namespace) -> None:
    """Fetches the totals of the live site at SITE_URL; fails if the new site is not fit to replace it."""
    plan, progress = _plan(parsed), Progress()
    url, first = os.environ.get("SITE_URL", ""), os.environ.get("FIRST_PUBLICATION", "").lower() == "true"
    # without an address there is no live site
    published.fetch_published(url, parsed.output, first=first or not url)
    for warning in published.require_publishable(plan.edition, plan.earlier, published.read_published(parsed.output)):
        progress.warn(warning)


def run_archive(parsed: argparse.Namespace) -> None:
    """Writes the offline archive of the site."""
    write_archive(replace(_plan(parsed), flat=True), parsed.output, Progress())


def run_pdf(parsed: argparse.Namespace) -> None:
    """Prints each portrait and each one-page sheet of the built site as a PDF."""
    print_portraits(parsed.site, parsed.output, territories_of(parsed.only), Progress())


def _plan(parsed: argparse.Namespace) -> SitePlan:
    """Raises ``UsageError`` as ``_newest`` does, and for years of ``--previous`` that are not earlier."""
    if parsed.edition and parsed.previous:
        raise UsageError("--previous goes with --input; --edition finds the earlier editions by itself")
    check_site_url()
    newest = _newest(parsed)
    given = {year: Path(path) for year, path in parsed.previous}
    are_years = all(re.fullmatch(r"[0-9]{4}", year) and FIRST_YEAR <= int(year) < newest.year for year in given)
    if not are_years or len(given) < len(parsed.previous):
        raise UsageError(f"--previous: expected different years before {newest.year}, not {' '.join(given)}")
    earlier = [edition_of_input(int(year), path) for year, path in sorted(given.items())]
    if parsed.edition:
        earlier = earlier_editions(newest)
    for each in earlier:
        check_closed(each)
    return SitePlan(newest, territories_of(parsed.only), earlier)


def _newest(parsed: argparse.Namespace) -> Edition:
    """Raises ``UsageError`` unless one edition is named, ``SiteError`` for missing or, if closed, changed files."""
    if parsed.edition and not parsed.year and not parsed.input:
        newest = edition(parsed.edition)
        if not newest.has_files:
            raise SiteError(f"{newest.shown_input}: no such file or folder: run `{newest.how_to_get}` first")
    elif parsed.year and parsed.input and not parsed.edition:
        newest = edition_of_input(parsed.year, *parsed.input)
    else:
        raise UsageError("name either --edition, or --year and --input together")
    check_closed(newest)
    return newest
