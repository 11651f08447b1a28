from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.customs.reader import Trade, read_trade

Write = Callable[..., Path]

EXPORTS = [
    "E;1;2024;42;18;C10A;1011;DE;1000;10",
    "E;2;2024;42;18;C10A;1011;NA;2000;20",
    "E;3;2024;9A;24;C10A;0111;DE;3000;30",
    "E;4;2024;98;99;A01Z;0111;DE;40;40",
]


def _values(trade: Trade, direction: str = "export") -> list[int]:
    rows = trade.rows
    return rows[rows["direction"] == direction]["value_eur"].tolist()


VARIANTS: dict[str, str | bytes] = {
    "LF": "\n".join([*EXPORTS, ""]),
    "CRLF": "\r\n".join([*EXPORTS, ""]),
    "both": EXPORTS[0] + "\r\n" + "\n".join([*EXPORTS[1:], ""]),
    "no final newline": "\r\n".join(EXPORTS),
    "byte order mark": b"\xef\xbb\xbf" + "\n".join(EXPORTS).encode(),
    "CPF4 first": "\n".join(";".join([*f[:5], f[6], f[5], *f[7:]]) for f in (row.split(";") for row in EXPORTS)),
}


@pytest.mark.parametrize("content", VARIANTS.values(), ids=VARIANTS)
def test_accepted_forms_read_alike(write_edition: Write, content: str | bytes) -> None:
    rows = read_trade(write_edition(content), 2024).rows
    exports = rows[rows["direction"] == "export"]
    assert exports["value_eur"].tolist() == [1000, 2000, 3000, 40]
    assert exports["mass_kg"].tolist() == [10, 20, 30, 40]
    assert exports["quarter"].tolist() == [1, 2, 3, 4]
    assert exports["departement"].tolist() == ["42", "42", "9A", "98"]
    assert exports["a129"].tolist() == ["C10A", "C10A", "C10A", "A01Z"]
    assert exports["cpf4"].tolist() == ["1011", "1011", "0111", "0111"]
    assert exports["country"].tolist() == ["DE", "NA", "DE", "DE"]


def test_the_columns_have_the_types_the_rest_relies_on(write_edition: Write) -> None:
    rows = read_trade(write_edition(), 2024).rows
    assert list(rows.columns) == [
        "departement", "direction", "quarter", "a129", "cpf4", "country", "value_eur", "mass_kg",
    ]  # fmt: skip
    for name in ("departement", "direction", "a129", "cpf4", "country"):
        assert isinstance(rows[name].dtype, pd.CategoricalDtype)
    assert [str(rows[name].dtype) for name in ("quarter", "value_eur", "mass_kg")] == ["int8", "int64", "int64"]


def test_codes_of_digits_only_stay_text(write_edition: Write) -> None:
    row = "E;1;2024;01;01;A01Z;0111;01;1;1\n"
    trade = read_trade(write_edition(row, row.replace("E", "I", 1)), 2024)
    assert trade.rows["departement"].cat.categories.tolist() == ["01"]
    assert trade.rows["cpf4"].cat.categories.tolist() == ["0111"]
    assert trade.rows["country"].cat.categories.tolist() == ["01"]


def test_categories_are_those_used_in_the_year_in_their_order(write_edition: Write) -> None:
    export = "\n".join([EXPORTS[0].replace("42", "75"), EXPORTS[0], EXPORTS[2].replace("2024", "2023")])
    trade = read_trade(write_edition(export), 2024)
    assert trade.rows["departement"].cat.categories.tolist() == ["42", "75"]


def test_rows_of_other_years_are_left_out_and_counted(write_edition: Write) -> None:
    export = "\n".join([*EXPORTS, EXPORTS[0].replace("2024", "2023"), EXPORTS[0].replace("2024", "2025")])
    trade = read_trade(write_edition(export), 2024)
    assert _values(trade) == [1000, 2000, 3000, 40]
    (file, _) = trade.report.files
    assert (file.rows, file.kept, dict(file.other_years)) == (6, 4, {2023: 1, 2025: 1})


