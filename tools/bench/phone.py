"""Loading times on a phone: our home page and a portrait, compared with a ``fig.to_html()`` page of the same figures.

The phone is 390 px wide, with a CPU slowed four times, 150 ms latency, 1.6 Mbit/s, an empty cache, and a server that
compresses. `python -m tools.bench.phone [SITE]`; SITE is a built site, `site` by default. Each number is a median.
"""

import json
import re
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import plotly.graph_objects as go
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright
from plotly.offline import get_plotlyjs
from rich.console import Console
from rich.table import Table

from generator.figures.theme import LIGHT
from tests.browser.conftest import FLAGS, find_chrome
from tests.support.figures import published_specs
from tools.bench.gzip_server import serving

PORTRAIT = "departements/42-loire"
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}
SLOWER = 4
RUNS = 3
FIRST_TAP, LATER_TAP = "live after the first tap (s)", "live after a tap, 6 s in view (s)"
GOALS = {
    "text (s)": 0.8,
    "moved (kB)": 46,
    "requests": 7,
    "blocked (ms)": 20,
    "layout shift": 0,
    "all eight figures (s)": 1.6,
    FIRST_TAP: 1.6,
    LATER_TAP: 1.6,
}
"""At most, before and after the first tap."""
PEER = {"text (s)": 0.57, "moved (kB)": 32, "requests": 7, "all eight figures (s)": 1.2, FIRST_TAP: 1.0}
"""The same portraits built with Astro, measured in the same way in 2026-11."""

WATCH = """
globalThis.bench = { blocked: 0, shift: 0, ready: null, first: null, all: null };
new PerformanceObserver((list) => list.getEntries().forEach((task) => {
  globalThis.bench.blocked += Math.max(0, task.duration - 50); })).observe({ type: "longtask", buffered: true });
new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
  globalThis.bench.shift += entry.value; })).observe({ type: "layout-shift", buffered: true });
const drawn = (figure) => {
  const image = figure.querySelector("img");
  return image ? image.complete && image.naturalWidth > 0 : figure.querySelector(".main-svg") !== null;
};
const look = () => {
  if (document.readyState === "complete") globalThis.bench.ready ??= performance.now();
  const figures = [...document.querySelectorAll("figure")];
  if (figures.some(drawn)) globalThis.bench.first ??= performance.now();
  if (document.readyState === "complete" && figures.every(drawn)) globalThis.bench.all ??= performance.now();
  requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""
TAP = """(button) => {
  const box = button.closest("figure").querySelector(".pce-figure__drawing");
  const began = performance.now();
  new MutationObserver(() => {
    if (box.dataset.state === "live") requestAnimationFrame(() => {
      globalThis.bench.live ??= performance.now() - began;
    });
  }).observe(box, { attributeFilter: ["data-state"] });
  button.click();
}"""
LOAD_ALL = """
addEventListener("DOMContentLoaded", () => {
  for (const image of document.images) image.loading = "eager";
});
"""
"""Loads every figure at once, as a reader does who scrolls straight down the page."""


def main(site: Path) -> None:
    """Measures the pages and prints them side by side."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        plain = Path(folder)
        write_plain_page(site / PORTRAIT, plain)
        browser = playwright.chromium.launch(executable_path=find_chrome(), args=list(FLAGS))
        with serving(site) as ours, serving(plain) as theirs:
            home = measure(browser, f"{ours}/")
            mine, plain_page = (
                measure(browser, page) | all_figures(browser, page) for page in (f"{ours}/{PORTRAIT}/", f"{theirs}/")
            )
            for name, seconds in ((FIRST_TAP, 1.5), (LATER_TAP, 6)):
                mine[name] = live_after_tap(browser, f"{ours}/{PORTRAIT}/", seconds)
        browser.close()
    table = Table(title="On a phone", title_justify="left")
    columns = {"home": home, PORTRAIT: mine, "plain page": plain_page, "Astro": PEER, "goal": GOALS}
    for column in ("", *columns):
        table.add_column(column, justify="right")
    for name in mine:
        table.add_row(name, *(f"{each[name]:.3g}" if name in each else "" for each in columns.values()))
    Console().print(table)


