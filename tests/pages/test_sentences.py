"""Sentences whose sense or agreement was wrong once, on the pages where it was."""

import re
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from pathlib import Path

import pytest

from generator.compute import compute
from generator.edition import edition_of_input
from generator.french.formatting import MILLIONS
from generator.pages.environment import environment
from generator.pages.explore.pages import explore_pages
from generator.pages.explore.topic import ExploreData, explore_data
from generator.pages.links import Links
from generator.pages.portrait.diversify import Explained
from generator.pages.portrait.page import EditionSite, portrait_page
from generator.pages.sheet import portrait_sheet
from generator.portrait.concentration import Concentration
from generator.portrait.evolution import Change
from generator.portrait.ranking import Axis
from generator.reference.names import BOOKED_TO_PARIS, Names
from generator.reference.territories import territories, territories_of
from generator.system.progress import Progress
from tests.conftest import Row
from tests.pages.test_adds_up import editions
from tests.support.portraits import text_of

PROJECT = Path(__file__).parents[2]
EVERYTHING = frozenset(territories())


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture(scope="module")
def site(demo_folder: Path) -> EditionSite:
    """The portraits of the Loire and of places that are an exception to something."""
    shown = territories_of("42,75,2A,971,region-11,region-94,france")
    data = compute(edition_of_input(2024, demo_folder), shown, Progress())
    return EditionSite(data, Links(flat=False, pages=EVERYTHING, url="https://portraits.example/"))


@pytest.fixture(scope="module")
def pages(site: EditionSite) -> Mapping[str, str]:
    """The portraits by their names for ``--only``."""
    return {t.key: portrait_page(site, site.data.portraits[t]) for t in site.data.pages}


@pytest.fixture(scope="module")
def others(everything: ExploreData) -> Mapping[str, Callable[[], str]]:
    return dict(explore_pages(everything, Links(False, EVERYTHING)))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (2_196_800_000, 2_197_100_000, "sont stables, à 2 197,1 M€"),
        (2_000_000, 3_000_000, "passent de 2,0 M€ à 3,0 M€ (+50 %)"),
        (2_000_000, 2_000_001, "restent à 2,0 M€"),
        (0, 2_000_000, "étaient nulles et sont de 2,0 M€"),
        (2_000_000, 0, "tombent de 2,0 M€ à rien"),
    ],
)
def test_exports_and_imports_are_stable_in_the_plural(before: int, after: int, said: str) -> None:
    step = vars(environment().get_template("_phrases.html.j2").module)["step"]
    assert plain(step(MILLIONS, before, after)) == said


def test_a_portrait_is_compared_with_the_region_only_where_it_shows_it(pages: Mapping[str, str]) -> None:
    wider = {key: re.search(r"^description: .*?les flux(.*?)\.", page, re.M) for key, page in pages.items()}
    assert {key: found and found[1] for key, found in wider.items()} == {
        "42": ", comparés à la région et à la France entière",
        "75": ", comparés à la région et à la France entière",
        "2A": ", comparés à la France entière",
        "971": ", comparés à la France entière",
        "region-11": ", comparés à la France entière",
        "region-94": ", comparés à la France entière",
        "france": "",
    }


def test_half_of_corsica_introduces_the_whole_of_it(pages: Mapping[str, str]) -> None:
    assert "Il porte sur la Corse entière, que les douanes publient d'un bloc" in pages["2A"]
    assert "compare à sa région" not in pages["2A"]
    assert "compare à sa région" in pages["42"]


def test_france_is_spoken_of_as_a_country(pages: Mapping[str, str]) -> None:
    assert "les ventes directes parties de France." in pages["france"]
    assert "dans l'économie du pays." in pages["france"]
    assert "servent de repère aux autres portraits : premiers" in pages["france"]
    assert "l'économie locale" not in pages["france"]
    assert "dans l'économie locale." in pages["42"]


