"""The command line: an exception becomes a message and an exit code, 1 (wrong input or build) or 2 (wrong usage)."""

import argparse
import errno
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Final

from rich.console import Console

from generator.edition import FIRST_YEAR, LAST_YEAR, is_year
from generator.errors import SiteError, UsageError
from generator.system.process import discard_output
from generator.system.progress import Progress


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code; an error is one message, without a traceback."""
    parsed = argparse.Namespace(debug=False)
    os.umask(0o022)  # whatever the user's: a web server must be able to read what is written
    if isinstance(sys.stdout, TextIOWrapper):
        # letters that the locale cannot encode are printed as question marks
        sys.stdout.reconfigure(errors="replace")
    console = Progress().console
    try:
        _parser().parse_args(arguments, parsed)
        parsed.run(parsed)
        sys.stdout.flush()
    except BrokenPipeError:
        discard_output()
    except Exception as error:
        return report_error(error, console, debug=parsed.debug)
    return 0


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and is_year(int(text))):
        raise argparse.ArgumentTypeError(f"{text} is not a year from {FIRST_YEAR} to {LAST_YEAR}")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    # the libraries are loaded here so that a machine without the memory for them is told in one message
    from generator import commands  # noqa: PLC0415

    # what argparse calls parents: options that several commands share
    chosen = argparse.ArgumentParser(add_help=False)
    chosen.add_argument("--edition", help="an edition of data/editions/: demo, 2024…")
    chosen.add_argument("--year", type=_year, help="with --input: the calendar year to keep")
    about = "with --year: a file (txt, csv, gz, zip) or a folder of them; may be repeated, one file per direction"
    chosen.add_argument("--input", type=Path, action="append", help=about)

    earlier = argparse.ArgumentParser(add_help=False)
    about = "with --input: the files of an earlier edition, which the site then includes; may be repeated"
    earlier.add_argument("--previous", nargs=2, action="append", default=[], metavar=("YEAR", "PATH"), help=about)

    only = argparse.ArgumentParser(add_help=False)
    only.add_argument("--only", help="these territories only: 42,2A,region-84,france")

    parser = argparse.ArgumentParser(
        prog="python -m generator",
        description="Portraits of French territories' foreign trade: a static site from the customs' open data.",
    )
    subparsers = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def command(
        name: str, run: Callable[[argparse.Namespace], None], *shared: argparse.ArgumentParser
    ) -> argparse.ArgumentParser:
        sub = subparsers.add_parser(name, help=run.__doc__, description=run.__doc__, parents=shared)
        sub.add_argument("--debug", action="store_true", help="show the traceback of an error")
        sub.set_defaults(run=run)
        return sub

    def add_output(sub: argparse.ArgumentParser, default: str | None = None) -> None:
        about = "the folder to write" + (" (default: %(default)s)" if default else "")
        sub.add_argument("--output", type=Path, default=default, required=default is None, help=about)

    fetch = command("fetch", commands.run_fetch)
    fetch.add_argument("--edition", required=True, help="an edition of data/editions/, such as 2024")
    fetch.add_argument("--from", dest="source", type=Path, help="use the files downloaded by hand into this folder")
    fetch.add_argument("--keep", action="store_true", help="do not download files that are already there")

    demo = command("demo", commands.run_demo)
    demo.add_argument("--edition", default="demo", help="an edition of data/editions/ (default: demo)")
    demo.add_argument("--rows", type=int, default=400_000, help="the number of rows, both directions together")
    add_output(demo)

    check = command("check", commands.run_check, chosen)
    check.add_argument("--errors", type=Path, metavar="FILE.csv", help="write all invalid rows to this table")

    build = command("build", commands.run_build, chosen, earlier, only)
    add_output(build, "site")
    build.add_argument("--extras", type=Path, metavar="DIR", help="publish the archive and PDFs of this folder (dist)")
    about = "compare with what the live site has published, as `publishable` saved it in this folder"
    build.add_argument("--published", type=Path, metavar="DIR", help=about)
    build.add_argument("--no-size-limit", action="store_true", help="build even a site too large for GitHub Pages")

    pages = command("pages", commands.run_pages, chosen, earlier, only)
    add_output(pages)
    pages.add_argument("--archive", action="store_true", help="write pages that open without a server")

    publishable = command("publishable", commands.run_publishable, chosen, earlier)
    publishable.set_defaults(only=None)
    add_output(publishable, ".cache/published")

    archive = command("archive", commands.run_archive, chosen, earlier, only)
    add_output(archive, "dist")

    pdf = command("pdf", commands.run_pdf, only)
    pdf.add_argument("--site", type=Path, default="site", help="the built site (default: %(default)s)")
    add_output(pdf, "dist/pdf")

    return parser


_BUG: Final = (
    "this is a bug: --debug shows where. Unless it is in a change of yours, please report it as an issue of the "
    "repository that the code came from, with the command and what it prints with --debug"
)
_MEMORY_ERRORS: Final = ("can't start new thread", "failed to map segment")
"""What Python and the system's loader say when memory is short."""


def report_error(error: Exception, console: Console, *, debug: bool) -> int:
    """Prints one message about ``error`` and returns the exit code; ``debug`` adds the traceback."""
    if _is_out_of_memory(error):
        # plain, as printing in colour would take memory
        os.write(2, b"error: the machine has no memory left for this: close other programs, or use --only\n")
        return 1
    if debug:
        console.print("".join(traceback.format_exception(error)))
    message = f"{type(error).__name__}: {error}\n{_BUG}"
    if isinstance(error, SiteError):
        message = str(error)
    elif isinstance(error, OSError):
        message = _system_message(error)
    console.print(f"error: {message}", style="red")
    return 2 if isinstance(error, UsageError) else 1


def _is_out_of_memory(error: Exception) -> bool:
    is_named = isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno == errno.ENOMEM)
    # a SiteError may quote those words from a file
    return is_named or (not isinstance(error, SiteError) and any(text in str(error) for text in _MEMORY_ERRORS))


def _system_message(error: OSError) -> str:
    # where the error names two files, what failed is most often the writing of the second
    is_written = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG)
    file = error.filename2 if is_written and error.filename2 else error.filename
    if isinstance(file, bytes):
        file = file.decode(errors="replace")
    return f"{file or 'system'}: {error.strerror or error}"
