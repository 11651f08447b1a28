"""What a page may weigh on a phone: what is moved before a tap, and how many elements there are."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.conftest import Kinds
from tools.bench.gzip_server import serving

PORTRAITS = ("departements/42-loire/", "departements/2a-corse-du-sud/", "regions/84-auvergne-rhone-alpes/", "france/")
MOST_KB = dict.fromkeys(PORTRAITS, 52) | {"": 44}
MOST_REQUESTS = 7
MOST_ELEMENTS = 2000
PHONE: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def compressed(kinds: Kinds) -> Iterator[str]:
    with serving(kinds.site) as address:
        yield address


class Weighed:
    """A page opened on a phone with an empty cache, and what it moves: bytes on the line, heads included."""

    def __init__(self, browser: Browser, address: str) -> None:
        self._context = browser.new_context(viewport=PHONE, device_scale_factor=3, has_touch=True)
        self.page: Page = self._context.new_page()
        self.moved: list[float] = []
        session = self._context.new_cdp_session(self.page)
        session.send("Network.enable")
        session.on("Network.loadingFinished", lambda event: self.moved.append(event["encodedDataLength"]))
        self.asked: set[str] = set()
        self.page.on("request", lambda request: self.asked.add(request.url))
        self.page.goto(address, wait_until="networkidle")

    @property
    def kb(self) -> float:
        """Thousands of bytes so far."""
        return sum(self.moved) / 1000

    def close(self) -> None:
        self._context.close()


@pytest.mark.parametrize("path", MOST_KB)
def test_a_page_is_light_before_a_tap(path: str, compressed: str, browser: Browser) -> None:
    weighed = Weighed(browser, f"{compressed}/{path}")
    assert 10 < weighed.kb <= MOST_KB[path]
    asked = [url for url in weighed.asked if url.startswith("http")]
    assert 2 < len(asked) <= MOST_REQUESTS, asked
    weighed.close()


@pytest.mark.parametrize("path", PORTRAITS)
def test_a_portrait_has_few_elements(path: str, compressed: str, browser: Browser) -> None:
    weighed = Weighed(browser, f"{compressed}/{path}")
    count = weighed.page.evaluate("document.querySelectorAll('*').length")
    assert 500 < count <= MOST_ELEMENTS
    weighed.close()


def test_plotly_comes_with_a_tap_only(compressed: str, browser: Browser) -> None:
    weighed = Weighed(browser, f"{compressed}/{PORTRAITS[0]}")
    before = weighed.kb
    weighed.page.locator("#fig-balance .pce-figure__activate").click()
    weighed.page.locator("#fig-balance .js-plotly-plot .main-svg").first.wait_for()
    assert weighed.kb - before > 100

    weighed.close()