def named_for_paris(text: str) -> list[str]:
    """The sentences of the essentials and of those to quote that name electricity or gas."""
    essential = text[text.index("\nL'essentiel\n") : text.index("\nÀ savoir\n")]
    quoted = text[text.index("Phrases à citer") : text.index("À dire avec les chiffres")]
    return [line for line in (essential + quoted).split("\n") if re.search("gaz naturel|électricité", line)]


def test_what_is_recorded_in_paris_by_convention_is_never_named_without_it(
    edition_folder: Callable[[Iterable[Row]], Path],
) -> None:
    rows: list[Row] = [
        ("E", 1, 2024, "75", "D35A", "3511", "IT", 3_000_000_000),
        ("E", 1, 2024, "75", "B06Z", "0620", "IT", 1_000_000_000),
        ("E", 1, 2024, "13", "B06Z", "0620", "IT", 1_000_000),
        ("I", 1, 2024, "75", "B06Z", "0620", "NO", 4_000_000_000),
        ("I", 1, 2024, "13", "B06Z", "0620", "NO", 1_000_000),
        ("I", 1, 2024, "13", "C14Z", "1413", "CN", 90_000_000_000),
        ("E", 1, 2024, "13", "C14Z", "1413", "CN", 90_000_000_000),
    ]
    shown = territories_of("75,region-11")
    data = compute(edition_of_input(2024, edition_folder(rows)), shown, Progress())
    site = EditionSite(data, Links(flat=False, pages=shown))
    for territory in shown:
        portrait = data.portraits[territory]
        named = named_for_paris(text_of(portrait_page(site, portrait)))
        assert len(named) >= 3
        assert all("à Paris par convention" in line for line in named), named
        sheet = portrait_sheet(site, portrait)[0]
        said = re.findall(r"<li>[^<]*</li>", sheet[sheet.index("<h2>Diversifier") :])
        about = [line for line in said if re.search("gaz naturel|électricité", line)]
        assert about
        assert all("à Paris par convention" in line for line in about), about


def test_only_paris_and_its_region_tell_the_convention(pages: Mapping[str, str]) -> None:
    booked = vars(environment().get_template("_phrases.html.j2").module)["booked"]
    assert all(booked([code], True) and not booked([code], False) for code in BOOKED_TO_PARIS)
    assert not booked(["C24A"], True)
    assert "étant inscrit" not in pages["42"]


def test_ranks_are_told_in_a_sentence(pages: Mapping[str, str]) -> None:
    pattern = (
        r"La Loire est au \d+ᵉ rang des \d+ départements \(la Corse comptée une fois\) qui exportent de l'acier, "
        r"son premier produit \([\d,]+ % du total national\) ; au \d+ᵉ rang sur \d+ pour l'Allemagne, "
        r"son premier client \([\d,]+ %\)\."
    )
    assert re.search(pattern, plain(text_of(pages["42"])))
    assert (
        "Paris est le seul département à exporter de l'électricité, son premier produit (100 % du total national, "
        "l'électricité étant inscrite à Paris par convention) ;"
    ) in plain(text_of(pages["75"]))


@pytest.mark.parametrize(
    ("sold", "bought", "moved", "quoted"),
    [
        ((344, 251), (688, 802), "Le déficit passe de 344,0 M€ à 551,0 M€.", "un déficit de 551,0 M€."),
        ((9, 8), (5, 5), "L'excédent passe de 4,0 M€ à 3,0 M€.", "un excédent de 3,0 M€."),
        ((9, 5), (5, 9), "L'excédent de 4,0 M€ devient un déficit de 4,0 M€.", "un déficit de 4,0 M€."),
        ((5, 9), (9, 5), "Le déficit de 4,0 M€ devient un excédent de 4,0 M€.", "un excédent de 4,0 M€."),
        ((5, 6), (9, 10), "Le déficit reste de 4,0 M€.", "un déficit de 4,0 M€."),
        ((5, 6), (9, 6), "Le solde passe de −4,0 M€ à 0 M€.", "les échanges sont équilibrés."),
    ],
)
def test_a_deficit_is_called_one(
    sold: tuple[int, int], bought: tuple[int, int], moved: str, quoted: str, tmp_path: Path
) -> None:
    rows: dict[int, list[Row]] = {
        year: [
            ("E", 1, year, "42", "C24A", "2410", "DE", export * 10**6),
            ("I", 1, year, "42", "C24A", "2410", "DE", bought_then * 10**6),
        ]
        for year, export, bought_then in zip((2023, 2024), sold, bought, strict=True)
    }
    (page,) = editions(rows, tmp_path, "42").values()
    text = plain(text_of(page))
    assert moved in text
    start = f"Pour la période (1er trimestre 2024), la Loire a exporté pour {sold[1]},0 M€ de biens et en a importé "
    assert f"{start}pour {bought[1]},0 M€ : {quoted}" in text
    assert "est à la fois le premier client de la Loire (100 % des exportations) et son premier fournisseur" in text


