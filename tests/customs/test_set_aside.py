"""Rows that cannot be read, codes that no table has: few are told of, many are refused."""

import csv
import io
import json
from pathlib import Path

import pytest

from generator.cli import main
from generator.customs.check import render_report
from generator.customs.reader import Trade, read_trade
from generator.customs.rows import ROWS_PER_FAULT
from generator.errors import DataError
from generator.reference.names import Nomenclature
from tests.customs.plain_year import EXPORT, IMPORT, YEAR, plain_year, portraits_from, portraits_of, write

GOOD = "E;1;2024;42;18;C10A;1011;DE;1000;10"
# What cannot be read → the row, the column told of, the euros that can be read all the same.
UNREADABLE: dict[str, tuple[bytes, str | None, int | None]] = {
    "nine fields": (b"E;1;2024;42;18;C10A;1011;DE;1000", None, None),
    "eleven fields": (GOOD.encode() + b";1", None, None),
    "unknown flux": (b"X;1;2024;42;18;C10A;1011;DE;7;1", "flux", 7),
    "the other direction": (b"I;1;2024;42;18;C10A;1011;DE;7;1", "flux", 7),
    "quarter 0": (b"E;0;2024;42;18;C10A;1011;DE;7;1", "trimestre", 7),
    "quarter 5": (b"E;5;2024;42;18;C10A;1011;DE;7;1", "trimestre", 7),
    "year in words": (b"E;1;deux;42;18;C10A;1011;DE;7;1", "année", 7),
    "empty amount": (b"E;1;2024;42;18;C10A;1011;DE;;1", "valeur", None),
    "negative amount": (b"E;1;2024;42;18;C10A;1011;DE;-7;1", "valeur", -7),
    "decimal amount": (b"E;1;2024;42;18;C10A;1011;DE;7.5;1", "valeur", 7),
    "amount in words": (b"E;1;2024;42;18;C10A;1011;DE;mille;1", "valeur", None),
    "amount of 13 digits": (b"E;1;2024;42;18;C10A;1011;DE;1234567890123;1", "valeur", 1234567890123),
    "bytes that are not text": (b"E;1;2024;42;18;C10A;1011;\xe9;7;1", "pays", None),
    "a row of another year": (b"E;1;2023;42;18;C10A;1011;DE;x;1", "valeur", None),
}


def _with(bad: list[bytes], good: int) -> dict[str, bytes]:
    """An edition whose exports are ``good`` rows of 2024 and some bad ones, the first of them in the second line."""
    lines = [GOOD.encode(), *bad, *[GOOD.encode()] * (good - 1)]
    return plain_year() | {EXPORT: b"\r\n".join([*lines, b""])}


@pytest.mark.parametrize(("bad", "column", "euros"), UNREADABLE.values(), ids=UNREADABLE)
def test_one_in_twenty_thousand_is_set_aside_and_told(
    bad: bytes, column: str | None, euros: int | None, tmp_path: Path
) -> None:
    trade = read_trade(write(tmp_path, _with([bad], ROWS_PER_FAULT - 1)), YEAR)
    exports = trade.report.files[0]
    (fault,) = exports.set_aside
    assert (fault.row, fault.column, fault.euros) == (2, column, euros)
    assert exports.rows == ROWS_PER_FAULT
    rows = trade.rows
    assert int(rows[rows["direction"] == "export"]["value_eur"].sum()) == 1000 * (ROWS_PER_FAULT - 1)
    text = render_report(trade.report)
    assert "- 1 ligne mise de côté, qu'on n'a pas pu lire" in text
    assert f"| {'`' + EXPORT + '`'} | 2 " in text


@pytest.mark.parametrize(("bad", "column", "euros"), UNREADABLE.values(), ids=UNREADABLE)
def test_more_than_that_is_refused(bad: bytes, column: str | None, euros: int | None, tmp_path: Path) -> None:
    del euros
    with pytest.raises(DataError) as caught:
        read_trade(write(tmp_path, _with([bad], ROWS_PER_FAULT - 2)), YEAR)
    assert (caught.value.file, caught.value.row, caught.value.column) == (EXPORT, 2, column)


def test_two_in_forty_thousand_are_set_aside_and_three_are_refused(tmp_path: Path) -> None:
    bad = UNREADABLE["quarter 5"][0]
    trade = read_trade(write(tmp_path / "two", _with([bad] * 2, 2 * ROWS_PER_FAULT - 2)), YEAR)
    assert [len(file.set_aside) for file in trade.report.files] == [2, 0]
    with pytest.raises(DataError, match=r"\(3 bad rows\)"):
        read_trade(write(tmp_path / "three", _with([bad] * 3, 2 * ROWS_PER_FAULT - 3)), YEAR)


def test_rows_set_aside_are_listed_on_request_and_the_check_succeeds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write(tmp_path / "input", _with([b"", UNREADABLE["decimal amount"][0]], ROWS_PER_FAULT))
    target = tmp_path / "bad.csv"
    words = ["--year", str(YEAR), "--input", str(folder), "--errors", str(target)]
    assert main(["check", *words]) == 0
    assert "1 ligne mise de côté" in capsys.readouterr().out
    rows = list(csv.reader(io.StringIO(target.read_text(encoding="utf-8-sig")), delimiter=";"))
    assert [row[:4] for row in rows] == [
        ["file", "row", "column", "value"],
        # the blank line before it counts
        [EXPORT, "3", "valeur", "7.5"],
    ]


