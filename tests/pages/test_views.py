"""The views that templates are given, each rendered alone from a tiny literal portrait or product."""

from dataclasses import replace

import pytest
from markupsafe import Markup

from generator.context import EditionContext
from generator.edition import Source
from generator.french.formatting import unit_for
from generator.pages.environment import render
from generator.pages.explore.lists import RankedTerritory
from generator.pages.explore.pages import TopicPage
from generator.pages.explore.topic import Topic
from generator.pages.links import Links
from generator.pages.portrait.diversify import Diversify
from generator.pages.portrait.page import PortraitPage
from generator.pages.portrait.views import FigureViews
from generator.portrait.analysis import Analysis
from generator.portrait.evolution import Evolution, Movement
from generator.portrait.exposure import Exposure
from generator.portrait.model import Flows, Portrait, Quarter, TotalChange, Totals
from generator.portrait.ranking import Axis, CodeValue, Ranking
from generator.reference.direction import Direction
from generator.reference.industry import Industry
from generator.reference.names import Names
from generator.reference.territories import Territory, france, territories

EXPORT, IMPORT = Direction.EXPORT, Direction.IMPORT
EDITION = EditionContext(
    year=2024,
    period="2024",
    file_period="2024",
    coverage=("2024",),
    complete=True,
    demonstration=False,
    date="7 février 2025",
    iso_date="2025-02-07",
    industry_list="2023",
    source=Source("Statistiques", "https://source.example/", "Douanes", "Licence", "https://licence.example/"),
    source_line="Source : douanes",
    corsica_is_one=True,
    links={},
)
NAMES = Names(products={}, subproducts={}, countries={})
LOIRE = next(t for t in territories() if t.key == "42")
LINKS = Links(flat=False, pages=(), url="https://portraits.example/")


def portrait_of(territory: Territory, totals: Totals) -> Portrait:
    flows = {d: Flows(d, totals.of(d), (), (), (), 0, 0) for d in Direction}
    return Portrait(territory, totals, None, None, (), (), flows, Industry())


def view_of(totals: Totals) -> PortraitPage:
    """The page of the Loire, which sells to Germany and buys in Italy, without figures nor measures."""
    exposure = Exposure("US", 0, totals.export_eur, (), None)
    partners, goods = {EXPORT: "DE", IMPORT: "IT"}, dict.fromkeys(Direction, "C24A")
    leading = {
        axis: {d: (CodeValue(code, totals.of(d)),) if totals.of(d) else () for d, code in codes.items()}
        for axis, codes in ((Axis.COUNTRY, partners), (Axis.PRODUCT, goods))
    }
    analysis = Analysis({}, None, leading, (), None, exposure, (exposure,), {}, {}, (), (), (), (), is_small=False)
    portrait = portrait_of(LOIRE, totals)
    links = LINKS.at(LOIRE.path)
    return PortraitPage(
        portrait=portrait,
        analysis=analysis,
        france=portrait_of(france(), totals),
        france_analysis=analysis,
        members=(),
        is_both=False,
        is_small=False,
        edition=EDITION,
        editions=(),
        crosses_break=False,
        evolution=None,
        years={},
        published_national=None,
        names=NAMES,
        eu_members=(),
        eur=unit_for(totals.export_eur, totals.import_eur),
        links=links,
        neighbours=(),
        siblings=(None, None),
        locator=Markup(),
        map=Markup(),
        publisher="",
        views=FigureViews(LOIRE, links, EDITION, {LOIRE: {}}),
        comparisons=(),
        contents={},
        cards=(),
        partners={},
        duties=[(exposure, 0)],
        similar=(),
        comparable=(),
        comparison=None,
        diversify=Diversify((), None, {a: dict.fromkeys(Direction, ()) for a in Axis}, (), (), (), ()),
        topics={},
        tables=(),
        pdf_size=None,
        jsonld=lambda *_: "{}",
    )


def page_of(view: PortraitPage) -> str:
    return render("portrait.md.j2", **vars(view))


def test_a_portrait_without_trade_says_so_and_nothing_else() -> None:
    page = page_of(view_of(Totals(0, 0)))
    assert "il n'y a rien à mesurer ici" in page
    assert "## Exposition" not in page
    assert "## Diversifier" not in page


def test_a_portrait_of_both_directions() -> None:
    page = page_of(view_of(Totals(300_000_000, 100_000_000)))
    assert "L'Allemagne est le premier client" in page
    assert "l'Italie le premier fournisseur" in page
    assert "Rien ne s'écarte beaucoup de la France entière" in page


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"is_small": True}, "Petit montant"),
        ({"is_both": True}, "Un département qui est aussi une région"),
        ({"crosses_break": True}, "Évolution"),
        ({"pdf_size": 320_000}, "PDF (320\u00a0ko)"),
    ],
)
def test_what_a_portrait_says_besides(change: dict[str, object], said: str) -> None:
    view = view_of(Totals(300_000_000, 100_000_000))
    assert said not in page_of(view)
    assert said in page_of(replace(view, **change))  # type: ignore[arg-type]


def topic_page(**changes: object) -> str:
    """The page of a product of which the Loire sells more than the year before."""
    sold, bought = Ranking(90_000_000, 10**9, 1, (), ()), Ranking(0, 10**9, None, (), ())
    values: dict[str, object] = {
        "edition": EDITION,
        "names": NAMES,
        "links": LINKS,
        "root_md": "../",
        "is_frozen": True,
        "topic": Topic(Axis.PRODUCT, "C24A", "Acier", "Acier", "produits/acier", {EXPORT: sold, IMPORT: bought}),
        "is_member": False,
        "is_outside_eu": False,
        "eu": Totals(45_000_000, 0),
        "rows": {EXPORT: (), IMPORT: ()},
        "heads": {},
        "ranked": {LOIRE: RankedTerritory(("42",), Markup("Loire"))},
        "moves": {
            EXPORT: Movement(60_000_000, 90_000_000, (TotalChange(LOIRE, EXPORT, 0, 30_000_000),), ()),
            IMPORT: None,
        },
        "evolution": Evolution(Totals(0, 0), Totals(0, 0), {}, {}, (2023, 2024), (1, 2, 3, 4)),
        "best": {EXPORT: None, IMPORT: None},
        "others": {},
        "view": None,
        "years": {},
    }
    return render("product.md.j2", **vars(TopicPage(**(values | changes))))  # type: ignore[arg-type]


def test_a_product_names_who_makes_its_change_and_its_largest_quarter() -> None:
    page = topic_page()
    assert "passent de 60,0\u00a0M€ à 90,0\u00a0M€ (+50\u00a0%)" in page
    assert "Les plus fortes hausses : la Loire (+30,0\u00a0M€)" in page
    assert "trimestre représente" not in page
    best = Quarter(2024, 2, 0, 63_000_000)
    told = topic_page(best={EXPORT: best, IMPORT: None})
    assert "Le 2ᵉ trimestre représente 70\u00a0% de l'année." in told
