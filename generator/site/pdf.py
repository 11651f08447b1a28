"""Prints a built site's portraits and sheets as PDFs, with a Chromium of the machine's; only what has changed.

What is printed is the page's HTML without its scripts, made independent of its location: what it shows is found by its
path on this machine, where its links lead is the public address, so that a PDF tells nothing of the machine.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Final
from urllib.parse import urljoin

from generator.errors import SiteError
from generator.pages.links import SHEET
from generator.reference.industry import industry_territories
from generator.reference.territories import Kind, Territory, territories
from generator.site.assets import FAMILY, font_file
from generator.site.plan import PRINTS, digest, read_prints
from generator.system.folders import resolve_folder, working_folder
from generator.system.process import run
from generator.system.progress import Progress

_SCRIPT: Final = re.compile(r"<script\b.*?</script>", re.DOTALL | re.IGNORECASE)
_POLICY: Final = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_CANONICAL: Final = re.compile(r'<link rel="canonical" href="([^"]+)"')
_DATE: Final = re.compile(r'"dateModified": "(\d{4})-(\d\d)-(\d\d)"')
_TITLE: Final = re.compile(r'<meta property="og:title" content="([^"]+)"')
_NARROW: Final = 'media="screen and (max-width: 930px), print"'
"""The source of a figure that shares the width with another on paper; the browser chooses before it prints."""
_SHEET: Final = '<html lang="fr" data-sheet>'
"""A sheet of one side says on itself what running heads say."""
_OF_SCREENS: Final = re.compile(r'<source media="screen and \(max-width: 930px\)"[^>]*>')
"""The source of any other figure: the window that prints is narrow, its paper is not."""
_WEIGHTS: Final = (400, 700)
_LINK: Final = re.compile(r'(<a\b[^>]*?\bhref=")([^"#][^"]*)"')
_SHOWN: Final = re.compile(
    r'(<(?:link rel="stylesheet"|img|source)(?=\s)[^>]*?\b(?:href|src|srcset)=")([^":]+)"'
)


@dataclass(frozen=True, slots=True)
class Paper:
    """What is printed: ``html``, its ``date`` as ``YYYYMMDD``, the ``digest`` of all that its look depends on."""

    html: str
    date: str
    digest: str


def paper_page(page: Path, *, printer: str) -> Paper:
    """What to print instead of ``page``, with ``printer``, a browser and its version.

    Raises ``SiteError`` when it is no portrait of ours, ``OSError`` when a file it shows cannot be read.
    """
    own = page.read_text(encoding="utf-8")
    canonical, title, date = _CANONICAL.search(own), _TITLE.search(own), _DATE.search(own)
    if not canonical or not title or not date:
        raise SiteError(f"{page}: not a portrait, it lacks its address, its title or its date")
    address, folder = unescape(canonical[1]), page.resolve().parent
    total = hashlib.sha256(f"{printer}\0{own}".encode())

    def shown(match: re.Match[str]) -> str:
        file = (folder / unescape(match[2]).partition("?")[0]).resolve()
        total.update(file.read_bytes())
        return f'{match[1]}{file.as_uri()}"'

    html = _POLICY.sub("", _SCRIPT.sub("", own)).replace('loading="lazy"', "")
    html = _OF_SCREENS.sub("", html).replace(_NARROW, 'media="all"')
    html = _SHOWN.sub(shown, html)
    html = _LINK.sub(lambda match: f'{match[1]}{urljoin(address, match[2])}"', html)
    fonts = "".join(_font_face(weight, total) for weight in _WEIGHTS)
    running = (
        ""
        if _SHEET in own
        else f"@page {{ @top-left {{ content: {_css_string(unescape(title[1]))} }}"
        f" @bottom-left {{ content: {_css_string(address)} }} }}"
    )
    html = html.replace("</head>", f"<style>{fonts}</style><style>{running}</style></head>", 1)
    return Paper(html, "".join(date.groups()), total.hexdigest())


def _font_face(weight: int, total: hashlib._Hash) -> str:
    """The rule that brings a font of ours, which no machine need have; what it brings counts in ``total``."""
    file = font_file(weight)
    total.update(file.read_bytes())
    return f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight}; src: url("{file.as_uri()}") }} '


def _css_string(text: str) -> str:
    """The text in quotes, each character that CSS or HTML would act on escaped."""
    return '"' + re.sub(r"""[^\w .,:()’–-]""", lambda match: f"\\{ord(match[0]):x} ", text) + '"'


@dataclass(frozen=True, slots=True)
class Printable:
    """A page to print: ``slug`` names its PDF, ``data`` is the file that its figures come from."""

    slug: str
    html: Path
    data: Path


def printable(site: Path, pages: Collection[Territory]) -> Iterator[Printable]:
    """The portraits of ``pages``, each with its sheet, then the sheets of the Territoires d'industrie in them.

    Where they would be in ``site``; a site of some portraits lacks some.
    """
    for territory in territories():
        if territory in pages:
            home = site / territory.path
            data = home / "portrait.json"
            yield Printable(territory.slug, home / "index.html", data)
            yield Printable(f"{territory.slug}-{SHEET}", home / SHEET / "index.html", data)
    codes = {t.code for t in pages if t.kind is Kind.DEPARTEMENT}
    for industry in industry_territories():
        if not codes.isdisjoint(industry.communes):
            sheet = site / industry.path / SHEET / "index.html"
            yield Printable(f"{industry.path.rpartition('/')[2]}-{SHEET}", sheet, sheet)


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


def print_portraits(site: Path, output: Path, pages: Collection[Territory], progress: Progress) -> int:
    """Writes a PDF for each page of ``pages`` that the site holds into ``output``; returns how many.

    ``<code>-<nom>.pdf`` is the portrait, ``<code>-<nom>-fiche.pdf`` its sheet of one side; the Territoires d'industrie
    of ``pages`` have their sheet too. What was printed before from the same page is left alone. Each PDF takes its
    place whole, as soon as it is done.

    Raises ``SiteError`` when there is no browser, no such site, or a page cannot be printed.
    """
    browser = _browser()
    found = [page for page in printable(site, pages) if page.html.is_file()]
    if not found:
        raise SiteError(f"{site}: no portrait there to print; build the site first")
    resolve_folder(output).mkdir(parents=True, exist_ok=True)
    prints, printer = read_prints(output), _version(browser)
    jobs: list[tuple[str, Paper, dict[str, str]]] = []
    for page in found:
        paper = paper_page(page.html, printer=printer)
        made_from = {"page": paper.digest, "donnees": digest(page.data.read_bytes())}
        is_printed = prints.get(page.slug, {}).get("page") == paper.digest
        if is_printed and (output / f"{page.slug}.pdf").is_file():
            prints[page.slug] = made_from
        else:
            jobs.append((page.slug, paper, made_from))
    with working_folder(output, "pdf") as folder:
        pool = ThreadPoolExecutor(os.cpu_count())
        try:
            waiting = {
                pool.submit(_print, browser, paper, folder / slug): (slug, made_from)
                for slug, paper, made_from in jobs
            }
            title = f"Printing {len(jobs)} of {len(found)} pages"
            for done in progress.counted(title, as_completed(waiting), len(jobs)):
                slug, made_from = waiting[done]
                done.result().replace(output / f"{slug}.pdf")
                prints[slug] = made_from
                _write_prints(output, prints)
        finally:
            pool.shutdown(cancel_futures=True)
    _write_prints(output, prints)
    return len(jobs)


def _write_prints(output: Path, prints: dict[str, dict[str, str]]) -> None:
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
        done = run([browser, "--version"], _SECONDS)
        done.check_returncode()
    except (OSError, subprocess.SubprocessError) as error:
        raise SiteError(f"{browser}: does not run ({error})") from error
    return done.stdout.strip()


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
