from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.customs.check import write_bad_rows
from generator.customs.reader import read_trade
from generator.errors import DataError, SiteError

pytestmark = pytest.mark.whole

Write = Callable[..., Path]

GOOD = "E;1;2024;42;18;C10A;1011;DE;1000;10"
IMPORT = b"I;1;2024;42;18;C10A;1011;DE;500;5\n"

# What is wrong → the row itself and the column that the message must name, if it is one column's fault.
BAD_ROWS: dict[str, tuple[str | bytes, str | None]] = {
    "nine fields": ("E;1;2024;42;18;C10A;1011;DE;1000", None),
    "eleven fields": (GOOD + ";1", None),
    "commas": (GOOD.replace(";", ","), None),
    "tabs": (GOOD.replace(";", "\t"), None),
    "negative value": ("E;1;2024;42;18;C10A;1011;DE;-1000;10", "valeur"),
    "decimal value, point": ("E;1;2024;42;18;C10A;1011;DE;1000.5;10", "valeur"),
    "decimal value, comma": ("E;1;2024;42;18;C10A;1011;DE;1000,5;10", "valeur"),
    "empty value": ("E;1;2024;42;18;C10A;1011;DE;;10", "valeur"),
    "word for a value": ("E;1;2024;42;18;C10A;1011;DE;mille;10", "valeur"),
    "value with spaces": ("E;1;2024;42;18;C10A;1011;DE;1 000;10", "valeur"),
    "signed value": ("E;1;2024;42;18;C10A;1011;DE;+1000;10", "valeur"),
    "exponent": ("E;1;2024;42;18;C10A;1011;DE;1e3;10", "valeur"),
    "hexadecimal": ("E;1;2024;42;18;C10A;1011;DE;0x10;10", "valeur"),
    "NaN": ("E;1;2024;42;18;C10A;1011;DE;NaN;10", "valeur"),
    "value of 13 digits": ("E;1;2024;42;18;C10A;1011;DE;1000000000000;10", "valeur"),
    "Arabic digits": ("E;1;2024;42;18;C10A;1011;DE;١٠٠٠;10", "valeur"),
    "quarter 0": ("E;0;2024;42;18;C10A;1011;DE;1000;10", "trimestre"),
    "quarter 5": ("E;5;2024;42;18;C10A;1011;DE;1000;10", "trimestre"),
    "month 12": ("E;12;2024;42;18;C10A;1011;DE;1000;10", "trimestre"),
    "empty quarter": ("E;;2024;42;18;C10A;1011;DE;1000;10", "trimestre"),
    "unknown flux": ("X;1;2024;42;18;C10A;1011;DE;1000;10", "flux"),
    "empty flux": (";1;2024;42;18;C10A;1011;DE;1000;10", "flux"),
    "import among exports": ("I;1;2024;42;18;C10A;1011;DE;1000;10", "flux"),
    "year of two digits": ("E;1;24;42;18;C10A;1011;DE;1000;10", "année"),
    "year in words": ("E;1;deux;42;18;C10A;1011;DE;1000;10", "année"),
    "year 0024": ("E;1;0024;42;18;C10A;1011;DE;1000;10", "année"),
    "NUL": (b"E;1;2024;42;18;C10A;1011;D\0;1000;10", "pays"),
    "not UTF-8": (b"E;1;2024;42;18;C10A;1011;\xe9\xe8;1000;10", "pays"),
    "control character": (b"E;1;2024;42;18;C10A;1011;\x1b[;1000;10", "pays"),
    "carriage return alone": (GOOD + "\r" + GOOD, "masse"),
}


def _bytes(row: str | bytes) -> bytes:
    return row.encode() if isinstance(row, str) else row


def _refusal(folder: Path) -> DataError:
    with pytest.raises(DataError) as caught:
        read_trade(folder, 2024)
    return caught.value


@pytest.mark.parametrize(("bad", "column"), BAD_ROWS.values(), ids=BAD_ROWS)
def test_a_bad_row_is_refused_with_file_row_and_column(
    write_edition: Write, bad: str | bytes, column: str | None
) -> None:
    good = GOOD.encode()
    error = _refusal(write_edition(b"\r\n".join([good, good, _bytes(bad), good, b""])))
    assert (error.file, error.row, error.column) == ("export.txt", 3, column)
    assert str(error).startswith("export.txt, row 3")
    assert "\n" not in str(error)
    assert "\0" not in str(error)


# A file is known by most of its rows: with that one first, it is as much of one direction as of the other.
FIRST_ROWS = {name: row for name, (row, _) in BAD_ROWS.items() if name != "import among exports"}


@pytest.mark.parametrize("bad", FIRST_ROWS.values(), ids=FIRST_ROWS)
def test_a_bad_first_row_is_refused_as_row_1_not_ignored(write_edition: Write, bad: str | bytes) -> None:
    error = _refusal(write_edition(_bytes(bad) + b"\n" + GOOD.encode() + b"\n"))
    assert (error.file, error.row) == ("export.txt", 1)


