"""Sharing: what an address shows of itself, the buttons, the embed pages, the catalogue, the short addresses."""

import hashlib
import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from generator.reference.tables import read_table
from generator.reference.territories import departements, regions, territories
from generator.site.redirects import write_redirects
from tests.browser.conftest import Kinds, Tab

Open = Callable[..., Tab]
ADDRESS = "https://portraits.example/"
LOIRE = "departements/42-loire/"


def tags(page: str) -> dict[str, str]:
    found = re.findall(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)">', page)
    return {name: unescape(content) for name, content in found}


def test_each_page_shows_itself_and_a_picture_where_it_is_shared(kinds: Kinds) -> None:
    titles = []
    for path in kinds.pages:
        if "integrer/" in path or "fiche/" in path or path.endswith(".html"):
            continue
        page = (kinds.site / path / "index.html").read_text(encoding="utf-8")
        found = tags(page)
        assert f'<link rel="canonical" href="{ADDRESS}{path}"' in page
        assert found["twitter:card"] == "summary_large_image"
        for name in ("title", "description", "image"):
            assert found[f"og:{name}"]
        picture = kinds.site / found["og:image"].removeprefix(ADDRESS)
        with Image.open(picture) as opened:
            assert (opened.format, opened.size) == ("PNG", (1200, 630)), path
        assert picture.stat().st_size < 80_000
        titles.append(found["og:title"])
    assert len(titles) > 10
    assert len(set(titles)) == len(titles)


def test_every_file_of_the_catalogue_is_there(kinds: Kinds) -> None:
    catalogue = json.loads((kinds.site / "catalog.jsonld").read_text(encoding="utf-8"))
    # two editions, ten portraits of the newest
    assert len(catalogue["dcat:dataset"]) == 2 + 10
    for dataset in catalogue["dcat:dataset"]:
        assert dataset["dct:title"]
        assert "DÉMONSTRATION" in dataset["dct:description"]
        assert dataset["dcat:distribution"]
        for distribution in dataset["dcat:distribution"]:
            address = distribution["dcat:downloadURL"]["@id"]
            content = (kinds.site / address.removeprefix(ADDRESS)).read_bytes()
            assert distribution["dcat:byteSize"] == str(len(content))
            assert distribution["spdx:checksum"]["spdx:checksumValue"] == hashlib.sha256(content).hexdigest()
            assert distribution["dct:license"].startswith("https://")
    files = [d["dcat:downloadURL"]["@id"] for d in catalogue["dcat:dataset"][0]["dcat:distribution"]]
    assert {file.rpartition(".")[2] for file in files} == {"zip", "parquet", "json", "csv"}


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (LOIRE, "Loire"),
        (f"2023/{LOIRE}", "Loire"),
        ("regions/84-auvergne-rhone-alpes/", "Auvergne-Rhône-Alpes"),
        ("france/", "France"),
    ],
)
def test_a_portrait_is_a_dataset_for_search_engines(path: str, place: str, kinds: Kinds) -> None:
    page = (kinds.site / path / "index.html").read_text(encoding="utf-8")
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    said = json.loads(script)
    assert (said["@context"], said["@type"]) == ("https://schema.org", "Dataset")
    assert said["name"].startswith(place)
    assert 50 <= len(said["description"]) <= 5000
    assert said["description"] == tags(page)["og:description"]
    assert said["url"] == f"{ADDRESS}{path}"
    assert said["license"].startswith("https://")
    # made-up amounts are not the customs', nor drawn from theirs
    assert said["creator"] == {"@type": "Organization", "name": "Portraits du commerce extérieur"}
    assert "isBasedOn" not in said
    assert said["spatialCoverage"] == {"@type": "Place", "name": place}
    assert said["temporalCoverage"] == ("2023" if path.startswith("2023/") else "2024")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", said["dateModified"])
    assert said["datePublished"] == said["version"] == said["dateModified"]
    permanent = f"{ADDRESS}{path}" if path.startswith("2023/") else f"{ADDRESS}2024/{path}"
    assert said["identifier"] == permanent
    assert permanent in said["citation"]
    assert said["includedInDataCatalog"]["@type"] == "DataCatalog"
    if path.startswith("2023/"):  # whose files the catalogue lists
        assert "distribution" not in said
        return
    formats = set()
    for file in said["distribution"]:
        assert file["@type"] == "DataDownload"
        assert (kinds.site / file["contentUrl"].removeprefix(ADDRESS)).is_file(), file
        formats.add(file["encodingFormat"])
    assert formats == {
        "application/json",
        "application/csvm+json",
        "text/csv",
        "application/vnd.oasis.opendocument.spreadsheet",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }


