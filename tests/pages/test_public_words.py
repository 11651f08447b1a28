"""The words of every published page: one apostrophe, spaces that hold, no word of the workshop, no false zero."""

import html
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

pytestmark = pytest.mark.whole

WRONG = {
    # the totals, alone in their tag, are written as REFERENCE.md writes them
    "straight apostrophe": r"(?<!millions )[A-Za-zÀ-ÿ]'[A-Za-zÀ-ÿ]|millions d'euros(?!\n)",
    "word of the workshop": r"\bmake [a-z]+ (?:le|la|les) |\bmake (?:pdf|archive)\b|\.made\b|(?<!/)\bti-\d{4}\b",
    "zero for something": r"(?<![\d,])0,00\s%",
    "ordinal on the line": r"\b\d+(?:er|e) rang\b",
    "space that breaks": r"(?<=\S) [;?!:%»]|« ",
}


META = re.compile(r'<meta (?:name="description"|property="og:(?:title|description)") content="([^"]*)"')


@pytest.fixture(scope="module")
def texts(demo_site: Path) -> Mapping[str, str]:
    """The text of each page, code left out, by its path."""
    found = {}
    for page in sorted(demo_site.rglob("*.html")):
        written = page.read_text(encoding="utf-8")
        if 'http-equiv="refresh"' in written:
            continue
        words = re.sub(r"<(title|script|style|code|pre|textarea)\b.*?</\1>", "", written, flags=re.DOTALL)
        found[page.relative_to(demo_site).as_posix()] = html.unescape(re.sub(r"<[^>]*>", "\n", words))
    return found


@pytest.mark.parametrize("fault", WRONG)
def test_no_page_is_written_otherwise(fault: str, texts: Mapping[str, str]) -> None:
    assert len(texts) > 100
    found = [
        f"{path}: …{text[max(0, m.start() - 40) : m.end() + 20]!r}"
        for path, text in texts.items()
        if not path.startswith(("entretien/", "premiere-mise-en-ligne/"))  # for who maintains the site
        for m in re.finditer(WRONG[fault], text)
    ]
    assert found[:20] == []


def test_titles_and_descriptions_have_the_typography_of_the_text(demo_site: Path) -> None:
    found = {
        html.unescape(text)
        for page in demo_site.rglob("*.html")
        for text in META.findall(page.read_text(encoding="utf-8"))
    }
    assert len(found) > 100
    wrong = f"{WRONG['straight apostrophe']}|{WRONG['space that breaks']}"
    assert [text for text in found if re.search(wrong, text)] == []


def test_every_page_says_that_it_is_not_the_state_s(texts: Mapping[str, str]) -> None:
    without = [
        path
        for path, text in texts.items()
        if "Ce n’est pas un site de l’État" not in text and not re.search(r"integrer/|fiche/", path)
    ]
    assert without == []


def test_pages_of_an_earlier_edition_say_where_the_search_leads(texts: Mapping[str, str]) -> None:
    earlier = {path: text for path, text in texts.items() if re.match(r"\d{4}/(?!.*(?:integrer|fiche)/)", path)}
    assert earlier
    said = "Le menu et la recherche mènent à l’édition la plus récente"
    assert [path for path, text in earlier.items() if said not in text] == []
    assert said not in texts["index.html"]
