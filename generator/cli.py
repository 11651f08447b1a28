"""The commands: the only place that turns an error into an exit code (0 done, 1 input or build, 2 usage)."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from generator.edition import Edition, earlier_editions, edition, edition_of_input
from generator.edition_file import FIRST_YEAR, LAST_YEAR, is_year
from generator.errors import UsageError
from generator.failures import tell
from generator.system.progress import Progress
from generator.system.streams import give_up_output

if TYPE_CHECKING:
    from generator.site.extras import Extras

DEFAULT_OUTPUT = Path("site")
DEFAULT_PUBLISHED = Path(".cache/published")
DEFAULT_ROWS = 400_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code; errors are told in one message, without a traceback."""
    parsed = _parser().parse_args(arguments)
    if isinstance(sys.stdout, TextIOWrapper):
        # where the locale has no French letters, the report has question marks
        sys.stdout.reconfigure(errors="replace")
    console = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
    try:
        parsed.run(parsed)
        sys.stdout.flush()
    except BrokenPipeError:
        give_up_output()
    except Exception as error:
        return tell(error, console, debug=parsed.debug)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m generator", description=_ABOUT)
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def command(name: str, about: str, run: object) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=about, description=about)
        sub.add_argument("--debug", action="store_true", help="show the traceback of an error")
        sub.set_defaults(run=run)
        return sub

    fetch = command("fetch", "download the customs' files of an edition into data/raw/", _fetch)
    fetch.add_argument("--edition", required=True, help="an edition of data/editions/, such as 2024")
    fetch.add_argument("--from", dest="source", type=Path, help="take files downloaded by hand from here")

    demo = command("demo", "write a demonstration edition in the customs' own format", _demo)
    demo.add_argument("--edition", default="demo", help="which one of data/editions/ (default: demo)")
    demo.add_argument("--rows", type=_positive, default=DEFAULT_ROWS, help="rows of both directions")
    demo.add_argument("--output", type=Path, required=True, help="the folder to write")

    check = command("check", "read and validate an edition, print the report, write nothing", _check)
    _add_input(check)
    check.add_argument("--errors", type=Path, metavar="FILE.csv", help="write all bad rows as a table")

    build = command("build", "build the site", _build)
    _add_input(build)
    build.add_argument(
        "--output", type=Path, default=DEFAULT_OUTPUT, help="the site's folder (default: site)"
    )
    build.add_argument("--only", help="some territories only: 42,2A,region-84,france")
    build.add_argument(
        "--extras",
        type=Path,
        metavar="DIR",
        help="publish the archive and the PDFs found there (dist) with the site",
    )
    build.add_argument(
        "--published",
        type=Path,
        metavar="DIR",
        help="compare with what the live site has published, as `published` left it there",
    )
    build.add_argument(
        "--cache", type=Path, metavar="DIR", help="keep the finished folders of earlier editions there"
    )
    build.add_argument(
        "--no-size-limit", action="store_true", help="build even a site too heavy for GitHub Pages"
    )
    build.add_argument("--force", action="store_true", help="build even where nothing has changed")
    _add_previous(build)

    published = command("published", "bring the totals of the live site at SITE_URL", _published)
    published.add_argument(
        "--output", type=Path, default=DEFAULT_PUBLISHED, help=f"the folder (default: {DEFAULT_PUBLISHED})"
    )

    archive = command("archive", "write the offline archive of the site into dist/", _archive)
    _add_input(archive)
    _add_previous(archive)
    archive.add_argument("--output", type=Path, default=Path("dist"), help="the folder (default: dist)")
    archive.add_argument("--only", help="some territories only: 42,2A,region-84,france")

    pdf = command("pdf", "print each portrait and sheet of the built site as a PDF into dist/pdf/", _pdf)
    pdf.add_argument("--site", type=Path, default=DEFAULT_OUTPUT, help="the built site (default: site)")
    pdf.add_argument("--output", type=Path, default=Path("dist/pdf"), help="the folder (default: dist/pdf)")
    pdf.add_argument("--only", help="some territories only: 42,2A,region-84,france")

    serve = command("serve", "preview the site with live reload", _serve)
    _add_input(serve)
    _add_previous(serve)
    serve.add_argument("--port", type=_port, default=8000, help="the local port (default: 8000)")

    return parser


_ABOUT = "Portraits of French territories' foreign trade: a static site from the customs' open data."


def _positive(text: str) -> int:
    value = int(text)
    if value <= 0:
        raise argparse.ArgumentTypeError(f"{text} is not a positive number")
    return value


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and is_year(int(text))):
        raise argparse.ArgumentTypeError(f"{text} is not a year from {FIRST_YEAR} to {LAST_YEAR}")
    return int(text)


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
        raise argparse.ArgumentTypeError(f"{text} is not a port from 1 to 65535")
    return int(text)


