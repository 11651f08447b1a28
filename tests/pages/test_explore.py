"""The pages by product, country and Territoire d'industrie: which there are, what they say, in what French."""

import re
from collections.abc import Mapping
from dataclasses import replace

import pytest

from generator.compute import EditionData
from generator.exports.table_files import csv_text
from generator.figures.quarters import QUARTERLY_SERIES, quarterly_rows
from generator.pages.explore.pages import explore_pages
from generator.pages.explore.scripts import finder_index
from generator.pages.explore.topic import COUNTRIES, ExploreData, explore_data, topic_figure
from generator.pages.links import Links
from generator.portrait.ranking import Axis
from generator.reference.direction import Direction
from generator.reference.names import Names
from generator.reference.territories import territories
from tests.support.portraits import FORBIDDEN, MOVING, WRONG_FRENCH, text_of

EVERYTHING = frozenset(territories())


@pytest.fixture(scope="module")
def pages(demo: EditionData, everything: ExploreData) -> Mapping[str, str]:
    return {path: text() for path, text in explore_pages(everything, Links(False, EVERYTHING))}


def test_there_is_a_page_for_each(everything: ExploreData, pages: Mapping[str, str]) -> None:
    folders = [path.split("/")[0] for path in pages]
    assert folders.count("territoires-industrie") == 183 + 1
    assert folders.count("pays") == COUNTRIES + 1
    assert folders.count("produits") == len(everything.topics[Axis.PRODUCT]) + 1 <= 76 + 1
    assert {"produits/c21z-produits-pharmaceutiques.md", "pays/de-allemagne.md"} <= pages.keys()


def test_the_quarters_of_each_topic_add_up_to_its_year(
    demo: EditionData, everything: ExploreData, pages: Mapping[str, str]
) -> None:
    for topic in (topic for topics in everything.topics.values() for topic in topics.values()):
        assert len(topic.series) == 4
        assert sum(q.export_eur for q in topic.series) == topic.sides[Direction.EXPORT].value_eur
        assert sum(q.import_eur for q in topic.series) == topic.sides[Direction.IMPORT].value_eur
        assert pages[f"{topic.path}.md"].count('id="fig-trimestres"') == 1
        assert topic_figure(topic, demo.context)
        assert len(csv_text(QUARTERLY_SERIES.columns, quarterly_rows(topic.series)).splitlines()) == 5


def test_a_build_of_one_portrait_keeps_to_what_it_speaks_of(demo: EditionData) -> None:
    found = explore_data(demo)
    portrait = demo.portraits[next(iter(demo.pages))]
    spoken = {*portrait.flows[Direction.EXPORT].countries, *portrait.flows[Direction.IMPORT].countries}
    assert found.topics[Axis.COUNTRY].keys() <= spoken
    assert 0 < len(found.topics[Axis.PRODUCT]) <= 20
    assert all("42" in each.communes for each in found.industry)


def test_all_departements_stand_in_order_with_their_shares(demo: EditionData, pages: Mapping[str, str]) -> None:
    page = pages["pays/de-allemagne.md"]
    exported = page[page.index("{ #export }") : page.index("{ #import }")]
    values = [int(value) for value in re.findall(r'<td>\d+</td><td data-v="(\d+)">', exported)]
    once = [t for t in territories() if t.kind == "departement" and t.code != "2B"]
    expected = [demo.scopes[t].countries[Direction.EXPORT]["DE"] for t in once]
    assert values == sorted((value for value in expected if value), reverse=True)
    # Corsica, published as one, is one line; both of its halves' addresses lead to it
    (corsica,) = re.findall(r'<tr data-code="2A 2B" id="export-2a">.*?</th>', exported)
    assert 'id="export-2b"' in corsica
    assert ">Corse" in corsica
    first = exported[exported.index("pce-leaders__list") : exported.index("</ol>")]
    assert first.count("<li>") == 10


@pytest.mark.parametrize("fault", [*FORBIDDEN, MOVING, *WRONG_FRENCH])
def test_the_words_of_every_page(fault: str, pages: Mapping[str, str]) -> None:
    pattern = WRONG_FRENCH.get(fault) or rf"\b{fault}"
    found = [
        f"{path}: …{text[max(0, m.start() - 40) : m.end() + 30]!r}"
        for path, page in pages.items()
        for text in [text_of(re.sub(r"<table.*?</table>", "", page, flags=re.DOTALL))]
        for m in re.finditer(pattern, text, re.IGNORECASE if fault not in WRONG_FRENCH else 0)
    ]
    assert found == []


def test_every_page_is_marked_as_a_demonstration(pages: Mapping[str, str]) -> None:
    for path, page in pages.items():
        if not path.endswith("index.md"):
            assert "démonstration" in page.split("\n---\n")[0]
            assert "démonstration : montants inventés)" in page


def test_labels_from_the_files_are_only_text(demo: EditionData) -> None:
    hostile = '<b onclick="x">{{ 7*7 }}|`</b>'
    names = Names(products={"C21Z": hostile}, subproducts={}, countries={"DE": hostile})
    found = explore_data(replace(demo, names=names, pages=EVERYTHING))
    assert found.topics[Axis.COUNTRY]["DE"].path == "pays/de-allemagne"
    for path, text in explore_pages(found, Links(False, EVERYTHING)):
        body = text().split("\n---\n", 1)[1]
        assert "<b " not in body, path
        assert "{{" not in body, path
    assert "<b" not in finder_index(found)


def test_an_edition_without_trade_has_lists_that_say_so(demo: EditionData, everything: ExploreData) -> None:
    nothing = replace(everything, topics={axis: {} for axis in Axis}, industry=())
    pages = {path: text() for path, text in explore_pages(nothing, Links(True, EVERYTHING))}
    assert pages.keys() == {"produits/index.md", "pays/index.md", "territoires-industrie/index.md"}
    assert "aucun échange" in pages["pays/index.md"]


def test_a_list_begins_with_the_ten_first_each_way_and_is_by_exports(pages: Mapping[str, str]) -> None:
    for path in ("produits/index.md", "pays/index.md"):
        lists = re.findall(r'<ol class="pce-leaders__list">.*?</ol>', pages[path], flags=re.DOTALL)
        assert [each.count("<li>") for each in lists] == [10, 10]
        assert ["pce-bar--export" in each for each in lists] == [True, False]
        table = pages[path][pages[path].index("<tbody>") :]
        exports = [int(value) for value in re.findall(r'</th>\s*<td data-v="(\d+)">', table)]
        assert len(exports) > 50
        assert exports == sorted(exports, reverse=True)
        assert 'aria-sort="descending">Exportations' in pages[path]