def _strange(departement: str = "42", a129: str = "C10A", euros: int = 1) -> dict[str, bytes]:
    row = f"E;1;2024;{departement};18;{a129};1011;DE;{euros};1\r\n"
    return plain_year() | {EXPORT: row.encode() + (GOOD.replace(";1000;", ";9900;") + "\r\n").encode()}


@pytest.mark.parametrize(
    ("place", "product", "most"),
    [("98", "C10A", 1000), ("ND", "C10A", 1000), ("", "C10A", 1000), ("42", "Z99Z", 100), ("42", "", 100)],
)
def test_money_under_an_unknown_code_stays_up_to_a_part(place: str, product: str, most: int, tmp_path: Path) -> None:
    rest = {EXPORT: _strange(place, product, most)[EXPORT].replace(b";9900;", b";%d;" % (10_000 - most))}
    trade = read_trade(write(tmp_path / "few", plain_year() | rest), YEAR)
    rows = trade.rows
    assert int(rows[rows["direction"] == "export"]["value_eur"].sum()) == 10_000
    if place != "42":
        assert "| " + (place or "`??`") in render_report(trade.report)
        assert "- exportations : 1\u202f000\u00a0€, 10\u00a0% de leur valeur" in render_report(trade.report)
    rest = {EXPORT: rest[EXPORT].replace(b";%d;" % most, b";%d;" % (most + 12))}
    with pytest.raises(DataError, match="codes that no table has: ") as caught:
        read_trade(write(tmp_path / "many", plain_year() | rest), YEAR)
    assert caught.value.file == EXPORT
    assert (
        str(caught.value)
        .split("no table has: ")[1]
        .startswith((f"département {place or '??'} ", f"A129 {product or '??'} "))
    )


def test_a_code_that_the_label_files_hold_is_known(tmp_path: Path) -> None:
    files = _strange(a129="Z99Z", euros=10_000) | {"Libelle.txt": b"Z99Z;Autres biens;202401;999912\r\n"}
    assert portraits_of(write(tmp_path, files))["departements/42-loire"].count("Autres biens") == 1


def test_an_edition_may_name_another_table_of_products(tmp_path: Path) -> None:
    row = b"E;1;2024;42;18;1011;;DE;10000;1\r\n"
    files = plain_year() | {EXPORT: row, IMPORT: row.replace(b"E", b"I", 1)}
    folder = write(tmp_path, {name: files[name] for name in (EXPORT, IMPORT)})
    with pytest.raises(DataError, match="A129 1011"):
        read_trade(folder, YEAR)
    trade = read_trade(folder, YEAR, nomenclature=Nomenclature(products="produits_cpf4.csv"))
    assert trade.names.products.official("1011").startswith("Viandes de boucherie")


def test_empty_codes_are_products_and_partners_like_any_other(tmp_path: Path) -> None:
    row = b"E;1;2024;42;18;;;;100;1\r\n"
    files = plain_year() | {EXPORT: row + (GOOD.replace(";1000;", ";10000;") + "\r\n").encode()}
    portrait = portraits_of(write(tmp_path, files))["departements/42-loire"]
    assert portrait.count('"??"') >= 2
    assert portrait.count('"Code ??"') == 2


def _corsica(*codes: str) -> dict[str, bytes]:
    """The plain year, the rows of Corsica under each of the codes in turn."""

    def changed(content: bytes) -> bytes:
        lines, seen = content.splitlines(keepends=True), 0
        for n, line in enumerate(lines):
            if b";20;" in line:
                lines[n] = line.replace(b";20;", f";{codes[seen % len(codes)]};".encode(), 1)
                seen += 1
        return b"".join(lines)

    return {n: changed(c) if n.startswith("Region") else c for n, c in plain_year().items()}


def _read(folder: Path, *codes: str) -> tuple[Trade, dict[str, str]]:
    write(folder, _corsica(*codes))
    trade = read_trade(folder, YEAR)
    return trade, portraits_from(trade, folder)


SOUTH, NORTH, CORSICA = "departements/2a-corse-du-sud", "departements/2b-haute-corse", "regions/94-corse"


def test_corsica_in_two_shows_each_its_own_rows_and_the_region_their_sum(tmp_path: Path) -> None:
    one, plain = _read(tmp_path / "one", "20")
    two, apart = _read(tmp_path / "two", "2A", "2B", "2B")
    assert (one.report.corsica_is_one, two.report.corsica_is_one) == (True, False)
    assert {path for path in plain if plain[path] != apart[path]} == {SOUTH, NORTH}
    south, north, whole = (json.loads(apart[path]) for path in (SOUTH, NORTH, CORSICA))
    for flux in ("export", "import"):
        assert 0 < south[flux]["total"] < north[flux]["total"]
        assert south[flux]["total"] + north[flux]["total"] == whole[flux]["total"]
        assert south[flux]["part_region"] == south[flux]["total"] / whole[flux]["total"]
    assert "Publiée en deux" in render_report(two.report)


@pytest.mark.parametrize("codes", [("20", "2A"), ("2A", "2B", "20")])
def test_corsica_under_both_ways_is_one(tmp_path: Path, codes: tuple[str, ...]) -> None:
    _, plain = _read(tmp_path / "one", "20")
    both, together = _read(tmp_path / "both", *codes)
    assert both.report.corsica_is_one
    assert together == plain
