import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.customs.check import render_report
from generator.customs.reader import read_trade
from generator.customs.sources import find_sources
from generator.errors import SiteError
from generator.reference.direction import Direction

Write = Callable[..., Path]

EXPORT = "E;1;2024;42;18;C10A;1011;DE;1000;10\n"
IMPORT = "I;1;2024;42;18;C10A;1011;DE;500;5\n"


def _folder(path: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    ("exports", "imports"),
    [
        ("REGIONAL_CPF4PAYSE.txt", "REGIONAL_CPF4PAYSI.txt"),
        ("regional_cpf4payse_2024.TXT", "regional_cpf4paysi_2024.TXT"),
        ("Regional-2019-export/Region_2019_Export.txt", "Regional-2021-import/Region_2021_Import.txt"),
        ("export/donnees.csv", "import/donnees.csv"),
        ("import-export/Export.txt", "import-export/Import.txt"),
        ("a.txt", "b.dat"),
        ("b", "a"),
    ],
)
def test_the_files_of_each_direction_are_found(tmp_path: Path, exports: str, imports: str) -> None:
    sources = find_sources([_folder(tmp_path, {exports: EXPORT, imports: IMPORT})])
    found = [(layout.directions, raw.name) for raw, layout in sources.data]
    assert found == [((Direction.EXPORT,), exports), ((Direction.IMPORT,), imports)]


