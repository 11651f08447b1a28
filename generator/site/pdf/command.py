"""Prints a built site's portraits and sheets as PDFs, with a Chromium of the machine's; only what has changed."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from generator.errors import SiteError
from generator.reference.territories import Territory
from generator.site.extras import PRINTS, digest
from generator.site.pdf.print_page import Paper, paper_page
from generator.site.pdf.printable import printable
from generator.system.folders import check_folder, working_folder
from generator.system.process import run
from generator.system.progress import Progress

BROWSERS: Final = ("google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "chrome")
_FLAGS: Final = (
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
)
_SECONDS: Final = 120
_DATES: Final = re.compile(rb"(/(?:Creation|Mod)Date \(D:)\d{14}")
_NODES: Final = re.compile(rb"\bnode(\d{8})\b")

Prints = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class _Job:
    """A page to print: ``slug`` names the PDF, ``data`` is the digest of what its figures come from."""

    slug: str
    paper: Paper
    data: str


def print_portraits(site: Path, output: Path, pages: Collection[Territory], progress: Progress) -> int:
    """Writes a PDF for each page of ``pages`` that the site holds into ``output``; returns how many.

    ``<code>-<nom>.pdf`` is the portrait, ``<code>-<nom>-fiche.pdf`` its sheet of one side; the Territoires d'industrie
    that lie in ``pages`` have their sheet too.

    What was printed before from the same page is left alone. Each PDF takes its place whole, as soon as it is done.
    Raises ``SiteError`` when there is no browser, no such site, or a page cannot be printed.
    """
    browser = _browser()
    found = [page for page in printable(site, pages) if page.html.is_file()]
    if not found:
        raise SiteError(f"{site}: no portrait there to print; build the site first")
    check_folder(output).mkdir(parents=True, exist_ok=True)
    prints = _read_prints(output)
    printer = _version(browser)
    jobs = []
    for page in found:
        paper = paper_page(page.html, printer=printer)
        data = digest(page.data.read_bytes())
        known = prints.get(page.slug, {})
        if known.get("page") != paper.digest or not (output / f"{page.slug}.pdf").is_file():
            jobs.append(_Job(page.slug, paper, data))
        elif known["donnees"] != data:
            prints[page.slug]["donnees"] = data
    with working_folder(output, "pdf") as folder:
        pool = ThreadPoolExecutor(os.cpu_count())
        try:
            waiting = {pool.submit(_print, browser, job.paper, folder / job.slug): job for job in jobs}
            title = f"Printing {len(jobs)} of {len(found)} pages"
            for done in progress.counted(title, as_completed(waiting), len(jobs)):
                job = waiting[done]
                done.result().replace(output / f"{job.slug}.pdf")
                prints[job.slug] = {"page": job.paper.digest, "donnees": job.data}
                _write_prints(output, prints)
        finally:
            pool.shutdown(cancel_futures=True)
    _write_prints(output, prints)
    return len(jobs)


def _read_prints(output: Path) -> Prints:
    """Returns what was printed before, by name; empty when the record is missing or broken."""
    try:
        known: Prints = json.loads((output / PRINTS).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return known


def _write_prints(output: Path, prints: Prints) -> None:
    new = output / f".{PRINTS}"
    new.write_text(json.dumps(prints, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    new.replace(output / PRINTS)


def _browser() -> str:
    named = os.environ.get("CHROME")
    found = named or next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if not found:
        raise SiteError("printing needs Chromium or Chrome: install one, or name it in CHROME")
    return found


def _version(browser: str) -> str:
    try:
        said = run([browser, "--version"], _SECONDS)
        said.check_returncode()
    except (OSError, subprocess.SubprocessError) as error:
        raise SiteError(f"{browser}: does not run ({error})") from error
    return said.stdout.strip()


def _print(browser: str, paper: Paper, work: Path) -> Path:
    """Prints into ``work``, a folder to be made; gives the PDF, dated as its page."""
    work.mkdir()
    page, target = work / "page.html", work / "page.pdf"
    page.write_text(paper.html, encoding="utf-8")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    places = [f"--user-data-dir={work / 'profile'}", f"--print-to-pdf={target}", page.resolve().as_uri()]
    try:
        done = run([browser, *_FLAGS, *sandbox, *places], _SECONDS)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SiteError(f"{work.name}: could not be printed ({error})") from error
    if done.returncode or not target.is_file():
        raise SiteError(f"{work.name}: could not be printed ({done.stderr.strip()[-300:]})")
    target.write_bytes(_repeatable(target.read_bytes(), paper.date))
    shutil.rmtree(work / "profile", ignore_errors=True)
    return target


def _repeatable(pdf: bytes, date: str) -> bytes:
    """The PDF without what differs from one printing to the next: the hour, and where the browser counts nodes from.

    Each replacement is as long as what it replaces: the file's own table of positions stays right.
    """
    numbers = sorted(set(_NODES.findall(pdf)))
    again = {number: f"{place:08}".encode() for place, number in enumerate(numbers, start=1)}
    pdf = _NODES.sub(lambda match: b"node" + again[match[1]], pdf)
    return _DATES.sub(rb"\g<1>" + f"{date}000000".encode(), pdf)
