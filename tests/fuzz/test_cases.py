from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.oracle import IMPORT_ROW, examine, total_of

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
        (IMPORT_ROW, 0),
        (b"E;5;2024;42;18;C10A;1011;DE;7;1\nE;1;2024;42;18;C10A;1011;DE;7.5;1", 0),
        (b"", 0),
    ],
)
def test_the_plain_reading_that_the_reader_is_held_against(content: bytes, expected: int) -> None:
    assert total_of(content) == expected


@pytest.mark.parametrize(
    "data",
    [
        b'D"E"; 03 ;2024;1;18;C10A;1011;DE;"7,00";;\r\nE;1;2024;42;18;1011;C10A;DE;7;1\r\n\x1a',
        b"DExportations;T03;2024,00;42.0;18;C10A;1011.0;DE;7.;1,5;\n",
        b"LCODE;LIBELLE\nDE\tAllemagne\n\n\xff",
        b"DE;1;2024;42;18;C10A;1011;DE;7\n",
    ],
)
def test_the_rules_hold_of_odd_bytes(data: bytes, tmp_path: Path) -> None:
    examine(data, tmp_path)
