"""Whole pages of a tiny edition, compared with those in `pages/`, which somebody has read.

After a change made on purpose, `pytest tests/golden --update-golden` writes them anew; read what git says of it.
"""

import re
from dataclasses import replace
from datetime import date
from difflib import unified_diff
from itertools import chain
from pathlib import Path

import pytest

from generator.compute import EditionSummary, compute
from generator.edition import edition_of_input
from generator.exports.published import Published
from generator.pages.explore.topic import explore_data
from generator.pages.links import Links
from generator.reference.territories import territories_of
from generator.site.files import newest_edition
from generator.site.mkdocs import PUBLISHER
from generator.system.progress import Progress
from tests.conftest import Row, write_rows

GOLDEN = Path(__file__).with_name("pages")
IN_2023 = {
    ("E", "42", "C24A", "DE"): 50_000_000,
    ("E", "42", "C28A", "US"): 50_000_000,
    ("E", "42", "C10A", "FR"): 1_000_000,
    ("E", "63", "C24A", "PL"): 90_000_000,
    ("E", "63", "C13Z", "ES"): 2_000_000,
    ("E", "13", "C19Z", "IT"): 60_000_000,
    ("E", "99", "C20C", "IT"): 5_000_000,
    ("E", "20", "C11Z", "US"): 450_000,
    ("E", "75", "D35A", "DE"): 5_000_050_000,
    ("I", "42", "C13Z", "CN"): 30_000_000,
    ("I", "42", "C13Z", "IT"): 10_000_000,
    ("I", "42", "C29A", "GB"): 2_000_000,
    ("I", "69", "C21Z", "CH"): 20_000,
    ("I", "20", "C19Z", "ES"): 40_000,
}
"""Euros in each quarter, by flux, département, product and country."""
IN_2024 = IN_2023 | {
    ("E", "42", "C24A", "DE"): 52_000_000,
    ("E", "42", "C28A", "US"): 40_000_000,
    ("E", "42", "C24A", "PL"): 100_000,
    ("E", "42", "C10A", "ZZ"): 30_000,
    ("E", "63", "C24A", "PL"): 80_000_000,
    ("I", "42", "Q99Z", "QU"): 3_000,
}
PAGES = (
    "departements/42-loire.md",
    "departements/2a-corse-du-sud.md",
    "regions/84-auvergne-rhone-alpes.md",
    "france.md",
    "produits/c24a-siderurgie-et-acier.md",
    "pays/de-allemagne.md",
    "departements/42-loire/fiche/index.html",
    "departements/42-loire/integrer/balance/index.html",
)
HAND_WRITTEN = "donnees-personnelles/index.html"
LEFT_OUT = {
    # drawn from the outlines of départements, and tested in tests/pages/test_map.py
    r'(<figure class="pce-map).*?(</figure>)': r"\1…\2",
    r'(<svg class="pce-locator").*?(</svg>)': r"\1…\2",
    r"\b[0-9a-f]{20,}\b": "0…",
}
"""What changes without being a change of the page."""
Files = dict[str, str | bytes]


def normalised(page: str) -> str:
    """``page`` without ``LEFT_OUT``, a line for each element and each key of the JSON-LD, so that a change is small."""
    for pattern, instead in LEFT_OUT.items():
        page = re.sub(pattern, instead, page, flags=re.DOTALL)
    return re.sub(r'(?<=>)(?=<)|(?<=, )(?=\\")', "\n", page)


def assert_golden(path: str, page: str, config: pytest.Config) -> None:
    golden, made = GOLDEN / path, normalised(page)
    if config.getoption("update_golden"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(made, encoding="utf-8")
    read = golden.read_text(encoding="utf-8").splitlines()
    difference = [*unified_diff(read, made.splitlines(), path, "made now", lineterm="", n=1)]
    if difference:
        pytest.fail("\n".join([*difference[:60], "on purpose? --update-golden"]), pytrace=False)


def rows_of(year: int, amounts: dict[tuple[str, str, str, str], int]) -> list[Row]:
    return [
        (flux, quarter, year, place, product, "2410", country, euros)
        for (flux, place, product, country), euros in amounts.items()
        for quarter in (1, 2, 3, 4)
    ]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The pages of a site of 2024 and, before it, 2023, by path."""
    folder, past = tmp_path_factory.mktemp("editions"), list[EditionSummary]()
    for year, amounts in ((2023, IN_2023), (2024, IN_2024)):
        own = edition_of_input(year, write_rows(folder / str(year), rows_of(year, amounts)))
        own = replace(own, date=date(year + 1, 3, 1))
        data = compute(own, territories_of("2a,42,region-84,france"), Progress(), past)
        past.append(data.summary)
    with pytest.MonkeyPatch.context() as environment:
        for variable in PUBLISHER.values():
            environment.delenv(variable, raising=False)
        links = Links(False, data.pages, "https://portraits.example/")
        made = newest_edition(explore_data(data), links, Published(), None)
    return dict(chain.from_iterable(group() for group in (*made.pages, *made.added)))


@pytest.mark.parametrize("path", PAGES)
def test_the_page_is_the_one_that_was_read(path: str, files: Files, pytestconfig: pytest.Config) -> None:
    assert_golden(path, str(files[path]), pytestconfig)


@pytest.mark.whole
def test_the_page_by_hand_is_the_one_that_was_read(demo_site: Path, pytestconfig: pytest.Config) -> None:
    page = (demo_site / HAND_WRITTEN).read_text(encoding="utf-8")
    assert_golden(HAND_WRITTEN, page[page.index("<main") : page.index("</main>")], pytestconfig)
