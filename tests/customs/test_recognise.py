"""What a file is, by the codes of its first rows."""

from pathlib import Path

import pytest

from generator.customs.files import raw_files
from generator.customs.sources import NATIONAL, REGIONAL, FileFormat, detect_format, kinds_in

ROW = "E;1;2024;42;18;C10A;1011;DE;1000;10\n"
NATIONAL_ROW = "E;1;2024;101100;C10A;02011000;DE;7;1;1\n"
OTHER_ROW = "Total;;;;;;;;;x\n"
HEADER = "flux;trimestre;an;dep;reg;A129;CPF4;pays;valeur;masse\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "x.txt"


def form(file: Path, text: str) -> FileFormat:
    file.write_text(text, encoding="utf-8")
    (raw,) = raw_files(file)
    return detect_format(raw)


@pytest.mark.parametrize("codes", ["101100;X;X", "X;C10A;X", "X;X;02011000"], ids=["CPF6", "A129", "NC8"])
def test_one_code_in_its_place_makes_a_national_row(codes: str, file: Path) -> None:
    file.write_text(f"E;1;2024;{codes};DE;7;1;1\n", encoding="utf-8")
    assert kinds_in(file) == {"x.txt": NATIONAL}


def test_half_of_the_rows_decide_what_a_file_is(file: Path) -> None:
    for row, kind in ((ROW, REGIONAL), (NATIONAL_ROW, NATIONAL)):
        file.write_text(row + OTHER_ROW, encoding="utf-8")
        assert kinds_in(file) == {"x.txt": kind}
        file.write_text(row + OTHER_ROW * 2, encoding="utf-8")
        assert kinds_in(file) != {"x.txt": kind}


def test_a_header_is_looked_for_in_ten_lines(file: Path) -> None:
    assert form(file, "Note\n" * 9 + HEADER + ROW * 20).has_header
    assert not form(file, "Note\n" * 10 + HEADER + ROW * 20).has_header


def test_rows_under_named_columns_are_never_national(file: Path) -> None:
    named = form(file, HEADER + "E;1;2024;42;C10A;C10A;1011;DE;1000;10\n")
    assert (named.national, named.directions.total(), named.layout.is_named) == (0, 1, True)


def test_what_may_be_regional_rows_is_told_with_the_reason_and_labels_are_labels(file: Path) -> None:
    for text, told in (
        ("X;1;2024;42;18;C10A;1011;DE;7;1\n", "10 fields: not read because its rows do not begin with a flux"),
        ("DE;Allemagne;190001;999912\n", "a label file, separated by semicolons"),
    ):
        file.write_text(text, encoding="utf-8")
        assert told in kinds_in(file)["x.txt"]
