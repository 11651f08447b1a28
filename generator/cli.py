"""The commands, and the only place that turns an error into one message and an exit code.

0 done, 1 input, build or machine, 2 usage.
"""

from __future__ import annotations

import argparse
import errno
import os
import subprocess
import sys
import traceback
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Final

from rich.console import Console

from generator import commands
from generator.edition import FIRST_YEAR, LAST_YEAR, is_year
from generator.errors import SiteError, UsageError
from generator.reference.tables import PROJECT
from generator.system.process import give_up_output

DEFAULT_OUTPUT = Path("site")
DEFAULT_PUBLISHED = Path(".cache/published")
DEFAULT_ROWS = 400_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code; errors are one message, without a traceback."""
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


def _positive(text: str) -> int:
    """A number of rows."""
    value = int(text)
    if value <= 0:
        raise argparse.ArgumentTypeError(f"{text} is not a positive number")
    return value


def _year(text: str) -> int:
    """A calendar year."""
    if not (text.isascii() and text.isdigit() and is_year(int(text))):
        raise argparse.ArgumentTypeError(f"{text} is not a year from {FIRST_YEAR} to {LAST_YEAR}")
    return int(text)


def _options() -> argparse.ArgumentParser:
    """A parser for options that several commands share: argparse calls it a parent."""
    return argparse.ArgumentParser(add_help=False)


def _parser() -> argparse.ArgumentParser:
    debug = _options()
    debug.add_argument("--debug", action="store_true", help="show the traceback of an error")

    chosen = _options()
    chosen.add_argument("--edition", help="an edition of data/editions/: demo, 2024…")
    chosen.add_argument("--year", type=_year, help="with --input: the calendar year to keep")
    chosen.add_argument(
        "--input",
        type=Path,
        action="append",
        help="with --year: a file (txt, csv, gz, zip) or a folder of such; may be repeated, a file a direction",
    )

    earlier = _options()
    earlier.add_argument(
        "--previous",
        nargs=2,
        action="append",
        default=[],
        metavar=("YEAR", "PATH"),
        help="with --input: an earlier year's files, shown beside; may be repeated",
    )

    some = _options()
    some.add_argument("--only", help="some territories only: 42,2A,region-84,france")

    parser = argparse.ArgumentParser(prog="python -m generator", description=_ABOUT)
    known = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def command(
        name: str, about: str, run: object, *options: argparse.ArgumentParser
    ) -> argparse.ArgumentParser:
        sub = known.add_parser(name, help=about, description=about, parents=[debug, *options])
        sub.set_defaults(run=run)
        return sub

    fetch = command("fetch", "download the customs' files of an edition into data/raw/", commands.run_fetch)
    fetch.add_argument("--edition", required=True, help="an edition of data/editions/, such as 2024")
    fetch.add_argument("--from", dest="source", type=Path, help="take files downloaded by hand from here")
    fetch.add_argument("--keep", action="store_true", help="leave files that were fetched before as they are")

    demo = command("demo", "write a demonstration edition in the customs' own format", commands.run_demo)
    demo.add_argument("--edition", default="demo", help="which one of data/editions/ (default: demo)")
    demo.add_argument("--rows", type=_positive, default=DEFAULT_ROWS, help="rows of both directions")
    demo.add_argument("--output", type=Path, required=True, help="the folder to write")

    about = "read and validate an edition, print the report, write nothing"
    check = command("check", about, commands.run_check, chosen)
    check.add_argument("--errors", type=Path, metavar="FILE.csv", help="write all bad rows as a table")

    build = command("build", "build the site", commands.run_build, chosen, earlier, some)
    build.add_argument(
        "--output", type=Path, default=DEFAULT_OUTPUT, help="the site's folder (default: site)"
    )
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
        help="compare with what the live site has published, as `publishable` left it there",
    )
    build.add_argument(
        "--no-size-limit", action="store_true", help="build even a site too heavy for GitHub Pages"
    )

    about = "write the folder that `mkdocs build` makes the site of"
    pages = command("pages", about, commands.run_pages, chosen, earlier, some)
    pages.add_argument("--output", type=Path, required=True, help="the folder to write")
    pages.add_argument("--archive", action="store_true", help="pages to be opened without a server")

    about = (
        "ask the live site at SITE_URL for its totals, and stop where the site is not fit to take its place"
    )
    publishable = command("publishable", about, commands.run_publishable, chosen, earlier)
    publishable.set_defaults(only=None)
    publishable.add_argument(
        "--output", type=Path, default=DEFAULT_PUBLISHED, help=f"the folder (default: {DEFAULT_PUBLISHED})"
    )

    about = "write the offline archive of the site into dist/"
    archive = command("archive", about, commands.run_archive, chosen, earlier, some)
    archive.add_argument("--output", type=Path, default=Path("dist"), help="the folder (default: dist)")

    about = "print each portrait and sheet of the built site as a PDF into dist/pdf/"
    pdf = command("pdf", about, commands.run_pdf, some)
    pdf.add_argument("--site", type=Path, default=DEFAULT_OUTPUT, help="the built site (default: site)")
    pdf.add_argument("--output", type=Path, default=Path("dist/pdf"), help="the folder (default: dist/pdf)")

    return parser


_ABOUT = "Portraits of French territories' foreign trade: a static site from the customs' open data."


_MEMORY: Final = (
    "the machine has no memory left for this; close other programs, or build fewer pages with --only"
)
_FAULT: Final = (
    "this is a fault of the generator: please report it among the issues of the repository that it came from, with the "
    "command and what it prints with --debug"
)
_OWN_CHANGE: Final = (
    "the code differs from its commit, so the fault may be in the change: --debug shows where it is"
)
_CODE: Final = ("generator", "docs", "overrides", "data")
_SHORT: Final = ("can't start new thread", "failed to map segment")
"""What Python and the system's loader say when memory is short."""


def tell(failure: Exception, console: Console, *, debug: bool) -> int:
    """Prints one message about ``failure`` on ``console`` and returns the exit code. ``debug``: with the traceback."""
    if _is_memory(failure):
        # as it is: to make it red would take memory
        os.write(2, f"error: {_MEMORY}\n".encode())
        return 1
    if debug:
        console.print("".join(traceback.format_exception(failure)))
    console.print(f"error: {_message(failure)}", style="red")
    return 2 if isinstance(failure, UsageError) else 1


def _message(failure: Exception) -> str:
    if isinstance(failure, SiteError):
        return str(failure)
    if isinstance(failure, OSError):
        return _system_message(failure)
    return f"{type(failure).__name__}: {failure}\n{_OWN_CHANGE if _is_changed() else _FAULT}"


def _is_changed() -> bool:
    """Whether git reports changes to the code."""
    try:
        command = ["git", "-C", str(PROJECT), "status", "--porcelain", "--", *_CODE]
        return bool(subprocess.run(command, capture_output=True, check=True, timeout=10).stdout)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return False  # no git, or no clone


def _is_memory(failure: Exception) -> bool:
    if isinstance(failure, MemoryError) or (isinstance(failure, OSError) and failure.errno == errno.ENOMEM):
        return True
    return not isinstance(failure, SiteError) and any(sign in str(failure) for sign in _SHORT)


def _system_message(failure: OSError) -> str:
    """Where two files are named, what fails is most often the writing of the second."""
    is_written = failure.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG)
    place = failure.filename2 if is_written and failure.filename2 else failure.filename
    if isinstance(place, bytes):
        place = place.decode(errors="replace")
    return f"{place or 'system'}: {failure.strerror or failure}"
