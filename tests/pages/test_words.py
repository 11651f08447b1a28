"""The words of all 120 portraits: nothing the data cannot say, right French, right signs."""

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from generator.compute import EditionData, compute
from generator.edition import edition_of_input
from generator.french.formatting import share
from generator.portrait.analysis import SMALL_EXPORTS
from generator.reference.direction import Direction
from generator.reference.territories import Kind, Territory, territories_of
from generator.system.progress import Progress
from tests.conftest import Row
from tests.support.portraits import FORBIDDEN, MOVING, WRONG_FRENCH, pages_of, prepared_from, text_of

pytestmark = pytest.mark.whole


@pytest.fixture(scope="module")
def demo(demo_folder: Path, earlier_folder: Path) -> EditionData:
    """The newest edition, told since the one before, of which no page but France's is needed."""
    older = compute(edition_of_input(2023, earlier_folder), territories_of("france"), Progress())
    return prepared_from(demo_folder, older)


@pytest.fixture(scope="module")
def texts(demo: EditionData) -> Mapping[Territory, str]:
    return {t: text_of(page) for t, page in pages_of(demo).items()}


def findings(texts: Mapping[Territory, str], pattern: str) -> list[str]:
    return [
        f"{t.name}: …{text[max(0, m.start() - 40) : m.end() + 30]!r}"
        for t, text in texts.items()
        for m in re.finditer(pattern, text, re.IGNORECASE if pattern in FORBIDDEN else 0)
    ]


@pytest.mark.parametrize("pattern", FORBIDDEN)
def test_no_page_claims_what_the_data_cannot_say(pattern: str, texts: Mapping[Territory, str]) -> None:
    assert len(texts) == 120
    assert findings(texts, rf"\b{pattern}") == []


def compared(text: str) -> str:
    return text[text.index("\nDiversifier\n") : text.index("\nDans le temps\n")]


def test_only_two_editions_side_by_side_rise_and_fall(texts: Mapping[Territory, str]) -> None:
    assert findings({t: text.replace(compared(text), "") for t, text in texts.items()}, MOVING) == []


@pytest.mark.parametrize("fault", WRONG_FRENCH)
def test_the_french_of_every_page(fault: str, texts: Mapping[Territory, str]) -> None:
    assert findings(texts, WRONG_FRENCH[fault]) == []


@pytest.mark.parametrize(
    ("fault", "wrong"),
    [
        ("missing contraction", "les exportations de le Gard"),
        ("missing contraction", "on vend à les Pays-Bas"),
        ("missing elision", "dans le Aveyron"),
        ("plural of one", "il y a 1 départements"),
        ("two spaces", "deux  espaces"),
        ("doubled sign", "la Loire, ."),
        ("space that breaks", "le solde : nul"),
        ("space that breaks", "moins de 200 M€"),
        ("space that breaks", "2 000 habitants"),
        ("no space before a sign", "combien?"),
        ("no space before a sign", "5%"),
        ("no space before a sign", "le solde: nul"),
    ],
)
def test_the_faults_looked_for_are_found(fault: str, wrong: str) -> None:
    assert re.search(WRONG_FRENCH[fault], wrong)


def essential(text: str) -> list[str]:
    start = text.index("\nL'essentiel\n") + len("\nL'essentiel\n")
    said = re.split(r"\n(?:(?:Principaux )?Territoires d'industrie d|À savoir)", text[start:])[0]
    return [line for line in said.split("\n") if line]


def test_three_to_six_sentences_open_each_portrait(texts: Mapping[Territory, str]) -> None:
    for territory, text in texts.items():
        said = essential(text)
        assert 3 <= len(said) <= 6, territory.name
        assert all(re.fullmatch(r"[A-ZÀÉÎ«].+\.", sentence) for sentence in said), said


def test_the_essential_agrees_with_the_figures(demo: EditionData, texts: Mapping[Territory, str]) -> None:
    for territory, text in texts.items():
        portrait, said = demo.portraits[territory], " ".join(essential(text)).replace("\u00a0", " ")
        exports = portrait.flows[Direction.EXPORT]
        client = exports.countries[0]
        sold = sum(f.value_eur for f in exports.rows if f.country_code == client)
        forms = demo.names.countries.forms(client)
        subject = forms.subject[0].upper() + forms.subject[1:]
        part = str(share(sold, portrait.totals.export_eur)).replace("\u00a0", " ")
        assert re.search(rf"{re.escape(subject)} (?:est|sont)[^(]* le premier client \({part}", said)


