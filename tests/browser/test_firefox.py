"""The archive in Firefox, from ``file://``: pictures follow the site's switch, figures come alive, the box finds."""

import base64
import io
import json
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageColor

from generator.figures import theme
from tests.browser.conftest import PROJECT, free_port

LOIRE = "departements/42-loire.html"


class Firefox:
    """One window, by Marionette: Firefox's own protocol, JSON over a socket, which needs no driver."""

    def __init__(self, binary: str, profile: Path) -> None:
        port = free_port()
        (profile / "user.js").write_text(f'user_pref("marionette.port", {port});\n', encoding="utf-8")
        command = [binary, "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._socket = self._connected(port)
        self._stream = self._socket.makefile("rwb")
        self._read()  # who it is
        self.call("WebDriver:NewSession", {})

    def _connected(self, port: int) -> socket.socket:
        for _ in range(300):
            try:
                return socket.create_connection(("127.0.0.1", port), timeout=60)
            except ConnectionError:
                time.sleep(0.1)
        raise AssertionError("Firefox does not answer")

    def _read(self) -> Any:
        length = b""
        while (sign := self._stream.read(1)) != b":":
            assert sign, "Firefox has gone"
            length += sign
        return json.loads(self._stream.read(int(length)))

    def call(self, name: str, parameters: dict[str, Any]) -> Any:
        """Gives the answer's value."""
        text = json.dumps([0, 1, name, parameters]).encode()
        self._stream.write(b"%d:%s" % (len(text), text))
        self._stream.flush()
        _, _, error, value = self._read()
        assert error is None, error
        return value["value"] if isinstance(value, dict) and "value" in value else value

    def run(self, script: str) -> Any:
        return self.call("WebDriver:ExecuteScript", {"script": script, "args": []})

    def until(self, expression: str) -> None:
        """Waits until the JavaScript expression is true."""
        for _ in range(300):
            if self.run(f"return Boolean({expression})"):
                return
            time.sleep(0.1)
        raise AssertionError(f"still not so: {expression}")

    def shot(self) -> Image.Image:
        """A picture of what is in view."""
        taken = self.call("WebDriver:TakeScreenshot", {"full": False})
        return Image.open(io.BytesIO(base64.b64decode(taken))).convert("RGB")

    def close(self) -> None:
        self._stream.close()
        self._socket.close()
        self.process.terminate()
        self.process.wait()


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    found = subprocess.run([PROJECT / "tools/find-firefox"], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
    window = Firefox(found.stdout.strip(), tmp_path_factory.mktemp("firefox"))
    yield window
    window.close()


def test_pictures_follow_the_switch_and_come_alive(firefox: Firefox, root: Path) -> None:
    firefox.call("WebDriver:Navigate", {"url": (root / LOIRE).as_uri()})
    drawing = "document.querySelector('#fig-balance .pce-figure__drawing')"
    firefox.run(f"document.querySelector('#fig-balance').scrollIntoView(); {drawing}.scrollIntoView()")
    firefox.until(f"{drawing}.querySelector('img').complete && {drawing}.querySelector('img').naturalWidth > 300")
    for scheme, colours in (("default", theme.LIGHT), ("slate", theme.DARK)):
        firefox.run(f"document.body.dataset.mdColorScheme = '{scheme}'")
        import_blue = ImageColor.getrgb(colours["import"])
        for _ in range(50):
            held = {colour for _, colour in firefox.shot().getcolors(1_000_000) or []}
            if import_blue in held:
                break
            time.sleep(0.1)
        assert import_blue in held, scheme
    # with a mouse it may have come alive by itself, and the button would lead back
    firefox.run(f"{drawing}.dataset.state || document.querySelector('#fig-balance .pce-figure__activate').click()")
    firefox.until("document.querySelector('#fig-balance .js-plotly-plot .main-svg')")


def test_the_box_finds_and_a_tab_opens(firefox: Firefox, root: Path) -> None:
    firefox.call("WebDriver:Navigate", {"url": (root / LOIRE).as_uri() + "#fig-flux-import-region"})
    firefox.until("document.querySelector('#fig-flux-import-region img').offsetWidth > 300")
    firefox.run(
        "const box = document.getElementById('pce-finder-input'); box.focus(); box.value = 'herault';"
        "box.dispatchEvent(new Event('input', { bubbles: true }))"
    )
    firefox.until("document.querySelector('[role=option]')?.textContent.startsWith('Hérault')")
