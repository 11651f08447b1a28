from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.customs.reader import read_trade
from generator.customs.sources import find_sources
from generator.errors import SiteError

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
    sources = find_sources(_folder(tmp_path, {exports: EXPORT, imports: IMPORT}))
    assert {flux: raw.name for flux, (raw, _) in sources.data.items()} == {"E": exports, "I": imports}


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
    with pytest.raises(SiteError, match=r"export_bis\.txt: a second export file, beside export\.txt"):
        find_sources(write_edition(others={"export_bis.txt": EXPORT}))


def test_a_missing_direction_is_told_with_the_file_that_is_there(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match=r"no import file, only export\.txt"):
        find_sources(_folder(tmp_path, {"export.txt": EXPORT}))


def test_a_plain_file_has_only_one_direction(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match=r"no export file, only REGIONAL_CPF4PAYSI\.txt"):
        find_sources(_folder(tmp_path, {"REGIONAL_CPF4PAYSI.txt": IMPORT}) / "REGIONAL_CPF4PAYSI.txt")


@pytest.mark.parametrize("name", ["Rhone-Alpes.XLS", "export.xlsx"])
def test_the_spreadsheets_in_thousands_are_refused_saying_what_to_take(tmp_path: Path, name: str) -> None:
    with pytest.raises(SiteError, match="REGIONAL_CPF4PAYSE") as caught:
        find_sources(_folder(tmp_path, {name: b"\xd0\xcf\x11\xe0"}))
    assert str(caught.value).startswith(f"{name}: ")
    assert "Statistiques régionales et départementales du commerce extérieur" in str(caught.value)


def test_a_folder_without_data_says_what_to_take(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match="no export nor import file; take REGIONAL_CPF4PAYSE"):
        find_sources(_folder(tmp_path, {"LISEZ-MOI.txt": "rien"}))