DOCUMENTS: dict[str, str | bytes] = {
    "LISEZ-MOI.txt": "Fichiers régionaux ;\n",
    "lisezmoi.TXT": EXPORT + "Une ligne par produit\net par pays :\n",
    "readme.md": "a;b",
    "description.pdf": b"%PDF-1.4\n",
    "note.docx": b"PK\x03\x04",
    "__MACOSX/export.txt": b"\0\5\26\7",
    "Libelle_NC8_2024.txt": "01012100;Chevaux;202401;999912\n",
    "liste-ti-com2023-20240704.csv": "insee_com;lib_com;id_ti;lib_ti\n",
    "nomenclature.xls": b"\xd0\xcf\x11\xe0",
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_documents_beside_the_data_are_ignored_and_named(write_edition: Write, name: str) -> None:
    assert read_trade(write_edition(others={name: DOCUMENTS[name]}), 2024).report.ignored == (name,)


@pytest.mark.parametrize("name", [".made", "sources.lock", ".hidden.txt"])
def test_what_is_ours_or_hidden_is_passed_over_in_silence(write_edition: Write, name: str) -> None:
    assert read_trade(write_edition(others={name: "x"}), 2024).report.ignored == ()


def test_national_files_beside_the_regional_ones_are_left_alone_and_named(write_edition: Write) -> None:
    others = {
        "National_2024_Export.txt": "E;1;2024;101100;C10A;02011000;DE;7;1;1\n",
        "National_2024_Import.txt": "I;12;2024;101100;C10A;02011000;DE;7;1;\n",
    }
    trade = read_trade(write_edition(others=others), 2024)
    assert trade.report.national == tuple(others)
    assert trade.rows["value_eur"].sum() == 1500


def test_two_files_for_one_direction_are_refused_with_both_names(write_edition: Write) -> None:
    with pytest.raises(SiteError, match=r"export_bis\.txt: a second export file; the first is export\.txt"):
        find_sources([write_edition(others={"export_bis.txt": EXPORT})])


def test_a_missing_direction_is_told_with_the_file_that_is_there(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match=r"no import file, only export\.txt"):
        read_trade(_folder(tmp_path, {"export.txt": EXPORT}), 2024)


def test_a_few_rows_of_the_other_direction_are_none(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match=r"no import file, only all\.txt"):
        read_trade(_folder(tmp_path, {"all.txt": EXPORT * 20_000 + IMPORT}), 2024)


def test_a_plain_file_of_one_direction(tmp_path: Path) -> None:
    name = "REGIONAL_CPF4PAYSI.txt"
    with pytest.raises(SiteError, match=r"no export file, only REGIONAL_CPF4PAYSI\.txt"):
        read_trade(_folder(tmp_path, {name: IMPORT}) / name, 2024)


def test_one_file_may_hold_both_directions(tmp_path: Path) -> None:
    trade = read_trade(_folder(tmp_path, {"all.txt": EXPORT * 3000 + IMPORT * 2000}) / "all.txt", 2024)
    assert trade.rows.groupby("direction", observed=True).size().to_dict() == {"export": 3000, "import": 2000}
    assert "`all.txt` | les deux" in render_report(trade.report)


def test_several_files_may_be_given(tmp_path: Path) -> None:
    folder = _folder(tmp_path, {"e/a.txt": EXPORT, "i/a.txt": IMPORT, "i/b.txt": IMPORT})
    trade = read_trade([folder / "e" / "a.txt", folder / "i" / "a.txt", folder / "e" / "a.txt"], 2024)
    assert [file.name for file in trade.report.files] == ["e/a.txt", "i/a.txt"]


def test_what_is_hidden_is_left_alone(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "E.txt": EXPORT,
        "I.txt": IMPORT,
        ".ipynb_checkpoints/E-checkpoint.txt": EXPORT,
        ".I.txt.swp": IMPORT,
    }
    assert read_trade(_folder(tmp_path, files), 2024).report.ignored == ()


# What is there → what is said of it.
UNREAD: dict[str, tuple[str | bytes, str]] = {
    "nine fields": (
        "X,1,2024,42,18,C10A,1011,DE,1000\n" * 3,
        "separated by commas, UTF-8, not compressed, 9 fields: not read because its rows do not have 10 fields",
    ),
    "cp1252": (
        "année|département|région\n2024|42|84\n".encode("cp1252"),
        "separated by bars, neither UTF-8 nor UTF-16, not compressed, 3 fields: not read because",
    ),
    "no fields": ("Bonjour\n".encode("utf-16"), "no separator, UTF-16, not compressed, 1 field: not read"),
    "gzip": (gzip.compress(b"a\tb\n"), "separated by tabs, UTF-8, gzip, 2 fields: not read because"),
    "columns missing": (
        "Flux;Année;Trimestre;Code pays;Valeur\nE;2024;1;DE;7\n",
        "its header names no column for département, A129, CPF4",
    ),
    "thousands": (
        "flux;trimestre;année;dep;A129;CPF4;pays;valeur_keur\nE;1;2024;42;C10A;1011;DE;7.5\n",
        "its column 'valeur_keur' holds amounts in thousands of euros, where whole euros are expected",
    ),
    "a label file": ("DE;Allemagne;190001;999912\n", "a label file, separated by semicolons, UTF-8"),
    "a web page": ("<!DOCTYPE html><p>404</p>", "a web page"),
    "nothing": ("", "empty"),
}


@pytest.mark.parametrize(("content", "said"), UNREAD.values(), ids=UNREAD)
def test_nothing_recognised_is_told_file_by_file(content: str | bytes, said: str, tmp_path: Path) -> None:
    folder = _folder(tmp_path, {"x.txt": content, "LISEZ-MOI": "Rien"})
    with pytest.raises(SiteError, match="no export or import file") as caught:
        read_trade(folder, 2024)
    lines = str(caught.value).splitlines()
    assert any(line.startswith("  - x.txt: ") and said in line for line in lines)
    assert any(line.startswith("  - LISEZ-MOI: no separator, UTF-8") for line in lines)
    assert lines[-1].startswith("  expected: rows of ten fields (flux E or I;")
    with pytest.raises(SiteError) as alone:
        read_trade(folder / "x.txt", 2024)
    assert said in str(alone.value)
    assert lines[-1] in str(alone.value)


@pytest.mark.parametrize("name", ["Rhone-Alpes.XLS", "export.xlsx"])
def test_the_spreadsheets_in_thousands_are_refused_saying_what_to_take(tmp_path: Path, name: str) -> None:
    with pytest.raises(SiteError, match="REGIONAL_CPF4PAYSE") as caught:
        find_sources([_folder(tmp_path, {name: b"\xd0\xcf\x11\xe0"})])
    assert str(caught.value).startswith(f"{name}: ")
    assert "Statistiques régionales et départementales du commerce extérieur" in str(caught.value)


def test_a_folder_without_data_says_what_to_take(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match="no export or import file; take REGIONAL_CPF4PAYSE"):
        find_sources([_folder(tmp_path, {"LISEZ-MOI.txt": "rien"})])