def test_repeated_keys_are_kept_row_by_row(write_edition: Write) -> None:
    assert _values(read_trade(write_edition("\n".join([EXPORTS[0]] * 3)), 2024)) == [1000, 1000, 1000]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_empty_mass_is_zero_and_counted(write_edition: Write, end: str) -> None:
    row = "E;1;2024;42;18;C10A;1011;DE;1000;"
    trade = read_trade(write_edition(end.join([row, EXPORTS[0], row, ""])), 2024)
    assert sorted(trade.rows[trade.rows["direction"] == "export"]["mass_kg"]) == [0, 0, 10]
    assert trade.report.files[0].oddities["empty_mass"] == 2


def test_the_largest_amount_is_exact(write_edition: Write) -> None:
    trade = read_trade(write_edition("E;1;2024;42;18;C10A;1011;DE;999999999999;0\n" * 3), 2024)
    assert sum(_values(trade)) == 2999999999997


def test_a_file_odd_in_every_row_is_read_and_each_oddity_counted(write_edition: Write) -> None:
    row = b'"Export";"T3";"2024.0";"42.0";"84";"c10a";"111.0";" DE ";"%d,00";"%d.5";\r\n'
    trade = read_trade(write_edition(b"".join(row % (number, number) for number in range(5000))), 2024)
    assert sum(_values(trade)) == 5000 * 4999 // 2
    oddities = trade.report.files[0].oddities
    assert oddities["quotes"] == oddities["trailing"] == oddities["quarter_letter"] == 5000


def test_many_odd_rows_under_odd_codes_are_read_beside_plain_ones(write_edition: Write) -> None:
    row = '"{}";"1";"2024";"{}";"84";"C10A";"1011";"{}";"5";"1"\r\n'
    header = '"flux";"trimestre";"année";"département";"région";"A129";"CPF4";"pays";"valeur";"masse"\r\n'
    odd = row.format("E", "ND1", "") + row.format("E", "42", "DE") * 999
    rows = read_trade(write_edition(header + odd, row.format("I", "42", "DE").replace('"', "")), 2024).rows
    assert len(rows) == 1001
    assert set(rows["departement"]) == {"42", "ND1"} and set(rows["country"]) == {"DE", "??"}


def _pick(*codes: str) -> st.SearchStrategy[str]:
    return st.sampled_from(codes)


_ROW = st.tuples(
    _pick("1", "2", "3", "4"),
    _pick("2023", "2024"),
    _pick("01", "42", "20", "9A", "75", "99"),
    _pick("18", "24"),
    _pick("A01Z", "C10A", "C30C"),
    _pick("0111", "1011", "3030"),
    _pick("DE", "NA", "QU", "ZZ"),
    st.integers(0, 999_999_999_999).map(str),
    st.integers(0, 10**9).map(str) | st.just(""),
)
_IN_2024 = ("1", "2024", "42", "18", "C10A", "1011", "DE", "7", "1")


@settings(max_examples=60, deadline=None)
@given(
    exports=st.lists(_ROW, max_size=20),
    imports=st.lists(_ROW, max_size=20),
    end=_pick("\n", "\r\n"),
    block=st.integers(100, 1500),
)
def test_sums_by_key_are_those_of_a_plain_reading(
    tmp_path_factory: pytest.TempPathFactory,
    exports: list[tuple[str, ...]],
    imports: list[tuple[str, ...]],
    end: str,
    block: int,
) -> None:
    folder = tmp_path_factory.mktemp("table")
    naive: dict[tuple[str, ...], int] = defaultdict(int)
    for flux, direction, rows in (("E", "export", exports), ("I", "import", imports)):
        table = [*rows, _IN_2024]
        (folder / f"{direction}.txt").write_text(end.join(";".join((flux, *row)) for row in table), newline="")
        for quarter, year, departement, _, a129, cpf4, country, value, _ in table:
            if year == "2024":
                naive[departement, direction, quarter, a129, cpf4, country] += int(value)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.customs.files.RawFile.blocks.__defaults__", (block,))
        frame = read_trade(folder, 2024).rows
    keys = ["departement", "direction", "quarter", "a129", "cpf4", "country"]
    found: dict[tuple[str, ...], int] = defaultdict(int)
    for *key, value in frame[[*keys, "value_eur"]].itertuples(index=False):
        found[tuple(map(str, key))] += value
    assert found == naive
