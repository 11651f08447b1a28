"""Of Material's style sheets only the rules in use are in the site: nothing looks otherwise than with all of them."""

import re
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Route

from generator.figures.theme import sheet_colours
from tests.browser.acts import menu, search
from tests.browser.conftest import PROJECT, Kinds, Tab

SOURCES = PROJECT / "docs/assets/stylesheets"
PAGES = (
    "",
    "404.html",
    "departements/",
    "departements/42-loire/",
    "departements/2a-corse-du-sud/",
    "regions/84-auvergne-rhone-alpes/",
    "france/",
    "comparer/",
    "droits-de-douane/",
    "donnees/",
    "methode/",
    "produits/",
)
_REPLACED = re.compile(
    r"[^{}]*(?:tabbed-(?:set|labels|content|block)|admonition|md-typeset [^{}]*(?:details|summary))[^{}]*\{[^{}]*\}"
)
"""Material's tabs, notes and <details>: ours are in their place."""
STATES: dict[int, tuple[tuple[Literal["light", "dark"], Literal["screen", "print"]], ...]] = {
    390: (("light", "screen"), ("dark", "screen")),
    1280: (("light", "screen"), ("light", "print")),
}
"""By width of the window."""
DIFFERENT = """async () => {
  const link = document.querySelector('link[rel=stylesheet]');
  const served = link.href;
  for (const fold of document.querySelectorAll('details')) fold.open = true;
  // A picture changes its drawing some time after the medium has changed, and the page its height.
  for (const image of document.images) image.loading = 'eager';
  const drawn = (image) => {
    const chosen = [...image.parentElement.querySelectorAll('source')].find(({ media }) => matchMedia(media).matches);
    return image.complete && image.currentSrc === new URL(chosen?.srcset ?? image.src, location).href;
  };
  // The buttons for images come a little after « Partager » is open.
  const isSettled = () => [...document.images].every(drawn) && !document.querySelector('.pce-figure__png[hidden]');
  while (!isSettled()) await new Promise(requestAnimationFrame);
  const seen = new Set();
  const named = (element) => `${element.localName}.${element.getAttribute('class')}.${element.hidden}`;
  const looked = [...document.querySelectorAll('*')].filter((element) => {
    if (element.closest('head, svg *')) return false;
    const around = [element.parentElement?.parentElement, element.parentElement, element];
    const place = around.map((each) => each && named(each)).join();
    return !seen.has(place) && seen.add(place);
  });
  const looks = () => looked.map((element) => [null, '::before', '::after'].map((part) => {
    const style = getComputedStyle(element, part);
    if (part && style.content === 'none') return ['nothing'];
    const names = Array.from(style).filter((name) => !name.startsWith('--'));  // variables that nothing uses are gone
    return names.map((name) => `${name}: ${style.getPropertyValue(name)}`);
  }));
  const read = async (address) => {
    await new Promise((resolve, reject) => {
      const next = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: address });
      const before = document.querySelector('link[rel=stylesheet]');
      next.onload = () => { before.remove(); resolve(); };
      next.onerror = reject;
      before.after(next); // removed once the next is there: Material's script would answer to a page without any
    });
    return looks();
  };
  // both after a change of sheets: Chromium tells of some margins otherwise before one
  const whole = await read(served.replace(/[a-z]+\\.css$/, 'whole-$&'));
  const ours = await read(served);
  const found = [];
  looked.forEach((element, place) => ours[place].forEach((style, part) => style.forEach((line, one) => {
    const other = whole[place][part][one] ?? 'nothing';
    if (line !== other)
      found.push(`${named(element)} ${part}: ${line}, with all rules ${other}`);
  })));
  return { looked: looked.length, found: found.slice(0, 20) };
}"""


def whole_sheet(name: str) -> str:
    """What a sheet of ours would be with Material's two sheets in it as they are."""
    if name in ("material", "material-light"):
        spec = find_spec("material")
        assert spec
        assert spec.origin
        folder = Path(spec.origin).parent / "templates/assets/stylesheets"
        found = [next(folder.glob(f"{part}.*.min.css")) for part in ("main", "palette")]
        return _REPLACED.sub("", "".join(file.read_text(encoding="utf-8") for file in found))
    text = sheet_colours().get(name, "") + (SOURCES / name).read_text(encoding="utf-8")
    return re.sub(r'@import "(?:\./)?([\w.-]+)";', lambda part: whole_sheet(part[1]), text)


@pytest.fixture(params=STATES)
def tab(request: pytest.FixtureRequest, open_tab: Callable[..., Tab]) -> Tab:
    opened = open_tab(viewport={"width": request.param, "height": 900}, reduced_motion="reduce")
    for name in ("portraits.css", "pages.css", "index.css"):
        opened.page.route(f"**/whole-{name}", partial(_answer, whole_sheet(name)))
    return opened


def _answer(sheet: str, route: Route) -> None:
    route.fulfill(body=sheet, content_type="text/css")


def differences(tab: Tab) -> list[str]:
    found: dict[str, Any] = tab.page.evaluate(DIFFERENT)
    assert found["looked"] > 40
    return list(found["found"])


def open_page(tab: Tab, address: str) -> None:
    """Opens a page and waits for Material's script: what it adds is styled too, and it then says no other words."""
    tab.page.goto(address)
    tab.until("document.querySelector('.md-search-result__meta')?.textContent.startsWith('Taper')")
    tab.page.wait_for_timeout(300)  # it sets heights


@pytest.mark.parametrize("path", PAGES)
def test_a_page_looks_as_with_all_of_materials_rules(path: str, kinds: Kinds, tab: Tab) -> None:
    open_page(tab, f"{kinds.origin}/{path}")
    assert tab.page.viewport_size
    for scheme, media in STATES[tab.page.viewport_size["width"]]:
        tab.page.emulate_media(color_scheme=scheme, media=media)
        tab.until(f"document.body.dataset.mdColorScheme === '{'slate' if scheme == 'dark' else 'default'}'")
        assert differences(tab) == [], (scheme, media)


@pytest.mark.parametrize("act", [menu, search])
def test_so_does_what_a_reader_opens(act: Callable[[Tab], None], kinds: Kinds, tab: Tab) -> None:
    if act is menu:
        tab.page.set_viewport_size({"width": 320, "height": 900})
    open_page(tab, f"{kinds.origin}/methode/")
    act(tab)
    tab.page.wait_for_timeout(500)
    assert differences(tab) == []
