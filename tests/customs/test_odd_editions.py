"""Whatever honest files turn out to be, the figures are those of the plain ones, and what was odd is told."""

from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from generator.customs.check import render_report
from generator.customs.oddities import WORDS
from generator.customs.reader import read_trade
from tests.customs.oddities_of_files import FIELDS, FILES, LABEL_FILES, LINES, WHOLE, Change
from tests.customs.plain_year import YEAR, plain_year, portraits_of, write

pytestmark = pytest.mark.whole

ODD: dict[str, Change] = {**LINES, **FIELDS, **LABEL_FILES, **FILES, **WHOLE}
UNTOLD = {
    *LABEL_FILES,
    *FILES,
    # read as described
    "LF",
    "LF and CRLF",
    "CR CR LF",
    "no last line end",
    "cut within the last line end",
    "amounts with leading zeros",
    "masses of 0",
    # nothing is made of it
    "région of Insee",
    "région empty",
    "région in words",
    "CPF4 in words",
    "both directions in one file",
}


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return portraits_of(write(tmp_path_factory.mktemp("plain"), plain_year()))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[tuple[object, ...]], list[str]]:
    return _read(write(tmp_path_factory.mktemp("plain"), plain_year()))


@pytest.mark.parametrize("name", ODD)
def test_an_odd_edition_has_the_bytes_of_the_plain_one(name: str, expected: dict[str, str], tmp_path: Path) -> None:
    folder = write(tmp_path, ODD[name](plain_year()))
    assert portraits_of(folder) == expected


@pytest.mark.parametrize("name", [name for name in ODD if name not in UNTOLD])
def test_what_is_odd_about_the_rows_is_counted_and_told(name: str, tmp_path: Path) -> None:
    plain = {"crlf"}
    report = read_trade(write(tmp_path, ODD[name](plain_year())), YEAR).report
    odd = {kind for file in report.files for kind, count in file.oddities.items() if count} - plain
    assert odd
    text = render_report(report)
    assert all(WORDS[kind] in text for kind in odd)
    assert not any(file.set_aside for file in report.files)


PORTAL = "a header of a portal"
# One way of writing a thing at most, then they may be mixed at will.
MIXED = (
    ("LF", "LF and CRLF", "no last line end"),
    ("header", "header in cp1252", "byte order mark"),
    ("amounts 12.0", "amounts 12,00", "one amount 12.0"),
    ("masses empty", "masses decimal", "masses 12.0"),
    ("quarters 03", "some quarters 03", "quarters T3"),
    ("département 1", "Insee overseas", "small letters", "département 42.0"),
    ("direction in words", "direction in long words", "years 2024.0"),
    ("région in words", "région empty"),
    ("CPF4 before A129", "CPF4 before A129 here and there", "CPF4 without its zero", PORTAL),
    ("a separator after the last field", "all fields quoted", "fields padded", "padded within quotes"),
    ("blank lines at the end", "Ctrl-Z at the end", "blank lines and Ctrl-Z"),
    tuple(LABEL_FILES),
    tuple(name for name in FILES if name not in ("one zip", "rows of other years")),
    ("tabs", "commas", "bars"),
    ("both directions in one file",),
    tuple(name for name in WHOLE if name.startswith("UTF-16")),
    ("gzip", "gzip of two members"),
    ("one zip",),
)
_HEADERS, _ENDS = MIXED[1], next(names for names in MIXED if "Ctrl-Z at the end" in names)
# What is done last, in this order: lines are changed while they are as described.
_LAST = (PORTAL, *_HEADERS, *_ENDS, *WHOLE, *LABEL_FILES, *FILES)


def _read(folder: Path) -> tuple[list[tuple[object, ...]], list[str]]:
    """The rows without their mass, sorted, and the names of all that they hold."""
    trade = read_trade(folder, YEAR)
    names = trade.names
    rows = trade.rows.drop(columns="mass_kg")
    named = [
        *map(names.products.official, rows["a129"].cat.categories),
        *map(names.countries.official, rows["country"].cat.categories),
    ]
    return sorted(rows.itertuples(index=False, name=None)), named


# what was mixed is said: nothing to shrink
@settings(
    max_examples=25, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate), report_multiple_bugs=False
)
@given(chosen=st.tuples(*(st.sampled_from((None, *names)) for names in MIXED)))
def test_any_mix_of_them_has_the_same_rows_and_names(
    plain: tuple[list[tuple[object, ...]], list[str]],
    tmp_path_factory: pytest.TempPathFactory,
    chosen: tuple[str | None, ...],
) -> None:
    files = plain_year()
    names = [name for name in chosen if name]
    if PORTAL in names:
        names = [name for name in names if name not in _HEADERS]
    for name in sorted(names, key=lambda name: _LAST.index(name) if name in _LAST else -1):
        files = ODD[name](files)
    # a difference of a thousand rows would not be read: what was mixed is
    same = _read(write(tmp_path_factory.mktemp("mixed"), files)) == plain
    assert same, names