def test_the_number_of_equal_partners_is_told_once_where_it_is_france_s() -> None:
    for_france = vars(environment().get_template("_phrases.html.j2").module)["for_france"]
    seven, eleven = Concentration(Fraction(1, 7), 9), Concentration(Fraction(1, 11), 20)
    assert for_france(seven, eleven) == "(onze pour la France entière)"
    assert for_france(eleven, eleven) == "(comme la France entière)"


def test_contributions_are_told_apart() -> None:
    """A product's name may have commas of its own."""
    template = environment().from_string(
        "{% from '_suite.html.j2' import explained with context %}{{ explained(each)|flowed }}"
    )
    pieces = (Change("C15Z", 0, 20, 1000), Change("C14Z", 0, 11, 1000))
    each = Explained(Axis.PRODUCT, pieces, 34)
    goods = Names({}, {}, {}).products.forms
    said = template.render(each=each, goods=goods, is_paris=False)
    assert said == "le cuir, les bagages et les chaussures, +2,0 points ; les vêtements, +1,1 ; tout le reste, +0,3"


def test_a_place_without_territoire_d_industrie(pages: Mapping[str, str]) -> None:
    assert "Il n'y a à Paris aucun Territoire d'industrie de la liste" in pages["75"]


def test_what_is_sold_to_a_country_and_what_comes_from_it(others: Mapping[str, Callable[[], str]]) -> None:
    page = others["pays/ch-suisse.md"]()
    key = "les exportations de la France vers la Suisse ; carrés bleus : les importations venues de Suisse ;"
    assert key in page
    assert "Les exportations de chaque département vers la Suisse</span>" in page
    assert "Les importations de chaque département venues de Suisse</span>" in page


def test_returned_goods_are_no_trade_with_a_country(edition_folder: Callable[[Iterable[Row]], Path]) -> None:
    rows: list[Row] = [
        ("E", 1, 2024, "42", "C24A", "2410", "DE", 2_000_000),
        ("I", 1, 2024, "42", "C24A", "2410", "FR", 1_000_000),
    ]
    data = compute(edition_of_input(2024, edition_folder(rows)), EVERYTHING, Progress())
    page = dict(explore_pages(explore_data(data), Links(False, EVERYTHING)))["pays/fr-france.md"]()
    assert 'title: "Biens français qui reviennent, 1er trimestre 2024"\n' in page
    assert "leur origine reste la France · code douanier FR · " in page
    assert "Les biens français qui reviennent dans chaque département</span>" in page
    assert "les importations de biens français ;" in page
    assert "ni pays tiers" not in page


def test_the_map_of_territoires_d_industrie_is_not_of_invented_amounts(others: Mapping[str, Callable[[], str]]) -> None:
    found = re.search(r"<figcaption.*?</figcaption>", others["territoires-industrie/index.md"]())
    assert found
    title = re.sub("<[^>]*>", "", found[0])
    assert title == "Nombre de Territoires d'industrie par département, liste 2023-2027"


def test_a_product_to_examine_counts_as_concentrated() -> None:
    """As ``concentrated_sourcing`` has it: the page lists products that no single country supplies for most."""
    text = (PROJECT / "docs" / "approvisionnements.md").read_text(encoding="utf-8")
    assert "et qu'un seul pays en fournit plus de la moitié ou qu'il est à examiner." in text
