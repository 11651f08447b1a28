"""Prints the portraits and sheets of a built site as PDFs with the machine's Chromium; only those that changed."""

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
from generator.site.plan import FINGERPRINTS, digest, read_fingerprints
from generator.system.folders import resolve_folder, working_folder
from generator.system.process import run
from generator.system.progress import Progress

_SCRIPT: Final = re.compile(r"<script\b.*?</script>", re.DOTALL | re.IGNORECASE)
_POLICY: Final = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_CANONICAL: Final = re.compile(r'<link rel="canonical" href="([^"]+)"')
_DATE: Final = re.compile(r'"dateModified": "(\d{4})-(\d\d)-(\d\d)"')
_TITLE: Final = re.compile(r'<meta property="og:title" content="([^"]+)"')
_NARROW: Final = 'media="screen and (max-width: 640px), print"'
"""The ``<source>`` of a figure that is printed beside another; the browser picks a source before it prints."""
_SHEET: Final = '<html lang="fr" data-sheet>'
"""A one-page sheet, whose text already has what the running heads say."""
_SCREEN_ONLY: Final = re.compile(r'<source media="screen and \(max-width: \d+px\)"[^>]*>')
"""The other ``<source>`` elements: the window that prints is narrow, but the paper is not."""
_LINK: Final = re.compile(r'(<a\b[^>]*?\bhref=")([^"#][^"]*)"')
_EMBEDDED: Final = re.compile(r'(<(?:link rel="stylesheet"|img|source)(?=\s)[^>]*?\b(?:href|src|srcset)=")([^":]+)"')


@dataclass(frozen=True, slots=True)
class Paper:
    """What is printed: the ``html``, its ``date`` as ``YYYYMMDD``, the ``digest`` of everything its look depends on."""

    html: str
    date: str
    digest: str


def paper_page(page: Path, *, printer: str) -> Paper:
    """The page as ``printer``, a browser and its version, prints it: no scripts, local pictures, public links.

    Raises ``SiteError`` when it is not one of our portraits.
    """
    source = page.read_text(encoding="utf-8")
    canonical, title, date = _CANONICAL.search(source), _TITLE.search(source), _DATE.search(source)
    if not canonical or not title or not date:
        raise SiteError(f"{page}: not a portrait: its address, its title or its date is missing")
    address, folder = unescape(canonical[1]), page.resolve().parent
    total = hashlib.sha256(f"{printer}\0{source}".encode())

    def local(match: re.Match[str]) -> str:
        file = (folder / unescape(match[2]).partition("?")[0]).resolve()
        total.update(file.read_bytes())
        return f'{match[1]}{file.as_uri()}"'

    html = _POLICY.sub("", _SCRIPT.sub("", source)).replace('loading="lazy"', "")
    html = _SCREEN_ONLY.sub("", html).replace(_NARROW, 'media="all"')
    html = _EMBEDDED.sub(local, html)
    html = _LINK.sub(lambda match: f'{match[1]}{urljoin(address, match[2])}"', html)
    fonts, running = "", ""
    for weight in (400, 700):
        # our own font, which the machine need not have
        file = font_file(weight)
        total.update(file.read_bytes())
        fonts += f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight}; src: url("{file.as_uri()}") }} '
    if _SHEET not in source:
        top, bottom = _css_string(unescape(title[1])), _css_string(address)
        margins = f"{{ @top-left {{ content: {top} }} @bottom-left {{ content: {bottom} }} }}"
        running = f"@page {margins} @page demonstration {margins}"  # print.css names a demonstration's pages
    html = html.replace("</head>", f"<style>{fonts}</style><style>{running}</style></head>", 1)
    return Paper(html, "".join(date.groups()), total.hexdigest())


def _css_string(text: str) -> str:
    """The text as a CSS string, with everything that CSS or HTML would interpret escaped."""
    return '"' + re.sub(r"""[^\w .,:()’–-]""", lambda match: f"\\{ord(match[0]):x} ", text) + '"'


@dataclass(frozen=True, slots=True)
class Printable:
    """A page to print: ``slug`` names its PDF, ``data`` is the file with its figures."""

    slug: str
    html: Path
    data: Path


