"""Prints the portraits of a built site as PDFs, with a Chromium of the machine's."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from generator.errors import SiteError
from generator.progress import Progress
from generator.reference.territories import Territory, territories

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_FLAGS = [
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
    "--virtual-time-budget=10000",
]
_SECONDS = 120


def print_portraits(site: Path, output: Path, pages: Collection[Territory], progress: Progress) -> None:
    """Writes ``output/<code>-<nom>.pdf`` for each portrait of ``pages`` that the site holds.

    Raises ``SiteError`` when there is no browser, no such site, or a page cannot be printed.
    """
    browser = _browser()
    found = {t.slug: site / t.path / "index.html" for t in territories() if t in pages}
    found = {slug: page for slug, page in found.items() if page.is_file()}
    if not found:
        raise SiteError(f"{site}: no portrait there to print; build the site first")
    output.mkdir(parents=True, exist_ok=True)
    with (
        progress.step(f"Printing {len(found)} portraits"),
        tempfile.TemporaryDirectory(prefix=".pdf.", dir=output) as folder,
        ThreadPoolExecutor(os.cpu_count()) as pool,
    ):
        work = Path(folder)
        jobs = [pool.submit(_print, browser, page, work / f"{slug}.pdf") for slug, page in found.items()]
        for job in jobs:
            printed = job.result()
            printed.replace(output / printed.name)


def _browser() -> str:
    named = os.environ.get("CHROME")
    found = named or next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if not found:
        raise SiteError("printing needs Chromium or Chrome: install one, or name it in CHROME")
    return found


def _print(browser: str, page: Path, target: Path) -> Path:
    profile = target.with_suffix(".profile")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    command = [
        browser,
        *_FLAGS,
        *sandbox,
        f"--user-data-dir={profile}",
        f"--print-to-pdf={target}",
        page.resolve().as_uri(),
    ]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False, text=True)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SiteError(f"{page}: could not be printed ({error})") from error
    if done.returncode or not target.is_file():
        raise SiteError(f"{page}: could not be printed ({done.stderr.strip()[-300:]})")
    shutil.rmtree(profile, ignore_errors=True)
    return target
