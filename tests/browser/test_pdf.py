"""The printed portraits: whole figures, no empty sheet, bookmarks, nothing of the machine; published where they fit."""

import json
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from generator.edition import edition_of_input
from generator.errors import SiteError
from generator.reference.territories import Territory, territories_of
from generator.site.build import build_site
from generator.site.pdf import paper_page, print_portraits, printable
from generator.site.plan import FINGERPRINTS, Archive, SitePlan, digest, published_archive
from generator.system.progress import Progress
from tests.browser.conftest import Kinds, Tab, find_chrome

Open = Callable[..., Tab]
PAGES = territories_of("42,976,region-84,france")
ARCHIVE = "portraits-commerce-exterieur-2024.zip"
NAMES = ("42-loire", "976-mayotte")
SHEETS = {"42-loire": 8, "976-mayotte": 8, "84-auvergne-rhone-alpes": 8, "france": 6}
"""At most, of each portrait."""


@pytest.fixture(scope="module")
def printed(kinds: Kinds, tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHROME", find_chrome())
        output = tmp_path_factory.mktemp("dist") / "pdf"
        expected = [each.slug for each in printable(kinds.site, PAGES) if each.html.is_file()]
        assert {"42-loire", "42-loire-fiche", "976-mayotte", "976-mayotte-fiche"} <= set(expected)
        assert print_portraits(kinds.site, output, PAGES, Progress()) == len(expected)
    return output


@pytest.fixture(autouse=True)
def chrome(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROME", find_chrome())


def held(thing: Any, *path: str | int) -> Any:
    """What lies in an object of a PDF, references followed."""
    thing = thing.get_object()
    for step in path:
        thing = thing[step].get_object()
    return thing


@pytest.mark.parametrize("name", SHEETS)
def test_each_sheet_is_a4_and_full_and_numbered(name: str, printed: Path) -> None:
    reader = PdfReader(printed / f"{name}.pdf")
    count = len(reader.pages)
    assert count <= SHEETS[name]
    for number, page in enumerate(reader.pages, start=1):
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
        heights: list[float] = []

        def see(text: str, outer: Any, own: Any, *_: Any, found: list[float] = heights) -> None:
            if text.strip():
                found.append(own[5] * outer[3] + outer[5])

        text = page.extract_text(visitor_text=see)
        foot = min(heights)  # the running foot
        assert foot < 60
        assert number == count or min(height for height in heights if height > foot + 15) < 421, number
        assert f"{number} / {count}" in text
        assert "commerce extérieur, 2024, démonstration" in text
        assert len(text) > 400, f"{name}, page {number} is nearly empty"


@pytest.mark.parametrize("name", NAMES)
def test_each_figure_stands_with_its_key_source_and_total_on_one_sheet(name: str, printed: Path) -> None:
    sheets = [" ".join(page.extract_text().split()) for page in PdfReader(printed / f"{name}.pdf").pages]
    found = []
    for caption, companions in (
        ("Principaux pays à l’import et à l’export", ("Lecture",)),
        ("Principales activités à l’import et à l’export", ("Lecture",)),
        ("Flux à l’export par produit et par pays", ("Lecture",)),
        ("Flux à l’import par pays et par produit", ("Lecture",)),
    ):
        (sheet,) = (text for text in sheets if caption in text)
        found.append(sheet)
        for words in (*companions, "Source"):
            assert words in sheet[sheet.index(caption) :], (caption, words)
        if noun := re.search("(?:ex|im)port(?= par)", caption):
            assert f"Total des {noun[0]}ations" in sheet[: sheet.index(caption)]
    assert found[0] == found[1] == sheets[1]  # two figures a sheet
    for words in ("L’essentiel", "Territoires d’industrie du département", "Précisions méthodologiques"):
        assert words in sheets[0]
    assert re.search("Territoires d’industrie · .* · 2024", sheets[0])
    for way in ("export", "import"):  # the région's flows and the country's, side by side
        (comparison,) = (text for text in sheets if f"{way.capitalize()}ations : comparaison avec" in text)
        assert f"Flux à l’{way}, France entière" in comparison
        assert (f"Flux à l’{way}, Auvergne-Rhône-Alpes" in comparison) == (name == "42-loire")


@pytest.mark.parametrize("name", NAMES)
def test_a_pdf_is_tagged_titled_and_light_with_its_fonts_and_bookmarks(name: str, printed: Path) -> None:
    file = printed / f"{name}.pdf"
    assert file.stat().st_size < 1_000_000
    reader = PdfReader(file)
    root = reader.root_object
    assert held(root, "/MarkInfo", "/Marked")
    assert held(root, "/Lang") == "fr"
    assert reader.metadata
    assert "commerce extérieur" in str(reader.metadata.title)
    titles = [item.title for item in reader.outline if not isinstance(item, list)]
    nested = re.findall(r"'/Title': '([^']+)'", str(reader.outline))
    assert any("Balance commerciale" in title for title in (*titles, *nested))
    fonts = [held(font) for page in reader.pages for font in held(page, "/Resources", "/Font").values()]
    assert any("SourceSans3" in font["/BaseFont"] for font in fonts if "/BaseFont" in font)
    for font in fonts:
        own = held(font, "/DescendantFonts", 0) if "/DescendantFonts" in font else font
        if own["/Subtype"] != "/Type3":
            embedded = {"/FontFile", "/FontFile2", "/FontFile3"} & held(own, "/FontDescriptor").keys()
            assert embedded, own["/BaseFont"]


def test_a_sheet_is_one_side_where_its_font_is_missing(kinds: Kinds, open_tab: Open, tmp_path: Path) -> None:
    tab = open_tab()
    sheets = [page for page in kinds.site.glob("*/*/fiche/index.html") if "<main>" in page.read_text("utf-8")]
    assert len(sheets) > 20
    for sheet in sheets:
        tab.page.goto(sheet.as_uri())
        tab.page.pdf(path=tmp_path / "sheet.pdf", prefer_css_page_size=True)
        assert len(PdfReader(tmp_path / "sheet.pdf").pages) == 1, sheet.parent.parent.name


def test_a_sheet_is_one_side_of_a4_in_letters_of_nine_points_at_least(printed: Path) -> None:
    sheets = sorted(printed.glob("*-fiche.pdf"))
    assert len(sheets) >= 2
    for sheet in sheets:
        (page,) = PdfReader(sheet).pages
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
        sizes: list[float] = []

        def see(text: str, outer: Any, own: Any, _font: Any, size: float, found: list[float] = sizes) -> None:
            if text.strip():
                found.append(abs(size * own[3] * outer[3]))

        text = page.extract_text(visitor_text=see)
        assert "démonstration" in text.lower()
        assert "https://" in text
        assert min(sizes) > 8.95


@pytest.mark.parametrize("name", NAMES)
def test_a_pdf_tells_nothing_of_the_machine_that_made_it(name: str, printed: Path) -> None:
    links = [
        annotation.get_object()["/A"]["/URI"]
        for page in PdfReader(printed / f"{name}.pdf").pages
        for annotation in page.get("/Annots", [])
        if "/URI" in annotation.get_object().get("/A", {})
    ]
    assert links
    assert all(re.match(r"https://|mailto:", link) for link in links)
    assert b"file://" not in (printed / f"{name}.pdf").read_bytes()


def test_the_same_page_gives_the_same_bytes_and_is_printed_once(kinds: Kinds, printed: Path, tmp_path: Path) -> None:
    assert print_portraits(kinds.site, printed, PAGES, Progress()) == 0
    assert print_portraits(kinds.site, tmp_path, territories_of("976"), Progress()) == 3
    assert (tmp_path / "976-mayotte.pdf").read_bytes() == (printed / "976-mayotte.pdf").read_bytes()
    (tmp_path / "976-mayotte.pdf").unlink()
    assert print_portraits(kinds.site, tmp_path, territories_of("976"), Progress()) == 1


def archived(folder: Path, portraits: Mapping[Territory, str]) -> bytes:
    """Writes an archive that has the ``portrait.json`` of some territories, with its sum, and gives its content."""
    with zipfile.ZipFile(folder / ARCHIVE, "w") as archive:
        archive.writestr("other files", bytes(1_500_000))
        for territory, text in portraits.items():
            archive.writestr(f"{Path(ARCHIVE).stem}/{territory.path}/portrait.json", text)
    content = (folder / ARCHIVE).read_bytes()
    (folder / f"{ARCHIVE}.sha256").write_text(f"{digest(content)}  {ARCHIVE}\n", encoding="ascii")
    return content


def test_only_prints_of_the_same_data_are_published_and_the_archive_with_its_size(
    kinds: Kinds, printed: Path, demo_folder: Path, earlier_folder: Path, tmp_path: Path
) -> None:
    dist = tmp_path / "dist"
    (dist / "pdf").mkdir(parents=True)
    for file in printed.iterdir():
        (dist / "pdf" / file.name).write_bytes(file.read_bytes())
    prints = json.loads((dist / "pdf" / FINGERPRINTS).read_text(encoding="utf-8"))
    prints["976-mayotte"]["donnees"] = "of another edition"
    (dist / "pdf" / FINGERPRINTS).write_text(json.dumps(prints), encoding="utf-8")
    data = {t: (kinds.site / t.path / "portrait.json").read_text(encoding="utf-8") for t in PAGES}
    content = archived(dist, data)
    site = tmp_path / "site"
    # quarters of both editions stand in each portrait's data
    earlier = [edition_of_input(2023, earlier_folder)]
    newest = edition_of_input(2024, demo_folder)
    build_site(SitePlan(newest, PAGES, earlier, extras=dist), site, Progress())
    loire, mayotte = (site / "departements" / name for name in NAMES)
    assert (loire / "portrait.pdf").read_bytes() == (printed / "42-loire.pdf").read_bytes()
    assert 'href="portrait.pdf" download="42-loire-2024-demonstration.pdf"' in (loire / "index.html").read_text(
        encoding="utf-8"
    )
    assert not (mayotte / "portrait.pdf").exists()
    assert "portrait.pdf" not in (mayotte / "index.html").read_text(encoding="utf-8")
    assert "portrait.pdf" not in (kinds.site / "departements/42-loire/index.html").read_text(encoding="utf-8")
    assert (site / "telechargements" / ARCHIVE).read_bytes() == content
    page = (site / "donnees/index.html").read_text(encoding="utf-8")
    assert f'href="../telechargements/{ARCHIVE}"' in page
    size = f"{len(content) / 10**6:.1f}".replace(".", ",")
    assert f"({size} Mo)" in page.replace("\u00a0", " ").replace("&nbsp;", " ")
    assert digest(content) in page
    without = (kinds.site / "donnees/index.html").read_text(encoding="utf-8")
    assert "pas jointe à cette copie du site" in without


def test_an_archive_of_other_figures_or_of_another_sum_is_not_published(tmp_path: Path) -> None:
    edition = edition_of_input(2024, tmp_path)
    assert published_archive(tmp_path, edition, {}) is None
    whole = dict.fromkeys(PAGES, "figures")
    content = archived(tmp_path, whole)
    assert published_archive(tmp_path, edition, whole) == Archive(ARCHIVE, len(content), digest(content))
    with pytest.raises(SiteError, match=r"other figures of France; run `make archive`"):
        published_archive(tmp_path, edition, whole | dict.fromkeys(territories_of("france"), "revised"))
    archived(tmp_path, dict.fromkeys(territories_of("42"), "figures"))
    with pytest.raises(SiteError, match=r"not an archive of these pages .*; run `make archive`"):
        published_archive(tmp_path, edition, whole)
    (tmp_path / ARCHIVE).write_bytes(content[:-1])
    with pytest.raises(SiteError, match=r"does not match its \.sha256; run `make archive`"):
        published_archive(tmp_path, edition, whole)


def test_an_address_or_a_title_cannot_leave_its_place_on_the_sheet(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text(
        '<head><link rel="canonical" href="https://a.example/b/">'
        '<meta property="og:title" content="&lt;/style&gt;&lt;b&gt; &quot;\\é&quot;">'
        '<script type="application/ld+json">{"dateModified": "2026-11-21"}</script></head>'
        '<a href="../c/?d=1&#38;e">x</a><a href="#f">y</a><a href="mailto:g@h.example">z</a>',
        encoding="utf-8",
    )
    html = paper_page(page, printer="p").html
    (_, style) = re.findall(r"<style>(.*?)</style>", html)
    margins = (
        r'{ @top-left { content: "\3c \2f style\3e \3c b\3e  \22 \5c é\22 " }'
        r' @bottom-left { content: "https:\2f \2f a.example\2f b\2f " } }'
    )
    assert style == f"@page {margins} @page demonstration {margins}"
    assert re.findall(r'<a href="([^"]+)"', html) == ["https://a.example/c/?d=1&#38;e", "#f", "mailto:g@h.example"]
    assert "<script" not in html
    with pytest.raises(SiteError, match="not a portrait"):
        page.write_text("<p>", encoding="utf-8")
        paper_page(page, printer="p")