def test_the_site_map_holds_each_page_of_the_newest_edition_and_nothing_else(kinds: Kinds) -> None:
    found = re.findall(r"<loc>([^<]+)</loc>", (kinds.site / "sitemap.xml").read_text(encoding="utf-8"))
    assert len(set(found)) == len(found)
    shown = set()
    for page in kinds.site.rglob("index.html"):
        text = page.read_text(encoding="utf-8")
        path = page.parent.relative_to(kinds.site).as_posix()
        # a sheet says again what its portrait says
        is_own = not path.startswith("2023") and page.parent.name != "fiche"
        if is_own and 'http-equiv="refresh"' not in text and 'name="robots" content="noindex"' not in text:
            shown.add(path)
    assert LOIRE[:-1] in shown
    assert set(found) == {ADDRESS if path == "." else f"{ADDRESS}{path}/" for path in shown}


def test_short_addresses_all_lead_somewhere(tmp_path: Path) -> None:
    paths = {f"{territory.path}/" for territory in territories()}
    for path in paths:
        (tmp_path / path).mkdir(parents=True)
        (tmp_path / path / "index.html").touch()
    write_redirects(tmp_path, territories())
    pages = {p.parent.relative_to(tmp_path).as_posix(): p for p in tmp_path.rglob("index.html") if p.stat().st_size}
    short = read_table("adresses_courtes.csv")
    assert len(pages) == len(departements()) + len(short)
    assert {row["region"] for row in short} == {r.code for r in regions() if not r.code.startswith("0")}
    assert not any(re.search(r"\d", row["abrege"]) for row in short)
    for address, page in pages.items():
        target = re.search(r'content="0; url=([^"]+)"', page.read_text(encoding="utf-8"))
        assert target, address
        assert target[1].replace("../", "") in paths
        assert target[1].count("../") == address.count("/") + 1


@pytest.mark.parametrize(
    ("selector", "copied"), [(".pce-take .pce-copy", ""), ("#fig-balance .pce-copy", "#fig-balance")]
)
def test_a_click_copies_the_public_address(selector: str, copied: str, kinds: Kinds, open_tab: Open) -> None:
    tab = open_tab(permissions=["clipboard-read", "clipboard-write"])
    tab.page.goto(f"{kinds.origin}/{LOIRE}")
    if copied:
        tab.page.locator(f"{copied} summary", has_text="Partager").click()
    tab.page.locator(selector).click()
    tab.until(f"document.querySelector('{selector}').textContent === 'Lien copié'")
    assert tab.page.evaluate("navigator.clipboard.readText()") == f"{ADDRESS}{LOIRE}{copied}"
    assert tab.page.locator(".pce-take__status").text_content() == "Lien copié"
    assert tab.watch.errors == []


def test_without_javascript_a_figure_still_has_its_link_and_its_code(kinds: Kinds, open_tab: Open) -> None:
    tab = open_tab(java_script_enabled=False)
    tab.page.goto(f"{kinds.origin}/{LOIRE}")
    details = tab.page.locator("#fig-flux-export .pce-figure__embed")
    details.locator("summary").click()
    assert all(area.is_visible() for area in details.locator("textarea").all())
    assert not any(button.is_visible() for button in details.locator("button").all())
    details.locator(".pce-copy").click()
    assert tab.page.url.endswith("#fig-flux-export")


def test_the_systems_own_way_to_share_is_offered_where_there_is_one(kinds: Kinds, open_tab: Open) -> None:
    tab = open_tab()
    tab.page.add_init_script("navigator.share = async (data) => { globalThis.shared = data }")
    tab.page.goto(f"{kinds.origin}/{LOIRE}")
    tab.page.locator(".pce-share").click()
    shared = tab.until("globalThis.shared")
    assert shared["url"] == f"{ADDRESS}{LOIRE}"
    assert shared["title"].startswith("Loire (42)")


FIRST = """() => {
    const panel = document.querySelector("#fig-balance .pce-figure__embed");
    const offered = panel.querySelectorAll(".pce-button:not(summary), textarea");
    return [...offered].map((each) => [each.textContent, parseFloat(getComputedStyle(each).fontSize)]);
}"""


