"""The lists of the site as tables: their rows, and their files."""

import csv
import io

import pytest
from python_calamine import CalamineWorkbook

from generator.compute import EditionData
from generator.exports.tables import LISTS
from generator.reference.territories import france, territories
from generator.site.files import list_tables

by_list = pytest.mark.parametrize("name", LISTS)


@pytest.fixture(scope="module")
def files(demo: EditionData) -> dict[str, bytes]:
    return dict(list_tables(demo))


def rows_of(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    text = files[f"listes/{name}.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


@by_list
def test_a_list_has_no_key_twice_and_the_same_rows_as_its_workbook(name: str, files: dict[str, bytes]) -> None:
    rows, table = rows_of(files, name), LISTS[name].table
    assert tuple(rows[0]) == table.header
    assert len({tuple(row[column] for column in table.key) for row in rows}) == len(rows)
    book = CalamineWorkbook.from_filelike(io.BytesIO(files[f"listes/{name}.xlsx"]))
    assert book.sheet_names == ["À lire", table.title]
    header, *cells = book.get_sheet_by_name(table.title).to_python()
    assert header == [column.title for column in table.columns]
    assert len(cells) == len(rows)
    for row, line in zip(rows, cells, strict=True):
        for column, cell in zip(table.columns, line, strict=True):
            text = row[column.name]
            if column.type in {"integer", "number"} and text:
                assert float(text.replace(",", ".")) == pytest.approx(cell, rel=1e-14)
            else:
                assert text.removeprefix("'") == cell


def test_lists_hold_every_territory_and_add_up(files: dict[str, bytes], demo: EditionData) -> None:
    totals = demo.portraits[france()].totals
    assert len(rows_of(files, "departements")) == 101
    assert len(rows_of(files, "regions")) == 18
    assert len(rows_of(files, "comparer")) == len(territories())
    for name in ("produits", "partenaires"):
        assert sum(int(row["export_eur"]) for row in rows_of(files, name)) == totals.export_eur
        assert sum(int(row["import_eur"]) for row in rows_of(files, name)) == totals.import_eur
    codes = [row["code_territoire"] for row in rows_of(files, "departements")]
    assert codes[0] == "01"


def test_a_duty_is_the_rate_of_what_is_sold(files: dict[str, bytes]) -> None:
    for row in rows_of(files, "droits-de-douane"):
        assert row["code_pays"] == "US"
        assert row["taux"] == "0,15"
        assert abs(int(row["droit_eur"]) - 0.15 * int(row["base_eur"])) <= 0.5


def test_exposure_holds_both_directions_in_the_order_of_ranks(files: dict[str, bytes]) -> None:
    rows = rows_of(files, "exposition")
    assert {row["sens"] for row in rows} == {"export", "import"}
    first = [row for row in rows if (row["sens"], row["code_pays"]) == ("export", "US")]
    ranks = [int(row["rang"]) for row in first]
    assert ranks == sorted(ranks)
    parts = [float(row["part"].replace(",", ".")) for row in first]
    assert parts == sorted(parts, reverse=True)
