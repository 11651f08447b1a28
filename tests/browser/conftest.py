"""Chromium, pages that remember what went wrong on them, and a server for a folder."""

import socket
import subprocess
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

PROJECT = Path(__file__).resolve().parents[2]
ARCHIVE = "portraits-commerce-exterieur-2024-extrait"
"""The name of the archive and of the one folder in it."""

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_chrome() -> str:
    """The path of the machine's Chromium or Chrome, as `make test` finds it; fails when there is none."""
    found = subprocess.run([PROJECT / "tools/find-chrome"], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
    return found.stdout.strip()


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@pytest.fixture(scope="session")
def root(demo_archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in the archive, unpacked where a reader may well keep it."""
    folder = tmp_path_factory.mktemp("unpacked") / "Été, à lire #1"
    with zipfile.ZipFile(demo_archive / f"{ARCHIVE}.zip") as packed:
        packed.extractall(folder)
    assert [path.name for path in folder.iterdir()] == [ARCHIVE]
    return folder / ARCHIVE


@dataclass
class Watch:
    """What a page complained of, and every address it asked for."""

    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def foreign(self, origin: str) -> list[str]:
        """The requests that left ``origin``, those for data in the page itself excepted."""
        return [
            url for url in self.requests if urlsplit(url).scheme not in ("data", "blob") and not url.startswith(origin)
        ]


@dataclass(frozen=True)
class Tab:
    """A page and what is known of it."""

    page: Page
    watch: Watch

    def until(self, expression: str, seconds: float = 20) -> Any:
        """Waits until the JavaScript expression is truthy, and gives its value.

        Polled from here: Playwright's own waiting evaluates text in the page, which a strict policy forbids.
        """
        for _ in range(int(seconds * 20)):
            value = self.page.evaluate(expression)
            if value:
                return value
            self.page.wait_for_timeout(50)
        raise AssertionError(f"still not so after {seconds} s: {expression}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_chrome(), headless=True, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture
def open_tab(browser: Browser) -> Iterator[Callable[..., Tab]]:
    """Opens pages with Playwright's context options (viewport, has_touch, color_scheme…)."""
    with ExitStack() as contexts:

        def opened(**options: Any) -> Tab:
            context = contexts.enter_context(browser.new_context(locale="fr-FR", **options))
            page = context.new_page()
            watch = Watch()
            page.on("console", lambda said: watch.errors.append(said.text) if said.type == "error" else None)
            page.on("pageerror", lambda error: watch.errors.append(str(error)))
            page.on("request", lambda request: watch.requests.append(request.url))
            return Tab(page, watch)

        yield opened


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing: a page asks for dozens of files."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What is not found is answered with the site's own page, as hosts of static sites do."""
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serves a folder on this machine only; gives the address, without a slash at its end."""
    with ExitStack() as servers:

        def started(folder: Path) -> str:
            handler = partial(_Quiet, directory=str(folder))
            server = servers.enter_context(ThreadingHTTPServer(("127.0.0.1", 0), handler))
            servers.callback(server.shutdown)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            return f"http://127.0.0.1:{server.server_port}"

        yield started


@dataclass(frozen=True)
class Kinds:
    """A built site, where it is served, and the fullest page of each kind: each hand-written one, one of a folder."""

    site: Path
    origin: str
    pages: tuple[str, ...]


@pytest.fixture(scope="session")
def kinds(demo_site: Path, serve: Callable[[Path], str]) -> Kinds:
    """The demonstration site of two editions."""
    return Kinds(demo_site, serve(demo_site), tuple(one_of_each(demo_site)))


@pytest.fixture(scope="session")
def origin(kinds: Kinds) -> str:
    """Where the demonstration site is served."""
    return kinds.origin


FOLDERS = {"departements", "regions", "produits", "pays", "territoires-industrie", "integrer"}
"""What lies in one is of one kind."""


def one_of_each(site: Path) -> Iterator[str]:
    """The address in ``site`` of the fullest page of each kind: of a folder, or alone."""
    fullest: dict[tuple[str, ...], Path] = {}
    for page in sorted(site.rglob("*.html"), key=lambda page: page.stat().st_size):
        if 'http-equiv="refresh"' not in page.read_text(encoding="utf-8"):
            path = page.relative_to(site)
            parts = path.parent.parts if page.name == "index.html" else path.parts
            above = (None, *parts)
            fullest[tuple("*" if over in FOLDERS else part for over, part in zip(above, parts, strict=False))] = page
    for page in sorted(fullest.values()):
        yield page.relative_to(site).as_posix().removesuffix("index.html")