@pytest.mark.parametrize("width", [390, 1280])
def test_the_picture_is_offered_first_then_the_link_the_reference_the_code(
    width: int, kinds: Kinds, open_tab: Open
) -> None:
    tab = open_tab(viewport={"width": width, "height": 844})
    tab.page.add_init_script(
        "navigator.canShare = ({ files }) => files[0].type === 'image/png';"
        "navigator.share = async ({ files, title }) => { globalThis.shared = [files[0].name, files[0].size, title] }"
    )
    tab.page.goto(f"{kinds.origin}/{LOIRE}")
    tab.page.locator("#fig-balance summary", has_text="Partager").click()
    tab.page.get_by_role("button", name="Envoyer l’image").wait_for()
    offered = tab.page.evaluate(FIRST)
    words = [text for text, _ in offered]
    assert words[:3] == ["Envoyer l’image", "Image (PNG)", "Lien"]
    assert "Copier la référence" in words[4]
    assert words[-2].startswith("<div style=")
    assert min(size for _, size in offered) >= 13
    tab.page.locator("#fig-balance").get_by_role("button", name="Envoyer l’image").click()
    name, size, title = tab.until("globalThis.shared")
    assert name.startswith("42-loire-balance-")
    assert size > 10_000
    assert "Principaux pays" in title
    assert tab.watch.errors == []


@pytest.fixture
def pasted(
    kinds: Kinds, open_tab: Open, serve: Callable[[Path], str], tmp_path: Path
) -> Callable[[str, int, int], Tab]:
    """Opens a page of ``screen`` pixels with a column of ``column`` that holds a figure of the Loire by its code."""

    def article(figure: str, screen: int, column: int) -> Tab:
        tab = open_tab(viewport={"width": screen, "height": 900})
        tab.page.goto(f"{kinds.origin}/{LOIRE}")
        code = tab.page.locator(f"#fig-{figure}-code").input_value()
        assert f'src="{ADDRESS}{LOIRE}integrer/{figure}/"' in code
        assert tab.page.locator(".pce-figure__embed").count() >= 4
        code = code.replace(ADDRESS, f"{kinds.origin}/")
        (tmp_path / "index.html").write_text(
            "<!doctype html><meta charset=utf-8><style>body{margin:0}article{box-sizing:border-box;padding:0 16px;"
            f"max-width:{column}px}}</style><article>{code}</article>",
            encoding="utf-8",
        )
        tab.page.goto(serve(tmp_path))
        within = tab.page.frame_locator("iframe")
        within.locator("img").evaluate("(img) => img.decode()")
        # the frame is lazy, and its sheet may come after its picture
        within.locator("html").evaluate(
            "() => document.readyState === 'complete' || new Promise((done) => addEventListener('load', done))"
            ".then(() => true)"
        )
        return tab

    return article


@pytest.mark.parametrize("figure", ["balance", "flux-export"])
@pytest.mark.parametrize(
    ("screen", "column"),
    [
        *((360, 360), (390, 320), (768, 360), (768, 640), (1024, 480), (1440, 320), (1440, 660), (1440, 900)),
        *((640, 560), (900, 900), (1024, 720), (1280, 400)),
    ],
)
def test_a_figure_in_a_column_is_neither_wider_than_it_nor_lower_than_its_page(
    screen: int, column: int, figure: str, pasted: Callable[[str, int, int], Tab]
) -> None:
    tab = pasted(figure, screen, column)
    frame = tab.page.locator("iframe").bounding_box()
    assert frame is not None
    assert frame["width"] == min(column - 32, 720)
    assert tab.page.evaluate("document.documentElement.scrollWidth") <= screen
    within = tab.page.frame_locator("iframe").locator("html")
    assert within.evaluate(
        "(root) => [root.scrollHeight - root.clientHeight, root.scrollWidth - root.clientWidth]"
    ) == [0, 0]
    # nor much higher
    left = within.evaluate("(root) => root.clientHeight - root.querySelector('p').getBoundingClientRect().bottom")
    assert left < 130


