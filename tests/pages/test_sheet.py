"""The sheets of one side: what they say, for every territory, and that they say no more than the portraits."""

import html
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from generator.compute import EditionData
from generator.french.words import no_break_spaces
from generator.pages.explore.map import exports_measure
from generator.pages.explore.topic import explore_data
from generator.pages.links import Links
from generator.pages.portrait.page import EditionSite
from generator.pages.sheet import dossier, dossier_sheet, portrait_sheet
from generator.portrait.evolution import evolution
from generator.portrait.ranking import Axis, leading_codes
from generator.portrait.trade import Scope
from generator.reference.direction import Direction
from generator.reference.industry import IndustryTerritory, industry_territories
from generator.reference.territories import Territory, france, territories
from generator.site.files import site_of
from tests.support.portraits import FORBIDDEN, WRONG_FRENCH, prepared_from

pytestmark = pytest.mark.whole

BY_KEY = {t.key: t for t in territories()}
LOIRE = BY_KEY["42"]
ADDRESS = "https://portraits.example/"


@pytest.fixture(scope="module")
def demo(demo_folder: Path) -> EditionData:
    return prepared_from(demo_folder)


@pytest.fixture(scope="module")
def site(demo: EditionData) -> EditionSite:
    return site_of(demo, Links(False, demo.pages, ADDRESS), explore_data(demo))


@pytest.fixture(scope="module")
def sheets(site: EditionSite, demo: EditionData) -> dict[Territory, str]:
    return {t: no_break_spaces(portrait_sheet(site, p)[0]) for t, p in demo.portraits.items()}


def text_of(page: str) -> str:
    body = re.sub(r"<svg.*?</svg>", "", page[page.index("<main>") :], flags=re.DOTALL)
    lines = re.sub(r"</?(?:li|p|h\d|div|section|ul|ol|header|figcaption|footer|br)\b[^>]*>", "\n", body)
    return html.unescape(re.sub(r"<[^>]+>", "", lines))


def test_each_territory_has_its_sheet_in_right_words(sheets: dict[Territory, str]) -> None:
    assert len(sheets) == 120
    for territory, sheet in sheets.items():
        text = text_of(sheet)
        assert "Démonstration : tous les montants sont inventés".replace(" :", "\u00a0:") in text
        assert territory.name in text
        assert f"https://portraits.example/{territory.path}/" in text
        for pattern in (*FORBIDDEN, *WRONG_FRENCH.values()):
            found = [m[0] for line in text.split("\n") for m in re.finditer(pattern, line.strip())]
            # a caveat may name what the data do not say
            assert [each for each in found if each not in ("employés",)] == [], (territory.name, pattern)
        assert "None" not in text


def test_its_leading_codes_are_the_largest_of_the_portrait(demo: EditionData) -> None:
    leading = leading_codes(demo.scopes[LOIRE])
    for direction in Direction:
        countries = demo.scopes[LOIRE].countries[direction]
        order = sorted(countries, key=lambda code: (-countries[code], code))[:5]
        assert list(leading[Axis.COUNTRY][direction]) == [(code, countries[code]) for code in order]
        products = demo.scopes[LOIRE].products[direction]
        order = sorted(products, key=lambda code: (-products[code], code))[:5]
        assert list(leading[Axis.PRODUCT][direction]) == [(code, products[code]) for code in order]


def test_a_map_tells_the_change_of_those_whose_change_is_told(demo: EditionData) -> None:
    trade = demo.scopes[LOIRE]
    doubled = replace(trade.totals, export_eur=2 * trade.totals.export_eur)
    evolved = replace(evolution(trade, trade, (2023, 2024)), after=doubled)
    measure = exports_measure(replace(demo, evolutions={LOIRE: evolved}), BY_KEY["region-84"])
    assert {t.region_code for t in measure.shades} == {"84"}
    assert measure.shades[LOIRE].note == "39ᵉ sur 100, +100\u00a0% en un an"
    assert measure.shades[BY_KEY["69"]].note == "8ᵉ sur 100"
    since = replace(evolved, years=(2022, 2024))
    assert (
        exports_measure(replace(demo, evolutions={LOIRE: since}), BY_KEY["region-84"]).shades[LOIRE].note
        == "39ᵉ sur 100"
    )


def test_a_territory_without_trade_has_a_sheet_too(site: EditionSite, demo: EditionData) -> None:
    empty = demo.portraits[france()]
    empty = replace(
        demo.portraits[LOIRE],
        totals=replace(empty.totals, export_eur=0, import_eur=0),
        balance=(),
        flows={
            direction: replace(flows, total_eur=0, rows=(), countries=(), products=())
            for direction, flows in empty.flows.items()
        },
    )
    no_trade = Scope({direction: Counter() for direction in Direction})
    site = replace(site, data=replace(demo, scopes={**demo.scopes, LOIRE: no_trade}))
    sheet, drawing = portrait_sheet(site, empty)
    assert drawing is None
    assert "aucun échange" in text_of(sheet)


def test_a_dossier_by_hand(demo: EditionData) -> None:
    industry = IndustryTerritory("ti-0000", "Essai", {"42": 3, "43": 8})
    found = dossier(demo, industry)
    assert [(m.portrait.territory.code, m.communes) for m in found.members] == [("43", 8), ("42", 3)]
    loire, haute_loire = (demo.scopes[BY_KEY[key]].products[Direction.EXPORT] for key in ("42", "43"))
    first = [sorted(sums, key=lambda code: (-sums[code], code))[:5] for sums in (haute_loire, loire)]
    assert list(found.shared_products) == [code for code in first[0] if code in first[1]]
    special = [{w.code for w in m.analysis.specialities} for m in found.members]
    for member, others in zip(found.members, reversed(special), strict=True):
        assert member.speciality is None or member.speciality.code not in {*others, *found.shared_products}


def test_one_departement_shares_nothing_with_others(demo: EditionData) -> None:
    found = dossier(demo, IndustryTerritory("ti-0000", "Essai", {"42": 3}))
    assert found.shared_products == ()
    assert found.members[0].speciality == demo.analyses[LOIRE].specialities[0]


def test_each_territoire_d_industrie_has_its_sheet_in_right_words(demo: EditionData) -> None:
    industries = industry_territories()
    assert len(industries) == 183
    for industry in industries:
        text = text_of(no_break_spaces(dossier_sheet(demo, Links(False, demo.pages, ADDRESS), industry)))
        assert f"{ADDRESS}{industry.path}/" in text
        assert "ne peut pas être isolé" in text
        for pattern in (*FORBIDDEN, *WRONG_FRENCH.values()):
            said = [m[0] for line in text.split("\n") for m in re.finditer(pattern, line.strip())]
            assert [each for each in said if each not in ("employés",)] == [], (industry.name, pattern)
