"""What a reader takes away: the spreadsheet, the edition's tables, the schema that describes ``portrait.json``."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from pathlib import Path

import fastparquet
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from generator.compute import EditionData, compute, territories_of
from generator.edition import edition_of_input
from generator.exports.csv import portrait_tables
from generator.exports.datapackage import datapackage, edition_csvs, edition_tables, whole_columns
from generator.exports.ods import portrait_ods
from generator.exports.parquet import parquet_columns, write_parquet
from generator.french.formatting import file_size
from generator.reference.tables import PROJECT
from generator.reference.territories import Territory, territories
from generator.site.portrait_files import portrait_text
from generator.system.progress import Progress

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
SCHEMA = PROJECT / "docs" / "schema" / "portrait.schema.json"
LOIRE = next(t for t in territories() if t.code == "42")
Row = list[str | int]


@pytest.fixture(scope="module")
def demo(demo_folder: Path) -> EditionData:
    return compute(edition_of_input(2024, demo_folder), territories_of("42"), Progress())


def spreadsheet(demo: EditionData, territory: Territory = LOIRE, **tables: list[Row]) -> bytes:
    held = tables or portrait_tables(demo.inputs[territory])
    return portrait_ods(demo.portraits[territory], held, demo.context)


def sheets(ods: bytes) -> dict[str, list[Row]]:
    """The cells of each sheet, typed: currency as an integer, all else as text."""

    def value(cell: ET.Element) -> str | int:
        if cell.get(f"{OFFICE}value-type") == "currency":
            return int(cell.attrib[f"{OFFICE}value"])
        assert cell.get(f"{OFFICE}value-type") == "string"
        return "".join("".join(p.itertext()) for p in cell.iter(f"{TEXT}p"))

    with zipfile.ZipFile(io.BytesIO(ods)) as packed:
        root = ET.fromstring(packed.read("content.xml"))
    return {
        sheet.attrib[f"{TABLE}name"]: [
            [value(cell) for cell in row.iter(f"{TABLE}table-cell")]
            for row in sheet.iter(f"{TABLE}table-row")
        ]
        for sheet in root.iter(f"{TABLE}table")
    }


def test_a_sheet_a_figure_with_the_rows_of_the_csv(demo: EditionData) -> None:
    found = sheets(spreadsheet(demo))
    assert list(found) == ["À lire", *(kind.sheet for kind in demo.kinds)]
    assert {"Balance", "Activités", "Flux à l'export", "Flux à l'import"} < set(found)
    tables = portrait_tables(demo.inputs[LOIRE]).values()
    for sheet, rows in zip(list(found.values())[1:], tables, strict=True):
        assert sheet[1:] == [list(row) for row in rows]
        assert len(sheet[0]) == len(sheet[1])


def test_the_first_sheet_says_what_the_file_is(demo: EditionData) -> None:
    rows = sheets(spreadsheet(demo))["À lire"]
    said = "\n".join(str(cell) for row in rows for cell in row)
    for words in ("Loire, 2024", "DÉMONSTRATION", "Source", "Licence Ouverte 2.0", "CAF", "21 novembre 2026"):
        assert words in said
    totals = demo.portraits[LOIRE].totals
    assert [row[1] for row in rows if len(row) > 1] == [totals.export_eur, totals.import_eur]


def test_made_up_amounts_are_never_said_to_be_the_customs(demo: EditionData) -> None:
    real = replace(demo.context, demonstration=False)
    assert "Douanes" in real.producer
    for context, theirs in ((demo.context, False), (real, True)):
        ods = portrait_ods(demo.portraits[LOIRE], portrait_tables(demo.inputs[LOIRE]), context)
        said = "\n".join(str(cell) for row in sheets(ods)["À lire"] for cell in row)
        assert (f"Producteur : {real.producer}" in said.replace("\u00a0", " ")) == theirs
        assert ("Données d'origine" in said) == theirs


def test_a_spreadsheet_is_known_by_its_first_bytes_and_is_the_same_each_time(demo: EditionData) -> None:
    ods = spreadsheet(demo)
    assert ods == spreadsheet(demo)
    assert ods[30:84] == b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
    with zipfile.ZipFile(io.BytesIO(ods)) as packed:
        listed = ET.fromstring(packed.read("META-INF/manifest.xml"))
        names = {entry.attrib[next(k for k in entry.attrib if k.endswith("full-path"))] for entry in listed}
        assert names - {"/"} == set(packed.namelist()) - {"mimetype", "META-INF/manifest.xml"}
        for name in names - {"/"}:
            ET.fromstring(packed.read(name))


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40), st.integers(-(10**13), 10**13))
def test_whatever_a_label_holds_it_comes_back_as_text(demo: EditionData, label: str, amount: int) -> None:
    found = sheets(spreadsheet(demo, balance=[["DE", label, 1, 2, amount]]))
    assert found["Balance"][1] == [
        "DE",
        "".join("\ufffd" if c in "\ufffe\uffff" else c for c in label),
        1,
        2,
        amount,
    ]


def test_every_portrait_is_as_the_schema_says(demo: EditionData) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for territory in territories():
        text = portrait_text(demo, territory)
        assert [error.message for error in validator.iter_errors(json.loads(text))] == [], territory.name


@pytest.mark.parametrize(
    ("key", "wrong"),
    [("schema", 2), ("edition", 2024), ("balance", [{"pays": "DE"}]), ("flux_export", None), ("other", 1)],
)
def test_the_schema_refuses_what_is_wrong(key: str, wrong: object, demo: EditionData) -> None:
    validator = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    content = json.loads(portrait_text(demo, LOIRE))
    assert validator.is_valid(content)
    assert not validator.is_valid({**content, key: wrong})


def test_the_tables_of_the_edition_are_those_of_its_portraits(demo: EditionData) -> None:
    some = [demo.inputs[territory] for territory in territories_of("42,region-84,france")]
    tables = edition_tables(some)
    texts = edition_csvs(tables, demo.context)
    assert list(texts) == [f"portraits-2024-demonstration-{name}.csv" for name in tables]
    for name, text in zip(tables, texts.values(), strict=True):
        header, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";")
        assert tuple(header) == whole_columns(name)
        if name == "territoires":
            assert {row[1] for row in rows} == {"42", "84", "FR"}
            continue
        expected = [[str(c) for c in row] for given in some for row in portrait_tables(given)[name]]
        assert [row[3:] for row in rows] == expected


def test_the_dictionary_knows_each_file_and_its_keys(demo: EditionData) -> None:
    tables = edition_tables(demo.inputs[territory] for territory in territories())
    files = {name: text.encode() for name, text in edition_csvs(tables, demo.context).items()}
    package = json.loads(datapackage(tables, files, demo.context))
    assert [resource["path"] for resource in package["resources"]] == list(files)
    for resource in package["resources"]:
        content = files[resource["path"]]
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
        fields = {field["name"]: field for field in resource["schema"]["fields"]}
        assert list(fields) == list(rows[0])
        keys = [tuple(row[column] for column in resource["schema"]["primaryKey"]) for row in rows]
        assert len(keys) == len(set(keys)), resource["name"]
        for name, field in fields.items():
            if field["type"] == "integer":
                assert all(re.fullmatch(r"-?\d+", row[name]) for row in rows)
            assert field["description"]


def test_the_parquet_file_holds_the_same_rows_and_says_what_they_are(
    demo: EditionData, tmp_path: Path
) -> None:
    some = [demo.inputs[territory] for territory in territories() if territory.code in ("42", "84", "FR")]
    tables = edition_tables(some)
    for name in ("a", "b"):
        write_parquet(tmp_path / name, tables, demo.context)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    file = fastparquet.ParquetFile(io.BytesIO((tmp_path / "a").read_bytes()))
    columns = parquet_columns(tables)
    assert tuple(file.columns) == columns
    meanings = json.loads(file.key_value_metadata["columns"])
    assert set(meanings) == set(columns)
    assert "DÉMONSTRATION" in file.key_value_metadata["description"]
    frame = file.to_pandas()
    assert {str(frame[column].dtype) for column in columns if column.endswith("_eur")} == {"Int64"}
    for name, rows in tables.items():
        own = frame[frame["tableau"] == name]
        said = {True: "oui", False: "non"}
        found = [
            tuple(said[v] if isinstance(v, bool) else v for v in row)
            for row in own[list(whole_columns(name))].astype(object).itertuples(index=False)
        ]
        assert found == [tuple(row) for row in rows]


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "1 ko"), (499, "1 ko"), (1500, "2 ko"), (320_400, "320 ko"), (16_240_000, "16,2 Mo")],
)
def test_a_file_size_as_it_is_read(count: int, text: str) -> None:
    assert file_size(count).replace("\u00a0", " ") == text