def test_the_cards_say_ranks_and_the_essential_does_not_repeat_them(
    demo: EditionData, texts: Mapping[Territory, str]
) -> None:
    for territory, text in texts.items():
        cover = text[: text.index("\nL'essentiel\n")].replace("\u00a0", " ")
        # a small amount has no rank; France has none
        is_large = demo.portraits[territory].totals.export_eur >= SMALL_EXPORTS
        is_ranked = territory.kind is not Kind.FRANCE and is_large
        rank = r"[\dᵉʳ\w]+ sur \d+ (?:départements|régions)"
        assert bool(re.search(rank, cover)) == is_ranked, territory.name
        assert ("la Corse comptée une fois" in cover) == (is_ranked and territory.kind is Kind.DEPARTEMENT)
        assert not re.search(r"exporte|importe|sur \d+", " ".join(essential(text)))


def test_france_and_the_regions_leave_out_what_means_nothing(demo: EditionData, texts: Mapping[Territory, str]) -> None:
    for territory, text in texts.items():
        assert ("\nSpécialités\n" in text) == (territory.kind is not Kind.FRANCE)
        similar = demo.analyses[territory].similar
        is_small = demo.portraits[territory].totals.export_eur < SMALL_EXPORTS
        shown = any(not is_small or other.overlap >= 600_000_000 for other in similar)
        assert ("\nRégions aux exportations semblables" in text) == (territory.kind is Kind.REGION and shown)
        assert "\nExposition\n" in text


def test_what_a_sentence_lists_adds_up_to_the_change(texts: Mapping[Territory, str]) -> None:
    seen = 0
    for territory, text in texts.items():
        for line in compared(text).replace("\u00a0", " ").split("\n"):
            change = re.match(r"(?:Ex|Im)portations, ([+−][\d,]+) % ", line)
            for pieces in re.findall(r"Par produit : (.*?)\.(?= |$)", line):
                listed = re.findall(r"[+−][\d\u202f]+,\d(?= points?|,|[ \u202f];| \(|$)", pieces)
                if change:
                    assert sum(map(tenths_of, listed)) == tenths_of(change[1]), (territory.name, line)
                    seen += 1
    assert seen > 200


def tenths_of(text: str) -> int:
    return round(10 * float(text.replace("\u202f", "").replace("−", "-").replace(",", ".")))


def test_small_territories_have_neither_ranks_nor_outlets(demo: EditionData, texts: Mapping[Territory, str]) -> None:
    for territory, text in texts.items():
        is_large = demo.portraits[territory].totals.export_eur >= SMALL_EXPORTS
        is_ranked = is_large and territory.kind is not Kind.FRANCE
        assert ("Rang et part de la France" in compared(text)) == is_ranked, territory.name


ODD: Iterable[Row] = [
    ("E", 1, 2024, "42", "C10A", "1011", "ZZ", 3_000_000),
    ("E", 1, 2024, "48", "C10A", "1011", "US", 400),
    ("I", 1, 2024, "42", "C10A", "1011", "ZZ", 3_000_000),
    ("I", 1, 2024, "75", "C10A", "1011", "QU", 2_000_000),
    ("I", 1, 2024, "75", "Q99Z", "9999", "QU", 20_000),
]


def test_strange_partners_and_empty_territories_read_well(edition_folder: Callable[[Iterable[Row]], Path]) -> None:
    prepared = prepared_from(edition_folder(ODD))
    texts = {t: text_of(page) for t, page in pages_of(prepared).items()}
    for pattern in (*FORBIDDEN, MOVING, *WRONG_FRENCH.values()):
        assert findings(texts, pattern) == []
    said = {t.key: " ".join(essential(text)).replace("\u00a0", " ") for t, text in texts.items()}
    assert "Le partenaire « Code ZZ » est à la fois le premier client (100 % des exportations)" in said["42"]
    assert "la Lozère exporte pour 400 € et n'importe rien." in said["48"]
    assert "Les États-Unis sont le premier client (100 % des exportations)." in said["48"]
    assert "Le partenaire « Pays non déterminés » est le premier fournisseur" in said["75"]
    assert "ni exportation ni importation" in said["976"]
    assert "\nExposition\n" not in texts[next(t for t in texts if t.key == "976")]