@pytest.mark.parametrize("column", [320, 506, 720])
def test_a_browser_that_cannot_measure_the_column_shows_all_of_a_figure(
    column: int, kinds: Kinds, open_tab: Open, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    tab = open_tab(viewport={"width": 1440, "height": 900})
    tab.page.goto(f"{kinds.origin}/{LOIRE}")
    code = tab.page.locator("#fig-balance-code").input_value().replace(ADDRESS, f"{kinds.origin}/")
    assert "cqw" in code
    unknown = code.replace("cqw", "unheardof").replace("container-type", "unheard-of")
    (tmp_path / "index.html").write_text(
        f"<!doctype html><body style='margin:0;width:{column}px'>{unknown}", encoding="utf-8"
    )
    tab.page.goto(serve(tmp_path))
    frame = tab.page.frame_locator("iframe")
    frame.locator("img").evaluate("(img) => img.decode()")
    box = tab.page.locator("iframe").bounding_box()
    assert box is not None
    assert box["width"] == column
    assert box["height"] == int(tab.page.locator("iframe").get_attribute("height") or 0) > 300
    assert frame.locator("html").evaluate("(root) => root.scrollHeight - root.clientHeight") == 0


def test_a_frame_that_lost_its_box_is_high_enough(
    kinds: Kinds, open_tab: Open, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    tab = open_tab(viewport={"width": 1440, "height": 900})
    tab.page.goto(f"{kinds.origin}/{LOIRE}")
    code = tab.page.locator("#fig-balance-code").input_value().replace(ADDRESS, f"{kinds.origin}/")
    alone = code[code.index("<iframe") : code.index("</div>")]
    for column in (320, 506, 640, 720):
        (tmp_path / "index.html").write_text(
            f"<!doctype html><body style='margin:0;width:{column}px'>{alone}", encoding="utf-8"
        )
        tab.page.goto(serve(tmp_path))
        frame = tab.page.frame_locator("iframe")
        frame.locator("img").evaluate("(img) => img.decode()")
        assert tab.page.evaluate("document.querySelector('iframe').clientWidth") == column
        assert frame.locator("html").evaluate("(root) => root.scrollHeight - root.clientHeight") == 0


def test_the_code_under_a_figure_shows_it_with_its_source(pasted: Callable[[str, int, int], Tab]) -> None:
    frame = pasted("flux-export", 390, 390).page.frame_locator("iframe")
    shown: dict[str, Any] = frame.locator("html").evaluate(
        "(root) => ({ width: root.querySelector('img').clientWidth, natural: root.querySelector('img').naturalWidth,"
        " links: [...root.querySelectorAll('a')].map((a) => a.href), text: root.innerText })"
    )
    assert min(shown["width"], shown["natural"]) > 280
    assert shown["links"] == [f"{ADDRESS}{LOIRE}#fig-flux-export"]
    assert "Source" in shown["text"]
    assert "Démonstration" in shown["text"]


@pytest.mark.parametrize(
    ("short", "page"),
    [("42/", LOIRE), (f"2024/{LOIRE}", LOIRE), (f"2024/{LOIRE}integrer/balance/", f"{LOIRE}integrer/balance/")],
)
def test_a_redirect_shows_the_head_of_its_page(short: str, page: str, kinds: Kinds) -> None:
    redirect, reached = ((kinds.site / at / "index.html").read_text(encoding="utf-8") for at in (short, page))
    shared = {name: told for name, told in tags(reached).items() if name == "description" or ":" in name}
    assert len(shared) >= 5
    assert tags(redirect).items() >= shared.items()
    for tag in ("<title>.*?</title>", '<link rel="canonical" href="[^"]*"'):
        (own,), (other,) = (re.findall(tag, text) for text in (redirect, reached))
        assert own == other


@pytest.mark.parametrize("javascript", [True, False])
def test_a_redirect_keeps_what_was_asked_and_the_place(javascript: bool, kinds: Kinds, open_tab: Open) -> None:
    tab = open_tab(java_script_enabled=javascript)
    tab.page.goto(f"{kinds.origin}/42/?de=presse#importations")
    asked = "?de=presse#importations" if javascript else ""
    tab.page.wait_for_url(f"{kinds.origin}/{LOIRE}{asked}")
    assert tab.watch.errors == []


def test_each_page_and_each_figure_gives_its_reference(kinds: Kinds, open_tab: Open) -> None:
    tab = open_tab(permissions=["clipboard-read", "clipboard-write"], viewport={"width": 390, "height": 800})
    tab.page.goto(f"{kinds.origin}/{LOIRE}")
    tab.page.locator(".pce-cite > summary").click()
    tab.until("document.querySelector('.pce-cite textarea').checkVisibility()")
    tab.page.get_by_role("button", name="Copier en BibTeX").last.click()
    tab.until("document.querySelector('.pce-cite [data-done]:last-of-type').textContent === 'Copié'")
    assert f"url = {{{ADDRESS}2024/{LOIRE}}}" in tab.page.evaluate("navigator.clipboard.readText()")
    figure = f"{ADDRESS}2024/{LOIRE}integrer/balance/"
    for name in ("reference", "bibtex", "code-fige"):
        assert figure in tab.page.locator(f"#fig-balance-{name}").input_value(), name
    # both lead to the figure
    for address in (figure, figure.replace("2024/", "")):
        assert (kinds.site / address.removeprefix(ADDRESS) / "index.html").is_file()
    for path in kinds.pages:
        if "integrer/" in path or "fiche/" in path or path.endswith(".html"):
            continue
        page = (kinds.site / path / "index.html").read_text(encoding="utf-8")
        permanent = re.findall(r"\nurl = \{([^}]+)\}\n\}</textarea></label>\s*<button", page)
        assert [address for address in permanent if "integrer/" not in address] == permanent[-1:], path
        for address in permanent:
            assert (kinds.site / address.removeprefix(ADDRESS) / "index.html").is_file(), path