def live_after_tap(browser: Browser, address: str, in_view: float) -> float:
    """Seconds from the tap on a figure's button to its plot, after the figure was ``in_view`` seconds in view."""
    seconds = []
    for _ in range(RUNS):
        with _opened(browser, f"{address}#fig-balance", "first", WATCH) as (page, _moved):
            page.wait_for_timeout(1000 * in_view)
            button = page.locator("#fig-balance .pce-figure__activate")
            button.evaluate("(e) => e.scrollIntoView({ block: 'center' })")
            button.evaluate(TAP)
            for _ in range(600):
                if live := page.evaluate("globalThis.bench.live"):
                    break
                page.wait_for_timeout(50)
            seconds.append(float(live) / 1000)
    return float(statistics.median(seconds))


def measure(browser: Browser, address: str) -> dict[str, float]:
    """Opens a page without any tap. Blocked: the part of each task beyond 50 ms."""
    runs = []
    for _ in range(RUNS):
        with _opened(browser, address, "ready", WATCH) as (page, moved):
            page.wait_for_timeout(4000)
            found: dict[str, float] = page.evaluate("globalThis.bench")
            paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0")
            runs.append(
                {
                    "text (s)": paint / 1000,
                    "blocked (ms)": found["blocked"],
                    "moved (kB)": sum(moved) / 1000,
                    "requests": len(moved),
                    "layout shift": found["shift"],
                }
            )
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


def all_figures(browser: Browser, address: str) -> dict[str, float]:
    """Seconds until all eight figures are shown when all are loaded at once."""
    seconds = []
    for _ in range(RUNS):
        with _opened(browser, address, "all", WATCH + LOAD_ALL) as (page, _moved):
            seconds.append(page.evaluate("globalThis.bench.all") / 1000)
    return {"all eight figures (s)": statistics.median(seconds)}


@contextmanager
def _opened(browser: Browser, address: str, until: str, script: str) -> Iterator[tuple[Page, list[float]]]:
    """Opens a page on the phone; yields it once ``bench[until]`` is set, with the bytes of each response."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, locale="fr-FR"
    )
    page = context.new_page()
    session = context.new_cdp_session(page)
    moved = _response_sizes(session)
    session.send("Network.emulateNetworkConditions", NETWORK)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(script)
    page.goto(address, wait_until="load", timeout=120_000)
    for _ in range(600):
        if page.evaluate(f"globalThis.bench.{until} !== null"):
            break
        page.wait_for_timeout(50)
    yield page, moved
    context.close()


def _response_sizes(session: CDPSession) -> list[float]:
    """A list that receives the encoded size of each response, in bytes."""
    sizes: list[float] = []
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    return sizes


def write_plain_page(portrait: Path, folder: Path) -> None:
    """Writes a page of the same eight figures with Plotly's ``to_html()``, with plotly.js as a file of its own."""
    page = (portrait / "index.html").read_text(encoding="utf-8")
    parts = []
    for number, source in enumerate(re.findall(r'data-figure-src="([^"]+)"', page)):
        specs = published_specs(portrait / source)
        text = re.sub(r"var\(--pce-([\w-]+)\)", lambda name: LIGHT[name[1]], json.dumps(specs["narrow"]))
        figure = go.Figure(json.loads(text), skip_invalid=True)
        library: bool | str = "directory" if number == 0 else False
        parts.append(f"<figure>{figure.to_html(full_html=False, include_plotlyjs=library)}</figure>")
    (folder / "plotly.min.js").write_text(get_plotlyjs(), encoding="utf-8")
    head = '<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    (folder / "index.html").write_text(head + '<div id="balance"></div>' + "".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "site"))
