"""The tables beneath figures: what they say beyond their figure."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.conftest import Row
from tests.support.portraits import pages_of, prepared_from

M = 1_000_000
ROWS: list[Row] = [
    *(("E", quarter, 2024, "42", "C10A", "1011", "DE", quarter * M) for quarter in (1, 2, 3, 4)),
    ("E", 1, 2024, "42", "C10A", "1011", "US", 8 * M),
    ("I", 1, 2024, "42", "C10A", "1011", "GB", 2 * M),
    ("I", 3, 2024, "42", "C10A", "1011", "NL", 5 * M),
]


def table(page: str, figure: str) -> str:
    """The text of the table of a figure, its spaces plain."""
    found = re.search(rf'id="fig-{figure}-table".*?</table>', page, re.DOTALL)
    assert found
    plain = re.sub(r"<[^>]+>", " ", found.group()).replace("\u00a0", " ").replace("\u202f", " ")
    return " ".join(plain.split())


def test_an_incomplete_year_has_no_total(edition_folder: Callable[[Iterable[Row]], Path]) -> None:
    prepared = prepared_from(edition_folder(ROWS))
    pages = {territory.key: str(page) for territory, page in pages_of(prepared).items()}
    quarters = table(pages["42"], "trimestres")
    # a quarter that one of the files lacks is absent, and what is left does not pass for the year
    rows = quarters.removesuffix(
        " À savoir Chaque année garde les chiffres connus à sa clôture. Une année incomplète n'a pas de total."
    )
    assert rows.endswith("T1, T3 2024 T1 : 2,0 M€ ; T3 : 5,0 M€ T1 : 9,0 M€ ; T3 : 3,0 M€ T1 : +7,0 M€ ; T3 : −2,0 M€")