def printable(site: Path, pages: Collection[Territory]) -> Iterator[Printable]:
    """The portraits of ``pages`` with their sheets, then those of their Territoires d'industrie; some may not exist."""
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


_BROWSERS: Final = ("google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "chrome")
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
_TIMEOUT: Final = 120
"""In seconds."""
_DATES: Final = re.compile(rb"(/(?:Creation|Mod)Date \(D:)\d{14}")
_NODES: Final = re.compile(rb"\bnode(\d{8})\b")


def print_portraits(site: Path, output: Path, pages: Collection[Territory], progress: Progress) -> int:
    """Writes a PDF into ``output`` for each page of ``pages`` that ``site`` has; returns how many were printed.

    Those that have not changed are not printed again. Raises ``SiteError`` when there is no browser or no such site.
    """
    browser, printer = _browser()
    found = [page for page in printable(site, pages) if page.html.is_file()]
    if not found:
        raise SiteError(f"{site}: no portrait to print; build the site first")
    resolve_folder(output).mkdir(parents=True, exist_ok=True)
    fingerprints = read_fingerprints(output)
    jobs: list[tuple[str, Paper, dict[str, str]]] = []
    for page in found:
        paper = paper_page(page.html, printer=printer)
        fingerprint = {"page": paper.digest, "donnees": digest(page.data.read_bytes())}
        if fingerprints.get(page.slug) != fingerprint or not (output / f"{page.slug}.pdf").is_file():
            jobs.append((page.slug, paper, fingerprint))
    with working_folder(output, "pdf") as folder:
        pool = ThreadPoolExecutor(os.cpu_count())
        try:
            printing = {pool.submit(_print, browser, paper, folder / slug): (slug, own) for slug, paper, own in jobs}
            title = f"Printing {len(jobs)} of {len(found)} pages"
            for done in progress.counted(title, as_completed(printing), len(jobs)):
                slug, fingerprints[slug] = printing[done]
                done.result().replace(output / f"{slug}.pdf")
                new = folder / FINGERPRINTS
                new.write_text(json.dumps(fingerprints, indent=1, sort_keys=True) + "\n", encoding="utf-8")
                new.replace(output / FINGERPRINTS)
        finally:
            pool.shutdown(cancel_futures=True)
    return len(jobs)


def _browser() -> tuple[str, str]:
    """The path and the version of Chromium or Chrome."""
    browser = os.environ.get("CHROME") or next(filter(None, map(shutil.which, _BROWSERS)), None)
    if not browser:
        raise SiteError("printing needs Chromium or Chrome: install one, or set CHROME to its path")
    try:
        done = run([browser, "--version"], _TIMEOUT)
        done.check_returncode()
    except (OSError, subprocess.SubprocessError) as error:
        raise SiteError(f"{browser}: does not run ({error})") from error
    return browser, done.stdout.strip()


def _print(browser: str, paper: Paper, work: Path) -> Path:
    """Prints into ``work``, a new folder; returns the PDF, which has its page's date."""
    work.mkdir()
    page, target = work / "page.html", work / "page.pdf"
    page.write_text(paper.html, encoding="utf-8")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    paths = [f"--user-data-dir={work / 'profile'}", f"--print-to-pdf={target}", page.resolve().as_uri()]
    try:
        done = run([browser, *_FLAGS, *sandbox, *paths], _TIMEOUT)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SiteError(f"{work.name}: could not be printed ({error})") from error
    if done.returncode or not target.is_file():
        raise SiteError(f"{work.name}: could not be printed ({done.stderr.strip()[-300:]})")
    target.write_bytes(_repeatable(target.read_bytes(), paper.date))
    shutil.rmtree(work / "profile", ignore_errors=True)
    return target


def _repeatable(pdf: bytes, date: str) -> bytes:
    """The PDF without what differs between two runs: the time, and the numbers that the browser gives to nodes.

    Each replacement is as long as what it replaces, so that the offsets in the file's cross-reference table hold.
    """
    numbers = sorted(set(_NODES.findall(pdf)))
    again = {number: f"{place:08}".encode() for place, number in enumerate(numbers, start=1)}
    pdf = _NODES.sub(lambda match: b"node" + again[match[1]], pdf)
    return _DATES.sub(rb"\g<1>" + f"{date}000000".encode(), pdf)