def _add_input(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--edition", help="an edition of data/editions/: demo, 2024…")
    parser.add_argument("--year", type=_year, help="with --input: the calendar year to keep")
    parser.add_argument("--input", type=Path, help="with --year: a zip, a folder of zips or of .txt files")


def _add_previous(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--previous",
        nargs=2,
        action="append",
        default=[],
        metavar=("YEAR", "PATH"),
        help="with --input: an earlier year's files, shown beside; may be repeated",
    )


def _chosen_edition(parsed: argparse.Namespace) -> Edition:
    by_input = (parsed.year, parsed.input)
    if parsed.edition is not None and by_input == (None, None):
        return edition(parsed.edition)
    if parsed.edition is None and None not in by_input:
        return edition_of_input(parsed.year, parsed.input)
    raise UsageError("name either --edition, or --year and --input together")


def _earlier_editions(parsed: argparse.Namespace, newest: Edition) -> list[Edition]:
    """The editions shown beside: those given by hand, or those of the same kind that ``data/raw/`` holds."""
    if parsed.edition is not None:
        if parsed.previous:
            raise UsageError("--previous goes with --input; --edition finds the earlier editions by itself")
        return earlier_editions(newest)
    years = [year for year, _ in parsed.previous]
    if not all(y.isascii() and y.isdigit() and FIRST_YEAR <= int(y) < newest.year for y in years):
        raise UsageError(f"--previous: {' '.join(years)}: expected years before {newest.year}")
    if len({int(year) for year in years}) < len(years):
        raise UsageError("--previous: the same year twice")
    given = {int(year): Path(path) for year, path in parsed.previous}
    return [edition_of_input(year, path) for year, path in sorted(given.items())]


def _fetch(parsed: argparse.Namespace) -> None:
    from generator.customs.fetch.command import fetch  # noqa: PLC0415

    fetch(edition(parsed.edition), source=parsed.source)


def _demo(parsed: argparse.Namespace) -> None:
    from generator.customs.demo.command import write_demo  # noqa: PLC0415

    demonstration = edition(parsed.edition)
    if not demonstration.demonstration:
        raise UsageError(f"{parsed.edition} is no demonstration: its files come from the customs")
    with Progress().step("Writing the demonstration edition"):
        write_demo(parsed.output, rows=parsed.rows, year=demonstration.year)


def _check(parsed: argparse.Namespace) -> None:
    from generator.customs.bad_rows import write_bad_rows  # noqa: PLC0415
    from generator.customs.check import check_trade, reconcile  # noqa: PLC0415
    from generator.customs.reader import read_trade  # noqa: PLC0415
    from generator.customs.render import render_report  # noqa: PLC0415

    chosen = _chosen_edition(parsed)
    if parsed.errors is not None:
        write_bad_rows(chosen.input, parsed.errors)
    with Progress().step("Reading the customs' files"):
        trade = read_trade(chosen.input, chosen.year, nomenclature=chosen.nomenclature)
    report = render_report(
        trade.report, reconciliation=reconcile(trade, chosen.date), check=check_trade(trade)
    )
    sys.stdout.write(report)


def _build(parsed: argparse.Namespace) -> None:
    from generator.site.extras import Extras  # noqa: PLC0415
    from generator.site.publisher import check_site_url  # noqa: PLC0415
    from generator.site.staging import check_output  # noqa: PLC0415
    from generator.site.stamp import chain, sealed_by, sealed_report  # noqa: PLC0415

    check_site_url()
    check_output(parsed.output)
    extras = Extras(parsed.extras) if parsed.extras else None
    newest = _chosen_edition(parsed)
    earlier = _earlier_editions(parsed, newest)
    keys = chain([*earlier, newest], parsed.only)
    made_from = sealed_by(keys, extras, parsed.published)
    report = None if parsed.force else sealed_report(parsed.output, made_from)
    if report is None:
        report = _build_anew(parsed, newest, earlier, keys, extras)
    else:
        Progress().console.print(f"{parsed.output}: nothing has changed since it was built", markup=False)
    sys.stdout.write(report)


def _build_anew(
    parsed: argparse.Namespace,
    newest: Edition,
    earlier: list[Edition],
    keys: list[str],
    extras: Extras | None,
) -> str:
    from generator.prepare import chosen  # noqa: PLC0415
    from generator.site.build import build_site  # noqa: PLC0415
    from generator.site.edition_cache import EditionCache  # noqa: PLC0415
    from generator.site.frozen import Earlier  # noqa: PLC0415

    prepared = build_site(
        newest,
        parsed.output,
        chosen(parsed.only),
        Progress(),
        earlier=Earlier(
            earlier, keys, EditionCache(parsed.cache) if parsed.cache else None, parsed.published
        ),
        extras=extras,
        size_limit=not parsed.no_size_limit,
    )
    return prepared.report()


def _published(parsed: argparse.Namespace) -> None:
    from generator.site.published import bring_published  # noqa: PLC0415
    from generator.site.publisher import check_site_url  # noqa: PLC0415

    check_site_url()
    url = os.environ.get("SITE_URL")
    if not url:
        raise UsageError("SITE_URL is not set: which site is the live one?")
    bring_published(url, parsed.output)


def _archive(parsed: argparse.Namespace) -> None:
    from generator.prepare import chosen  # noqa: PLC0415
    from generator.site.archive import write_archive  # noqa: PLC0415
    from generator.site.publisher import check_site_url  # noqa: PLC0415

    check_site_url()
    newest = _chosen_edition(parsed)
    earlier = _earlier_editions(parsed, newest)
    write_archive(newest, parsed.output, chosen(parsed.only), Progress(), earlier=earlier)


def _pdf(parsed: argparse.Namespace) -> None:
    from generator.prepare import chosen  # noqa: PLC0415
    from generator.site.pdf.command import print_portraits  # noqa: PLC0415

    print_portraits(parsed.site, parsed.output, chosen(parsed.only), Progress())


def _serve(parsed: argparse.Namespace) -> None:
    from generator.site.publisher import check_site_url  # noqa: PLC0415
    from generator.site.serve import serve  # noqa: PLC0415

    check_site_url()
    newest = _chosen_edition(parsed)
    serve([*_earlier_editions(parsed, newest), newest], parsed.port, Progress())
