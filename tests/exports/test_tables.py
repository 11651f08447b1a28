"""The tables of portraits and of a whole edition: their columns, descriptions, CSV and Parquet."""

import csv
import hashlib
import io
import json
import re
from pathlib import Path

import fastparquet
import pandas as pd
import pytest

from generator.compute import EditionData, compute, summarise
from generator.edition import edition_of_input
from generator.exports.table_files import csv_metadata, csv_text, datapackage, edition_csvs, parquet, parquet_columns
from generator.exports.tables import edition_table, edition_tables, portrait_tables, table_names
from generator.figures.registry import KINDS
from generator.reference.territories import territories, territories_of
from generator.site.files import download_paths
from generator.system.progress import Progress
from generator.tables import Cell, ColumnType, Table, columns

LOIRE = next(t for t in territories() if t.code == "42")


@pytest.fixture(scope="module")
def both(demo_folder: Path, earlier_folder: Path) -> EditionData:
    """The demonstration after that of the year before."""
    before = summarise(edition_of_input(2023, earlier_folder))
    pages = territories_of("42,region-84,france")
    return compute(edition_of_input(2024, demo_folder), pages, Progress(), [before])


def written(cell: Cell) -> str:
    """A cell as CSV has it."""
    return "" if cell is None else str(cell).replace(".", ",") if isinstance(cell, float) else str(cell)


def test_the_tables_of_the_edition_are_those_of_its_portraits(demo: EditionData) -> None:
    some = [demo.inputs[territory] for territory in territories_of("42,region-84,france")]
    tables = edition_tables(some)
    texts = edition_csvs(tables, demo.context)
    assert list(texts) == [f"portraits-2024-demonstration-{name}.csv" for name in tables]
    for name, text in zip(tables, texts.values(), strict=True):
        header, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";")
        assert tuple(header) == edition_table(name).header
        if name == "territoires":
            assert {row[1] for row in rows} == {"42", "84", "FR"}
            continue
        expected = [list(map(written, row)) for given in some for row in portrait_tables(given).get(name, ())]
        assert [row[3:] for row in rows] == expected


def test_the_files_of_an_edition_are_named_in_the_order_they_are_written(both: EditionData) -> None:
    # the pages are a set, whose order is another one in each process
    tables = edition_tables(both.inputs[territory] for territory in territories() if territory in both.pages)
    assert list(download_paths(both))[3:] == list(tables)


def test_the_dictionary_knows_each_file_and_its_keys(demo: EditionData) -> None:
    tables = edition_tables(demo.inputs[territory] for territory in territories())
    files = {name: text.encode() for name, text in edition_csvs(tables, demo.context).items()}
    package = json.loads(datapackage(tables, files, demo.context))
    assert [resource["path"] for resource in package["resources"]] == list(files)
    for resource in package["resources"]:
        content = files[resource["path"]]
        assert resource["encoding"] == "utf-8"
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
        fields = {field["name"]: field for field in resource["schema"]["fields"]}
        assert list(fields) == list(rows[0])
        keys = [tuple(row[column] for column in resource["schema"]["primaryKey"]) for row in rows]
        assert len(keys) == len(set(keys)), resource["name"]
        for name, field in fields.items():
            assert field["type"] == ("integer" if columns()[name].type is ColumnType.INTEGER else field["type"])
            if field["type"] == "integer":
                assert all(re.fullmatch(r"-?\d+|", row[name]) for row in rows)
            assert field["description"]


def test_the_parquet_file_holds_the_same_rows_and_says_what_they_are(demo: EditionData, tmp_path: Path) -> None:
    some = [demo.inputs[territory] for territory in territories() if territory.code in ("42", "84", "FR")]
    tables = edition_tables(some)
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(parquet(tables, demo.context))
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    file = fastparquet.ParquetFile(io.BytesIO((tmp_path / "a").read_bytes()))
    columns = parquet_columns(tables)
    assert file.columns == [each.name for each in columns]
    meanings = json.loads(file.key_value_metadata["columns"])
    assert meanings == {each.name: each.meaning for each in columns}
    assert "DÉMONSTRATION" in file.key_value_metadata["description"]
    frame = file.to_pandas()
    numbers = {each.name: str(frame[each.name].dtype) for each in columns if each.type in {"integer", "number"}}
    assert {"annee", "trimestre", "export_eur"} < set(numbers)
    assert set(numbers.values()) == {"Int64", "float64"}
    for name, rows in tables.items():
        own = frame[frame["tableau"] == name]
        words = {True: "oui", False: "non"}
        found = [
            tuple(None if pd.isna(v) else words[v] if isinstance(v, bool) else v for v in row)
            for row in own[list(edition_table(name).header)].astype(object).itertuples(index=False)
        ]
        assert found == [tuple(row) for row in rows]


CONTRACT = {
    "balance": "code_pays;pays;import_eur;export_eur;solde_eur",
    "activites": "code_produit;produit;import_eur;export_eur",
    "flux-export": "code_produit;produit;code_pays;pays;valeur_eur;flux_principal",
    "flux-import": "code_pays;pays;code_produit;produit;valeur_eur;flux_principal",
    "trimestres": "annee;trimestre;import_eur;export_eur;solde_eur",
}


def test_headers_that_others_rely_on_stay() -> None:
    headers = {kind.name: ";".join(kind.table.header) for kind in KINDS}
    assert {name: headers[name] for name in CONTRACT} == CONTRACT


def test_the_metadata_beside_a_portrait_type_each_column_of_its_csv(demo: EditionData) -> None:
    names = list(portrait_tables(demo.inputs[LOIRE]))
    content = json.loads(csv_metadata(demo.portraits[LOIRE], demo.context, names))
    described = {each["url"]: each["tableSchema"]["columns"] for each in content["tables"]}
    assert list(described) == [f"{name}.csv" for name in names]
    types = {c["name"]: c["datatype"] for columns in described.values() for c in columns}
    assert types["annee"] == types["trimestre"] == types["solde_eur"] == "integer"
    assert types["code_pays"] == types["pays"] == "string"
    assert types["flux_principal"] == {"base": "boolean", "format": "oui|non"}
    assert all(c["dc:description"] for columns in described.values() for c in columns)


def test_a_column_must_be_listed() -> None:
    with pytest.raises(KeyError, match="inconnue"):
        _ = Table("x", "X", ("pays", "inconnue"), ("pays",)).columns


def test_numbers_have_a_decimal_comma_and_unknown_ones_nothing() -> None:
    text = csv_text(("a", "b", "c"), [("-1", -0.25, None)])
    assert text == "\ufeffa;b;c\r\n'-1;-0,25;\r\n"


def test_what_diversify_tells_is_a_table_each(both: EditionData) -> None:
    for territory in territories_of("42,region-84,france"):
        given = both.inputs[territory]
        tables = portrait_tables(given)
        assert table_names(given) == list(tables)
        assert ("departements" in tables) == (territory.code != "42")
        totals = both.portraits[territory].totals
        changes = tables["contributions"]
        for direction in ("export", "import"):
            for kind in ("produit", "pays"):
                own = [row for row in changes if tuple(row[:2]) == (direction, kind)]
                after = totals.export_eur if direction == "export" else totals.import_eur
                assert sum(int(row[5] or 0) for row in own) == after
        if "departements" in tables:
            assert sum(int(row[2] or 0) for row in tables["departements"]) == totals.export_eur
    loire = portrait_tables(both.inputs[LOIRE])
    assert loire["debouches"]
    assert all(float(row[4] or 0) < float(row[5] or 0) / 2 for row in loire["debouches"])
