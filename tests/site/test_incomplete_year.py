"""A year with missing quarters is never shown as a whole year."""

import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from generator.cli import main
from generator.context import edition_context
from generator.edition import edition_of_input
from generator.reference.countries import country_groups
from tests.conftest import Row

Write = Callable[[Iterable[Row]], Path]

YEAR = 2024
# The only ways to name the year: with its quarters, under them on an axis, as an interval of days, as incomplete, in
# the name or the address of a source, in a page's own permanent address, of which a reference's key is made, or in
# what the nation's balance for that whole year was, or as the edition that a command is given.
NAMED = re.compile(
    r"trimestres?(?:[ -]|</text><text[^>]*>)2024|2024 \(année incomplète\)|2024-annee-incomplete"
    r"|\"annee\": ?2024,\s*\"trimestre\": ?\d|\b2024;[1-4];\d"
    r"|T[1-4] 2024|>2024</text>|\"\\u003cb>2024\\u003c/b>\"|bilan 2024 du commerce|https?://[^\s\"<]+"
    r"|Pour la France en 2024, il est de|(?:--edition |EDITION=)2024"
    r"|octobre 2024|RGESN \(2024\)|@misc(?:\{|&#123;)[\w.-]+"
    r"|2024-\d\d-\d\d/2024-\d\d-\d\d|<code>(?:[^<]|<wbr>)*</code>|\"edition\": ?\"2024\""
)


@pytest.mark.parametrize(
    ("quarters", "period", "file_period", "coverage"),
    [
        ([(1, 2, 3, 4)] * 2, "2024", "2024", ("2024",)),
        ([(1, 2, 3)] * 2, "1er–3e trimestres 2024", "1er-a-3e-trimestres-2024", ("2024-01-01/2024-09-30",)),
        ([(1,)] * 2, "1er trimestre 2024", "1er-trimestre-2024", ("2024-01-01/2024-03-31",)),
        (
            [(1, 3)] * 2,
            "1er, 3e trimestres 2024",
            "1er-3e-trimestres-2024",
            ("2024-01-01/2024-03-31", "2024-07-01/2024-09-30"),
        ),
        ([(1,), (1, 2)], "2024 (année incomplète)", "2024-annee-incomplete", ("2024-01-01/2024-06-30",)),
    ],
)
def test_a_period_is_named_by_its_quarters(
    quarters: list[tuple[int, ...]], period: str, file_period: str, coverage: tuple[str, ...]
) -> None:
    context = edition_context(edition_of_input(YEAR, Path("x")), quarters, demonstration=False)
    assert (context.period, context.file_period, context.coverage) == (period, file_period, coverage)
    assert context.complete is (period == "2024")


def test_no_page_figure_or_file_shows_only_the_year(edition_folder: Write, tmp_path: Path) -> None:
    rows: list[Row] = [
        (flux, quarter, YEAR, departement, "C20A", "2014", country, value)
        for quarter in (1, 2, 3)
        for flux in "EI"
        for departement, country, value in (("42", "DE", 900), ("42", "US", 70), ("01", "IT", 5000))
    ]
    output = tmp_path / "site"
    words = ["--year", str(YEAR), "--input", str(edition_folder(rows)), "--output", str(output)]
    assert main(["build", *words, "--only", "42,france"]) == 0
    files = [path for path in output.rglob("*") if path.suffix in {".html", ".svg", ".json", ".csv", ".js"}]
    ours = [path for path in files if "assets" not in path.parts or path.stem.endswith(("-index", "-data"))]
    assert len(ours) > 30
    bare = {
        str(path.relative_to(output)): left.group()
        for path in ours
        if (left := re.search(r".{0,60}\b2024\b.{0,30}", NAMED.sub("", without_dates_of_groups(path))))
    }
    assert bare == {}
    place = output / "departements" / "42-loire"
    portrait = json.loads((place / "portrait.json").read_text(encoding="utf-8"))
    assert (portrait["edition"], portrait["periode"]) == ("2024", "1er–3e trimestres 2024")
    page = (place / "index.html").read_text(encoding="utf-8")
    assert 'download="42-loire-balance-1er-a-3e-trimestres-2024.csv"' in page
    assert '"temporalCoverage": "2024-01-01/2024-09-30"' in page
    assert "ATTENTION" not in (output / "qualite" / "index.html").read_text(encoding="utf-8")


def without_dates_of_groups(path: Path) -> str:
    """A file's text. The day of a group of countries is no edition's year: it goes where it stands alone."""
    text = path.read_text(encoding="utf-8")
    for group in country_groups(YEAR, ()):
        if group.date:
            text = text.replace(json.dumps(group.date), '""')
    return text
