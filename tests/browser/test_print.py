"""« Imprimer », from a telephone on which nothing was scrolled: every picture is there, as paper wants it."""

import io
import unicodedata
from collections.abc import Callable

import pytest
from pypdf import PdfReader

from tests.browser.conftest import Tab

Open = Callable[..., Tab]
LOIRE = "departements/42-loire/"
SHOWN = """[...document.querySelectorAll('.pce-figure__drawing img')].map((img) =>
    [img.closest('figure').id, img.currentSrc.match(/-(etroit|moyen)\\.svg/)?.[1] ?? '',
     img.complete && img.naturalWidth > 0])"""
BESIDE = {f"fig-flux-{way}-{wide}" for way in ("export", "import") for wide in ("region", "france")}


@pytest.mark.parametrize(("width", "size"), [(390, "etroit"), (768, "moyen"), (1280, "")])
def test_every_picture_has_come_before_it_is_printed(width: int, size: str, origin: str, open_tab: Open) -> None:
    tab = open_tab(viewport={"width": width, "height": 844}, has_touch=width < 1000)
    tab.page.add_init_script(
        f"""globalThis.print = () => {{
            dispatchEvent(new Event("beforeprint"));
            setTimeout(() => {{ globalThis.shown = {SHOWN}; dispatchEvent(new Event("afterprint")); }}, 0);
        }}"""
    )
    tab.page.goto(f"{origin}/{LOIRE}")
    before = tab.page.evaluate(SHOWN)
    assert not all(has_come for *_, has_come in before)
    tab.page.get_by_role("button", name="Imprimer").click()
    shown = tab.until("globalThis.shown")
    assert len(shown) == 9
    for figure, printed, has_come in shown:
        assert has_come, figure
        assert printed == ("etroit" if figure in BESIDE else ""), figure
    # the screen's own are back
    tab.until(f"{SHOWN}.every(([, size]) => size === '{size}')")
    assert tab.watch.errors == []


def test_what_is_printed_from_a_telephone_is_what_the_portraits_pdf_is(origin: str, open_tab: Open) -> None:
    tab = open_tab(viewport={"width": 390, "height": 844}, has_touch=True)
    tab.page.add_init_script("globalThis.print = () => { globalThis.asked = true }")
    tab.page.goto(f"{origin}/{LOIRE}")
    tab.page.get_by_role("button", name="Imprimer").click()
    tab.until("globalThis.asked")
    sheets = [page.extract_text() for page in PdfReader(io.BytesIO(tab.page.pdf(prefer_css_page_size=True))).pages]
    assert len(sheets) <= 9  # the machine's own letters are wider
    said = unicodedata.normalize("NFKC", " ".join(" ".join(sheets).split()))  # « ﬂ » is one letter
    # words that stand in the pictures alone
    assert said.count("Les cinq principaux flux") == 6
    assert "Produits exportés" in said
    assert "Pays, en millions d’euros" in said
    assert "Échanges :" in said  # of the wide drawing of activities


def test_an_earlier_editions_portrait_is_no_longer_on_paper(origin: str, open_tab: Open) -> None:
    tab = open_tab(viewport={"width": 1280, "height": 800})
    tab.page.add_init_script("globalThis.print = () => { globalThis.asked = true }")
    tab.page.goto(f"{origin}/2023/{LOIRE}")
    tab.page.get_by_role("button", name="Imprimer").click()
    tab.until("globalThis.asked")
    sheets = PdfReader(io.BytesIO(tab.page.pdf(prefer_css_page_size=True))).pages
    assert len(sheets) <= 9
    assert sum("Principales activités" in sheet.extract_text() for sheet in sheets) == 1


def test_the_home_pages_table_is_on_paper_only_if_it_was_open(origin: str, open_tab: Open) -> None:
    tab = open_tab(viewport={"width": 1280, "height": 800})
    tab.page.goto(origin)
    tab.until("typeof component$ !== 'undefined'")  # Material, which opens each <details> for print

    def sheets() -> list[str]:
        pages = PdfReader(io.BytesIO(tab.page.pdf(prefer_css_page_size=True))).pages
        return [unicodedata.normalize("NFKC", page.extract_text()) for page in pages]

    closed = sheets()
    assert len(closed) == 2
    assert "Ce que disent les chiffres" in closed[0]
    tab.page.get_by_text("Voir les valeurs en tableau").click()
    assert len(sheets()) > 3


def printed(tab: Tab) -> tuple[int, str]:
    """How many sheets the page is on paper, and its words."""
    sheets = PdfReader(io.BytesIO(tab.page.pdf(prefer_css_page_size=True))).pages
    return len(sheets), " ".join(" ".join(sheet.extract_text() for sheet in sheets).split())


@pytest.mark.parametrize("path", ["", "produits/", "departements/42-loire/"])
def test_each_sheet_of_a_demonstration_says_so(path: str, origin: str, open_tab: Open) -> None:
    tab = open_tab()
    tab.page.goto(f"{origin}/{path}")
    for sheet in PdfReader(io.BytesIO(tab.page.pdf(prefer_css_page_size=True))).pages:
        text = sheet.extract_text()
        assert "Démonstration : montants inventés" in text
        assert "Source : données des douanes, Licence Ouverte" not in text


def test_long_tables_are_printed_only_if_they_were_opened(origin: str, open_tab: Open) -> None:
    tab = open_tab()
    tab.page.goto(f"{origin}/approvisionnements/")
    tab.until("typeof component$ !== 'undefined'")
    count, words = printed(tab)
    assert count <= 6
    assert "Les postes à examiner" not in words
    tab.page.locator("#postes > summary").click()
    longer, words = printed(tab)
    assert longer > count
    assert "Les postes à examiner" in words


def test_a_duty_is_printed_with_the_products_chosen_if_not_all_are(origin: str, open_tab: Open) -> None:
    tab = open_tab()
    tab.page.goto(f"{origin}/droits-de-douane/?a=france&pays=US")
    tab.until("document.querySelectorAll('.pce-duty__products input').length > 20")
    assert "Choisir des produits" not in printed(tab)[1]
    tab.page.locator(".pce-duty__products > summary").click()
    tab.page.locator(".pce-duty__alone").nth(1).click()
    tab.until("document.querySelectorAll('.pce-duty__products :checked').length === 1")
    words = printed(tab)[1]
    assert "(1 sur" in words
    first = tab.page.locator(".pce-duty__products label span").first.inner_text()
    assert words.count(first) == 0
