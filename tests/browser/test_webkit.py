"""The pictures in WebKit (iPhones, Safari), driven through WebKitGTK: they follow the site's switch.

WebKit draws the pictures of a page in the system's scheme, whatever the page's.
"""

import base64
import io
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest
from PIL import Image, ImageColor

from generator.figures import theme
from generator.figures.balance import BALANCE
from generator.figures.figure import FigureContext
from generator.figures.kind import FigureInput
from generator.portrait.model import PartnerBalance
from generator.reference.names import Names
from tests.browser.conftest import PROJECT, free_port
from tests.figures.drawn import wide
from tests.support.loire import portrait_of_balance

PAGE = """<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Essai</title>
<link rel="stylesheet" href="assets/stylesheets/colours.css">
<link rel="stylesheet" href="assets/stylesheets/figures.css">
<script src="assets/javascripts/figures.js" defer></script></head>
<body class="md-typeset" data-md-color-scheme="default" style="margin:0"><figure class="pce-figure">
<div class="pce-figure__drawing" data-figure="x" data-figure-src="x.js">
<picture><img src="balance.svg" alt="x"></picture></div>
<button type="button" class="pce-figure__activate" hidden>Explorer</button></figure></body></html>"""


class WebKit:
    """One window of WebKitGTK's own small browser, by the WebDriver protocol."""

    def __init__(self, driver: str, binary: Path, port: int, display: str) -> None:
        command = [driver, f"--port={port}"]
        self.process = subprocess.Popen(command, env={**os.environ, "DISPLAY": display})
        self.root = f"http://127.0.0.1:{port}"
        options = {"binary": str(binary), "args": ["--automation"]}
        wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        self.root += f"/session/{self.patiently('/session', wanted)['sessionId']}"

    def call(self, path: str, body: dict[str, Any] | None = None) -> Any:
        """POST with a body, else GET; gives the answer's value."""
        data = json.dumps(body).encode() if body is not None else None
        with urlopen(Request(self.root + path, data), timeout=30) as answer:
            return json.loads(answer.read())["value"]

    def patiently(self, path: str, body: dict[str, Any]) -> Any:
        """The same once the driver listens."""
        for _ in range(100):
            try:
                return self.call(path, body)
            except (URLError, ConnectionError):
                time.sleep(0.1)
        raise AssertionError("WebKit's driver does not answer")

    def close(self) -> None:
        with urlopen(Request(self.root, method="DELETE"), timeout=30):
            pass

    def run(self, script: str) -> Any:
        return self.call("/execute/sync", {"script": script, "args": []})

    def pixel(self, x: int, y: int) -> tuple[int, ...]:
        shot = base64.b64decode(self.call("/screenshot"))
        found = Image.open(io.BytesIO(shot)).convert("RGB").getpixel((x, y))
        assert isinstance(found, tuple)
        return found


@pytest.fixture(scope="module")
def webkit() -> Iterator[WebKit]:
    found = subprocess.run([PROJECT / "tools/find-webkit"], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
    browser = next(Path("/usr/lib").glob("*/webkit2gtk-4*/MiniBrowser"))
    read, write = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1100x900x24"], pass_fds=[write], stderr=subprocess.DEVNULL
    )
    os.close(write)
    with os.fdopen(read) as told:
        display = f":{told.readline().strip()}"
    window = WebKit(found.stdout.strip(), browser, free_port(), display)
    yield window
    window.close()
    for process in (window.process, screen):
        process.terminate()
        process.wait()


def test_a_picture_follows_the_sites_switch(webkit: WebKit, tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "docs/assets", tmp_path / "assets")
    with (tmp_path / "assets/stylesheets/colours.css").open("a", encoding="utf-8") as sheet:
        sheet.write(theme.page_colours())
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    context = FigureContext("Loire", "2024", "Source : douanes", demonstration=False)
    portrait = portrait_of_balance(PartnerBalance("DE", 3, 2))
    figure = BALANCE.draw(FigureInput(portrait, Names({}, {}, {}), context))
    assert figure is not None
    (tmp_path / "balance.svg").write_text(wide(figure).svg, encoding="utf-8")
    webkit.call("/url", {"url": (tmp_path / "index.html").as_uri()})
    assert webkit.run("return navigator.vendor").startswith("Apple")
    assert webkit.run("return matchMedia('(prefers-color-scheme: dark)').matches") is False
    for scheme, colours in (("default", theme.LIGHT), ("slate", theme.DARK), ("default", theme.LIGHT)):
        webkit.run(f"document.body.dataset.mdColorScheme = '{scheme}'")
        surface = ImageColor.getrgb(colours["surface"])
        for _ in range(50):
            if webkit.pixel(8, 150) == surface:
                break
            time.sleep(0.1)
        assert webkit.pixel(8, 150) == surface, scheme
