"""Runs Lighthouse's mobile audit on three pages: the home page, an average portrait and a large one.

`python -m tools.bench.lighthouse [SITE]`; SITE is a built site, `site` by default. `make bench` installs
Lighthouse into `tools/bench/npm`; `CHROME` is the path of Chromium.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.browser.conftest import FLAGS, find_chrome
from tools.bench.gzip_server import serving

PROGRAM = Path(__file__).parent / "npm" / "node_modules" / "lighthouse" / "cli" / "index.js"
PAGES = ("/", "/departements/42-loire/", "/departements/59-nord/")
TIMES = ("first-contentful-paint", "total-blocking-time", "cumulative-layout-shift")


def main(site: Path) -> None:
    """Prints a row for each page: the four scores, three measures, and the audits with a score below 1."""
    table = Table(title="Lighthouse, mobile (scores of 100)")
    columns = (
        "Page",
        "Performance",
        "Accessibility",
        "Best practices",
        "SEO",
        "First paint",
        "Blocked",
        "Shift",
        "Below 1",
    )
    for column in columns:
        table.add_column(column, justify="left" if column in ("Page", "Below 1") else "right")
    with serving(site) as origin:
        for page in PAGES:
            report = _audit(origin + page)
            scores = [f"{100 * category['score']:.0f}" for category in report["categories"].values()]
            times = [report["audits"][name]["displayValue"].replace("\u00a0", " ") for name in TIMES]
            table.add_row(page, *scores, *times, ", ".join(_below(report)))
    Console(width=150).print(table)


def _audit(address: str) -> Any:
    flags = " ".join(("--headless=new", *FLAGS))
    command = ["node", str(PROGRAM), address, "--output=json", "--quiet", f"--chrome-flags={flags}"]
    done = subprocess.run(
        command,
        env=os.environ | {"CHROME_PATH": find_chrome()},
        capture_output=True,
        text=True,
        check=True,
        timeout=180,
    )
    return json.loads(done.stdout)


def _below(report: Any) -> list[str]:
    weighted = [
        ref["id"] for category in report["categories"].values() for ref in category["auditRefs"] if ref["weight"]
    ]
    audits = report["audits"]
    return [f"{name} {audits[name]['score']:.2f}" for name in weighted if (audits[name]["score"] or 1) < 1]


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "site"))
