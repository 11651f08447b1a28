from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.fuzz.oracle import IMPORT_ROW, examine, plain_readings

CASES = sorted((Path(__file__).parent / "cases").iterdir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_fuzzing_found_stays_mended(case: Path, tmp_path: Path) -> None:
    examine(case.read_bytes(), tmp_path)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"E;1;2024;42;18;C10A;1011;DE;7;1\nE;1;2023;42;18;C10A;1011;DE;5;1", 7),
        (b"\xef\xbb\xbfE;1;2024;42;18;1011;C10A;DE;7;\r\n", 7),
        (b'"E"; 03 ;2024;42;18;C10A;1011;DE;"7,00";1;\r\n', 7),
        (b"Export;T3;2024.0;42.0;18;C10A;1011;DE;7.0;1", 7),
        (b"E\t1\t2024\t42\t18\tC10A\t1011\tDE\t7\t1", 7),
        ("E,1,2024,42,18,C10A,1011,DE,7,1".encode("utf-16"), 7),
        (gzip.compress(b"E|1|2024|42|18|C10A|1011|DE|7|1", mtime=0), 7),
        (b"valeur,sens,trimestre,an,dep,nom,A129,CPF4,pays\n7,E,1,2024,42,'Loire',C10A,1011,DE", 7),
        (IMPORT_ROW, 0),
        (b"E;5;2024;42;18;C10A;1011;DE;7;1\nE;1;2024;42;18;C10A;1011;DE;7.5;1", 0),
        (b"", 0),
    ],
)
def test_the_plain_reading_that_the_reader_is_held_against(content: bytes, expected: int) -> None:
    assert max(plain_readings(content)) == (expected, 0)


@pytest.mark.parametrize(
    "data",
    [
        b'D"E"; 03 ;2024;1;18;C10A;1011;DE;"7,00";;\r\nE;1;2024;42;18;1011;C10A;DE;7;1\r\n\x1a',
        b"DExportations;T03;2024,00;42.0;18;C10A;1011.0;DE;7.;1,5;\n",
        b"BE;1;2024;42;18;C10A;1011;DE;7;1\nImport\t1\nI;1;2024;42;18;C10A;1011;DE;5;1\n",
        b"BA129|CPF4|Sens|trim|ANNEE|dep|pays|valeur\nC10A|1011|E|T1|2024|42.0|DE|7\nC10A|1011|I|T1|2024|1|DE|5",
        b"D" + "E,1,2024,42,18,C10A,1011,DE,7,1\r\n".encode("utf-16-le"),
        b"LCODE;LIBELLE\nDE\tAllemagne\n\n\xff",
        b"DE;1;2024;42;18;C10A;1011;DE;7\n",
    ],
)
def test_the_rules_hold_of_odd_bytes(data: bytes, tmp_path: Path) -> None:
    examine(data, tmp_path)
