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
        (IMPORT_ROW, None),
        (b"E;1;2024;42;18;C10A;1011;DE;7;1\r", None),
        (b"", None),
    ],
)
def test_the_plain_reading_that_the_reader_is_held_against(content: bytes, expected: int | None) -> None:
    assert total_of(content) == expected
