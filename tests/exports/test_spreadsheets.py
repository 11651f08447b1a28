"""A portrait's spreadsheets as others' programs read them: SheetJS, calamine, odfdo."""

import io
import json
import subprocess
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from odfdo import Document
from python_calamine import CalamineWorkbook

from generator.compute import EditionData
from generator.exports.spreadsheets import Workbook, ods, portrait_workbook, source_notes, xlsx
from generator.exports.tables import portrait_tables
from generator.reference.tables import PROJECT
from generator.reference.territories import Territory, territories
from generator.tables import Cell, Row, Table

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
LOIRE = next(t for t in territories() if t.code == "42")
Sheets = dict[str, list[list[object]]]


def workbook(demo: EditionData, territory: Territory = LOIRE) -> Workbook:
    return portrait_workbook(demo.portraits[territory], portrait_tables(demo.inputs[territory]), demo.context)


def by_calamine(file: bytes, _: Path) -> Sheets:
    book = CalamineWorkbook.from_filelike(io.BytesIO(file))
    return {
        name: [
            [int(c) if isinstance(c, float) and c.is_integer() else (None if c == "" else c) for c in row]
            for row in book.get_sheet_by_name(name).to_python()
        ]
        for name in book.sheet_names
    }


def by_odfdo(file: bytes, _: Path) -> Sheets:
    found: Sheets = {}
    for sheet in Document(io.BytesIO(file)).body.get_tables():
        rows = [[c.value for c in row.get_cells()] for row in sheet.rows]
        found[sheet.name or ""] = [[_plain(cell) for cell in row] for row in rows]
    return found


def _rounded(cell: object) -> object:
    """A fraction without its last digits, which are each program's own."""
    return round(cell, 12) if isinstance(cell, float) else cell


def _plain(cell: object) -> object:
    """A cell's text, or its number, which odfdo gives as a decimal."""
    if cell is None or isinstance(cell, str):
        return cell
    number = float(str(cell))
    return int(number) if number.is_integer() else number


def by_sheetjs(file: bytes, folder: Path) -> Sheets:
    (folder / "book").write_bytes(file)
    done = subprocess.run(
        [PROJECT / "tools/with-node", PROJECT / ".venv", "node", "tests/exports/read_workbook.mjs", folder / "book"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    found: Sheets = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(
    ("write", "read"), [(ods, by_calamine), (ods, by_odfdo), (ods, by_sheetjs), (xlsx, by_calamine), (xlsx, by_sheetjs)]
)
def test_every_reader_finds_the_rows_of_the_csv_below_a_header(
    write: Callable[[Workbook], bytes], read: Callable[[bytes, Path], Sheets], demo: EditionData, tmp_path: Path
) -> None:
    given_book = workbook(demo)
    found = read(write(given_book), tmp_path)
    assert list(found) == ["À lire", *(table.title for table, _ in given_book.sheets)]
    assert {"Balance", "Activités", "Flux à l'export", "Flux à l'import", "Par trimestre"} < set(found)
    for own, rows in given_book.sheets:
        header, *cells = found[own.title]
        assert header == [column.title for column in own.columns]
        assert [list(map(_rounded, row)) for row in cells] == [list(map(_rounded, row)) for row in rows]
    years = [row[0] for row in found["Par trimestre"][1:]]
    assert years == [2024] * 4


@pytest.mark.parametrize(("write", "read"), [(ods, by_odfdo), (xlsx, by_calamine)])
def test_the_first_sheet_tells_what_the_file_is(
    write: Callable[[Workbook], bytes], read: Callable[[bytes, Path], Sheets], demo: EditionData, tmp_path: Path
) -> None:
    rows = read(write(workbook(demo)), tmp_path)["À lire"]
    text = "\n".join(str(cell) for row in rows for cell in row).replace("\u00a0", " ")
    for words in ("Loire, 2024", "DÉMONSTRATION", "Source", "Licence Ouverte 2.0", "CAF", "21 novembre 2026"):
        assert words in text
    totals = demo.portraits[LOIRE].totals
    assert [v for row in rows for v in row if isinstance(v, int)] == [totals.export_eur, totals.import_eur]


def test_made_up_amounts_are_never_said_to_be_the_customs(demo: EditionData) -> None:
    real = replace(demo.context, demonstration=False)
    assert "Douanes" in real.producer
    for context, theirs in ((demo.context, False), (real, True)):
        text = "\n".join(note.text for note in source_notes("…", context))
        assert (f"Producteur : {real.producer}" in text.replace("\u00a0", " ")) == theirs
        assert ("Données d'origine" in text) == theirs


@pytest.mark.parametrize("write", [ods, xlsx])
def test_the_same_portrait_gives_the_same_bytes(write: Callable[[Workbook], bytes], demo: EditionData) -> None:
    assert write(workbook(demo)) == write(workbook(demo))


def test_an_ods_is_known_by_its_first_bytes_and_lists_its_parts(demo: EditionData) -> None:
    file = ods(workbook(demo))
    assert file[30:84] == b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
    with zipfile.ZipFile(io.BytesIO(file)) as packed:
        listed = ET.fromstring(packed.read("META-INF/manifest.xml"))
        names = {entry.attrib[next(k for k in entry.attrib if k.endswith("full-path"))] for entry in listed}
        assert names - {"/"} == set(packed.namelist()) - {"mimetype", "META-INF/manifest.xml"}
        for name in names - {"/"}:
            ET.fromstring(packed.read(name))
        assert f"{TABLE}table-header-rows" not in packed.read("content.xml").decode()


def test_an_excel_sheet_keeps_its_header_in_sight_and_has_no_formula(demo: EditionData) -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx(workbook(demo)))) as packed:
        sheets = [packed.read(n).decode() for n in packed.namelist() if n.startswith("xl/worksheets/sheet")]
    assert all('state="frozen"' in sheet for sheet in sheets[1:])
    assert not any("<f>" in sheet for sheet in sheets)


def one_row(demo: EditionData, *cells: Cell) -> Workbook:
    rows: tuple[Row, ...] = (cells,)
    own = Table("x", "Une", ("code_pays", "pays", "solde_eur"), ("code_pays",))
    return replace(workbook(demo), sheets=((own, rows),))


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40), st.integers(-(10**13), 10**13))
def test_whatever_a_label_holds_it_comes_back_as_text(demo: EditionData, label: str, amount: int) -> None:
    content = zipfile.ZipFile(io.BytesIO(ods(one_row(demo, "NA", label, amount)))).read("content.xml")
    rows = list(ET.fromstring(content).iter(f"{TABLE}table-row"))
    cells = ["".join(cell.itertext()) for cell in rows[-1].iter(f"{TABLE}table-cell")]
    assert cells == ["NA", "".join("\ufffd" if c in "\ufffe\uffff" else c for c in label), str(amount)]


@pytest.mark.parametrize("write", [ods, xlsx])
@pytest.mark.parametrize("label", ["=1+1", "@x", "https://x.example", "0111", "<b>&", "NA"])
def test_a_label_that_looks_like_something_else_stays_text(
    write: Callable[[Workbook], bytes], label: str, demo: EditionData, tmp_path: Path
) -> None:
    found = by_calamine(write(one_row(demo, label, label, None)), tmp_path)["Une"][1]
    assert found[:2] == [label, label]
    assert found[2:] in ([], [None])
