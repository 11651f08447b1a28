"""The words of the command line that several commands understand alike; wrong ones are refused here."""

from __future__ import annotations

import argparse
from pathlib import Path

from generator.edition import Edition, earlier_editions, edition, edition_of_input
from generator.edition_file import FIRST_YEAR, LAST_YEAR, is_year
from generator.errors import SiteError, UsageError


def positive(text: str) -> int:
    """A number of rows."""
    value = int(text)
    if value <= 0:
        raise argparse.ArgumentTypeError(f"{text} is not a positive number")
    return value


def year(text: str) -> int:
    """A calendar year."""
    if not (text.isascii() and text.isdigit() and is_year(int(text))):
        raise argparse.ArgumentTypeError(f"{text} is not a year from {FIRST_YEAR} to {LAST_YEAR}")
    return int(text)


def add_input(parser: argparse.ArgumentParser) -> None:
    """Adds the ways to name an edition."""
    parser.add_argument("--edition", help="an edition of data/editions/: demo, 2024…")
    parser.add_argument("--year", type=year, help="with --input: the calendar year to keep")
    parser.add_argument(
        "--input",
        type=Path,
        action="append",
        help="with --year: a file (txt, csv, gz, zip) or a folder of such; may be repeated, a file a direction",
    )


def add_previous(parser: argparse.ArgumentParser) -> None:
    """Adds the earlier editions beside ``--input``."""
    parser.add_argument(
        "--previous",
        nargs=2,
        action="append",
        default=[],
        metavar=("YEAR", "PATH"),
        help="with --input: an earlier year's files, shown beside; may be repeated",
    )


def chosen_edition(parsed: argparse.Namespace) -> Edition:
    """The edition that the words name.

    Raises ``UsageError`` when they name none, or two; ``SiteError`` for an edition whose files are not there yet.
    """
    by_input = (parsed.year, parsed.input)
    if parsed.edition is not None and getattr(parsed, "previous", None):
        raise UsageError("--previous goes with --input; --edition finds the earlier editions by itself")
    if parsed.edition is not None and by_input == (None, None):
        named = edition(parsed.edition)
        if not named.has_files:
            raise SiteError(f"{named.shown_input}: no such file or folder: run `{named.how_to_get}` first")
        return named
    if parsed.edition is None and None not in by_input:
        return edition_of_input(parsed.year, *parsed.input)
    raise UsageError("name either --edition, or --year and --input together")


def chosen_earlier(parsed: argparse.Namespace, newest: Edition) -> list[Edition]:
    """The editions shown beside: those given by hand, or those of the same kind that ``data/raw/`` holds.

    The oldest first. Raises ``UsageError`` for years that are not earlier ones.
    """
    if parsed.edition is not None:
        return earlier_editions(newest)
    years = [year for year, _ in parsed.previous]
    if not all(y.isascii() and y.isdigit() and FIRST_YEAR <= int(y) < newest.year for y in years):
        raise UsageError(f"--previous: {' '.join(years)}: expected years before {newest.year}")
    if len({int(year) for year in years}) < len(years):
        raise UsageError("--previous: the same year twice")
    given = {int(year): Path(path) for year, path in parsed.previous}
    return [edition_of_input(year, path) for year, path in sorted(given.items())]
