"""What a phone waits for: a portrait of ours beside a plain ``fig.to_html()`` page of the same eight figures.

The phone of the project: 390 px wide, a processor four times slower, 150 ms away, 1.6 Mbit/s, nothing in its cache, a
server that compresses. `python -m tests.bench.phone [SITE]`; SITE is a built site, `site` by default.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
from playwright.sync_api import Browser, CDPSession, sync_playwright
from rich.console import Console
from rich.table import Table

from generator.charts.theme import LIGHT
from tests.bench.gzip_server import serving
from tests.browser.conftest import FLAGS, find_chrome

PORTRAIT = "departements/42-loire"
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}
SLOWER = 4
GOALS = {"first figure (s)": 1.5, "blocked (ms)": 300.0, "moved (kB)": 150.0, "layout shift": 0.0}

WATCH = """
globalThis.bench = { blocked: 0, shift: 0, first: null };
new PerformanceObserver((list) => list.getEntries().forEach((task) => {
  globalThis.bench.blocked += Math.max(0, task.duration - 50); })).observe({ type: "longtask", buffered: true });
new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
  globalThis.bench.shift += entry.value; })).observe({ type: "layout-shift", buffered: true });
const look = () => {
  const drawn = [...document.querySelectorAll("figure img, .js-plotly-plot .main-svg")].filter(
    (element) => element.tagName !== "IMG" || (element.complete && element.naturalWidth > 0));
  if (drawn.length > 0 && globalThis.bench.first === null) globalThis.bench.first = performance.now();
  requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""


@dataclass(frozen=True, slots=True)
class Measure:
    """Seconds to the first figure and to the text, milliseconds blocked, kilobytes moved, layout shift."""

    values: Mapping[str, float]


def main(site: Path) -> None:
    """Measures both pages and prints them side by side."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        plain = Path(folder)
        _write_plain_page(site / PORTRAIT, plain)
        browser = playwright.chromium.launch(executable_path=find_chrome(), args=list(FLAGS))
        with serving(site) as ours, serving(plain) as theirs:
            measures = [measure(browser, f"{ours}/{PORTRAIT}/"), measure(browser, f"{theirs}/")]
        browser.close()
    table = Table(title=f"{PORTRAIT} on a phone, before any tap", title_justify="left")
    for column in ("", "portrait", "plain page", "ratio", "goal"):
        table.add_column(column, justify="right")
    for name, mine in measures[0].values.items():
        other = measures[1].values[name]
        ratio = f"{other / mine:.1f}" if mine else "–"
        table.add_row(name, f"{mine:.2f}", f"{other:.2f}", ratio, f"{GOALS[name]:g}" if name in GOALS else "")
    Console().print(table)


def measure(browser: Browser, address: str) -> Measure:
    """One page, opened with an empty cache, its first figure in view; nothing is tapped."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, locale="fr-FR"
    )
    page = context.new_page()
    session = context.new_cdp_session(page)
    moved = _counted(session)
    session.send("Network.emulateNetworkConditions", NETWORK)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(WATCH)
    page.goto(f"{address}#balance", wait_until="load", timeout=120_000)
    for _ in range(600):
        if page.evaluate("globalThis.bench.first !== null"):
            break
        page.wait_for_timeout(50)
    page.wait_for_timeout(4000)
    found: dict[str, Any] = page.evaluate("globalThis.bench")
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0")
    context.close()
    return Measure(
        {
            "text (s)": paint / 1000,
            "first figure (s)": found["first"] / 1000,
            "blocked (ms)": found["blocked"],
            "moved (kB)": sum(moved) / 1000,
            "layout shift": found["shift"],
        }
    )


def _counted(session: CDPSession) -> list[float]:
    """The bytes of each answer as they came over the wire."""
    sizes: list[float] = []
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    return sizes


def _write_plain_page(portrait: Path, folder: Path) -> None:
    """The same eight figures as Plotly's own ``to_html()`` writes them, plotly.js beside the page."""
    page = (portrait / "index.html").read_text(encoding="utf-8")
    parts = []
    for number, source in enumerate(re.findall(r'data-figure-src="([^"]+)"', page)):
        script = (portrait / source).read_text(encoding="utf-8")
        spec = json.loads(script[script.index(",") + 1 : script.rindex(")")])["narrow"]
        text = re.sub(r"var\(--pce-([\w-]+)\)", lambda name: LIGHT[name[1]], json.dumps(spec))
        figure = go.Figure(json.loads(text), skip_invalid=True)
        library: bool | str = "directory" if number == 0 else False
        parts.append(f"<figure>{figure.to_html(full_html=False, include_plotlyjs=library)}</figure>")
    go.Figure().write_html(folder / "unused.html", include_plotlyjs="directory")
    (folder / "unused.html").unlink()
    head = '<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    (folder / "index.html").write_text(head + '<div id="balance"></div>' + "".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "site"))
