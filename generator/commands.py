"""What each command does, once its words are understood. Modules are imported when needed: most commands need few."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from generator.arguments import chosen_earlier, chosen_edition
from generator.edition import Edition, edition
from generator.errors import UsageError
from generator.system.progress import Progress

if TYPE_CHECKING:
    from generator.site.extras import Extras


def run_fetch(parsed: argparse.Namespace) -> None:
    """Downloads the customs' files of an edition."""
    from generator.customs.fetch.command import fetch  # noqa: PLC0415

    fetch(edition(parsed.edition), source=parsed.source)


def run_demo(parsed: argparse.Namespace) -> None:
    """Writes a demonstration edition."""
    from generator.customs.demo.command import write_demo  # noqa: PLC0415

    demonstration = edition(parsed.edition)
    if not demonstration.demonstration:
        raise UsageError(f"{parsed.edition} is no demonstration: its files come from the customs")
    with Progress().step("Writing the demonstration edition"):
        write_demo(parsed.output, rows=parsed.rows, year=demonstration.year)


def run_check(parsed: argparse.Namespace) -> None:
    """Reads an edition and prints the report."""
    from generator.customs.bad_rows import write_bad_rows  # noqa: PLC0415
    from generator.customs.check import check_trade, reconcile  # noqa: PLC0415
    from generator.customs.reader import read_trade  # noqa: PLC0415
    from generator.customs.render import render_report  # noqa: PLC0415

    chosen = chosen_edition(parsed)
    if parsed.errors is not None:
        write_bad_rows(chosen.input, parsed.errors)
    with Progress().step("Reading the customs' files"):
        trade = read_trade(chosen.input, chosen.year, nomenclature=chosen.nomenclature)
    report = render_report(
        trade.report, reconciliation=reconcile(trade, chosen.date), check=check_trade(trade)
    )
    sys.stdout.write(report)


def run_build(parsed: argparse.Namespace) -> None:
    """Builds the site, where anything has changed since it was built, and prints the report."""
    from generator.site.extras import Extras  # noqa: PLC0415
    from generator.site.publisher import check_site_url  # noqa: PLC0415
    from generator.site.staging import check_output  # noqa: PLC0415
    from generator.site.stamp import chain, sealed_by, sealed_report  # noqa: PLC0415

    check_site_url()
    check_output(parsed.output)
    extras = Extras(parsed.extras) if parsed.extras else None
    newest = chosen_edition(parsed)
    earlier = chosen_earlier(parsed, newest)
    keys = chain([*earlier, newest], parsed.only)
    made_from = sealed_by(keys, extras, parsed.published)
    report = None if parsed.force else sealed_report(parsed.output, made_from)
    if report is None:
        report = _build_anew(parsed, newest, earlier, keys, extras)
    else:
        Progress().console.print(f"{parsed.output}: nothing has changed since it was built", markup=False)
    sys.stdout.write(report)


def run_pages(parsed: argparse.Namespace) -> None:
    """Writes what MkDocs is given, and nothing more."""
    from generator.compute import territories_of  # noqa: PLC0415
    from generator.site.pages import write_pages  # noqa: PLC0415
    from generator.site.publisher import check_site_url  # noqa: PLC0415

    check_site_url()
    newest = chosen_edition(parsed)
    earlier = chosen_earlier(parsed, newest)
    pages = territories_of(parsed.only)
    write_pages(newest, parsed.output, pages, Progress(), earlier=earlier, flat=parsed.archive)


def _build_anew(
    parsed: argparse.Namespace,
    newest: Edition,
    earlier: list[Edition],
    keys: list[str],
    extras: Extras | None,
) -> str:
    from generator.compute import territories_of  # noqa: PLC0415
    from generator.site.build import build_site  # noqa: PLC0415
    from generator.site.edition_cache import EditionCache  # noqa: PLC0415
    from generator.site.frozen import Earlier  # noqa: PLC0415

    prepared = build_site(
        newest,
        parsed.output,
        territories_of(parsed.only),
        Progress(),
        earlier=Earlier(
            earlier, keys, EditionCache(parsed.cache) if parsed.cache else None, parsed.published
        ),
        extras=extras,
        size_limit=not parsed.no_size_limit,
    )
    return prepared.report()


def run_published(parsed: argparse.Namespace) -> None:
    """Brings what the live site has published."""
    from generator.site.published import bring_published  # noqa: PLC0415
    from generator.site.publisher import check_site_url  # noqa: PLC0415

    check_site_url()
    url = os.environ.get("SITE_URL")
    if not url:
        raise UsageError("SITE_URL is not set: which site is the live one?")
    bring_published(url, parsed.output)


def run_archive(parsed: argparse.Namespace) -> None:
    """Writes the offline archive."""
    from generator.compute import territories_of  # noqa: PLC0415
    from generator.site.archive import write_archive  # noqa: PLC0415
    from generator.site.publisher import check_site_url  # noqa: PLC0415

    check_site_url()
    newest = chosen_edition(parsed)
    earlier = chosen_earlier(parsed, newest)
    write_archive(newest, parsed.output, territories_of(parsed.only), Progress(), earlier=earlier)


def run_pdf(parsed: argparse.Namespace) -> None:
    """Prints the portraits of a built site."""
    from generator.compute import territories_of  # noqa: PLC0415
    from generator.site.pdf.command import print_portraits  # noqa: PLC0415

    print_portraits(parsed.site, parsed.output, territories_of(parsed.only), Progress())


def run_serve(parsed: argparse.Namespace) -> None:
    """Shows the site while it is worked on."""
    from generator.site.publisher import check_site_url  # noqa: PLC0415
    from generator.site.serve import serve  # noqa: PLC0415

    check_site_url()
    newest = chosen_edition(parsed)
    serve([*chosen_earlier(parsed, newest), newest], parsed.port, Progress())