@pytest.mark.parametrize("name", ["donnees.txt", "DONNEES.CSV", "donnees"])
def test_a_text_beside_good_files_is_left_alone_and_named(write_edition: Write, name: str) -> None:
    others = {name: "flux;trimestre;annee\nE;1;2024\n"}
    assert read_trade(write_edition(others=others), 2024).report.ignored == (name,)


def test_a_broken_file_is_read_where_it_would_be_the_direction_that_is_missing(write_edition: Write) -> None:
    folder = write_edition(export="E;1;2024\n")
    (folder / "export.txt").rename(folder / "donnees.txt")
    assert str(_refusal(folder)).startswith("donnees.txt, row 1: 3 fields")


def test_the_message_says_what_was_found_and_what_was_expected(write_edition: Write) -> None:
    error = _refusal(write_edition(f"{GOOD}\nE;1;2024;42;18;C10A;1011;DE;12,5;10\n{GOOD};1\n"))
    assert str(error).split("\n") == [
        "export.txt, row 2, column valeur: malformed: '12,5' (expected whole euros, 1 to 12 digits)",
        f"export.txt, row 3: 11 fields: '{GOOD};1' (expected 10 fields separated by semicolons)",
        "(2 bad rows)",
    ]


@pytest.mark.parametrize(
    ("rows", "end"),
    [(10, "(10 bad rows)"), (11, "(11 bad rows, the first 10)"), (5000, "(3000 or more bad rows, the first 10)")],
)
def test_the_first_ten_are_shown_of_as_many_as_there_are(write_edition: Write, rows: int, end: str) -> None:
    lines = str(_refusal(write_edition("E;1;2024\n" * rows))).split("\n")
    assert [line.split(":")[0] for line in lines[:-1]] == [f"export.txt, row {n}" for n in range(1, 11)]
    assert lines[-1] == end


def test_all_bad_rows_are_written_on_request_and_act_nowhere(write_edition: Write, tmp_path: Path) -> None:
    folder = write_edition(
        f"{GOOD}\n{GOOD};1\n{GOOD.replace(';1000;', ';=cmd();')}\n", IMPORT.replace(b";5\n", b";\0\n")
    )
    target = tmp_path / "reports" / "bad.csv"
    write_bad_rows([folder], target)
    assert target.read_bytes().decode("utf-8-sig").split("\r\n") == [
        "file;row;column;value;expected;message",
        f'export.txt;2;;"{GOOD};1";10 fields separated by semicolons;11 fields',
        "export.txt;3;valeur;'=cmd();whole euros, 1 to 12 digits;malformed",
        'import.txt;1;masse;"I;1;2024;42;18;C10A;1011;DE;500;?";;bytes that are not text',
        "",
    ]
    assert [path.name for path in target.parent.iterdir()] == ["bad.csv"]


def test_rows_are_counted_across_chunks(write_edition: Write) -> None:
    many = 300_000  # 36 bytes each: more than one block
    trade = read_trade(write_edition(f"{GOOD}\n" * many + "E;9\n"), 2024)
    (fault,) = trade.report.files[0].set_aside
    assert fault.row == many + 1


def test_other_encodings_are_not_text(write_edition: Write) -> None:
    error = _refusal(write_edition(f"{GOOD}\n".encode("utf-32")))
    assert error.row == 1
    assert "bytes that are not text" in str(error)


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused_with_its_name(write_edition: Write, content: bytes) -> None:
    error = _refusal(write_edition(content))
    assert error.file == "export.txt"
    assert "no row for 2024" in str(error)


def test_no_row_of_the_year_is_refused_with_the_years_found(write_edition: Write) -> None:
    error = _refusal(write_edition(GOOD.replace("2024", "2023") + "\n"))
    assert str(error) == "export.txt: no row for 2024 (years found: 2023)"


def test_imports_in_both_files_are_refused_whatever_the_names(write_edition: Write) -> None:
    assert str(_refusal(write_edition(IMPORT))) == "import.txt: a second import file; the first is export.txt"


def test_a_file_without_line_ends_is_not_read_to_its_end(write_edition: Write) -> None:
    folder = write_edition()
    with (folder / "export.txt").open("wb") as stream:
        stream.truncate(900 << 20)
    error = _refusal(folder)
    assert error.row == 1
    assert "bytes that are not text" in str(error)


def test_amounts_that_would_overflow_are_refused(write_edition: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.customs.reader._MAX_SUM", 1999)
    assert "add up to more" in str(_refusal(write_edition(f"{GOOD}\n{GOOD}\n")))


VALID = f"{GOOD}\r\n{GOOD}\r\n{GOOD.replace('C10A', 'C20A')}\r\n".encode()


@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_mutated_bytes_are_read_or_refused_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    mutated = bytearray(VALID)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(mutated) - 1))
        mutated[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
        mutated = mutated or bytearray(b"\n")
    folder = tmp_path_factory.mktemp("mutated")
    (folder / "export.txt").write_bytes(mutated)
    (folder / "import.txt").write_bytes(IMPORT)
    try:
        trade = read_trade(folder, 2024)
    except SiteError as error:
        assert "export.txt" in str(error)
    else:
        assert len(trade.rows) >= 2
        assert trade.rows["value_eur"].min() >= 0
