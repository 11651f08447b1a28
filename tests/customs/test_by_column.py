"""The rows that are mended column by column are those that the line-by-line reader gives, and told the same."""

from __future__ import annotations

from collections import Counter
from pathlib import Path, PurePosixPath
from unittest.mock import patch

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from generator.customs import data_file
from generator.customs.archive import RawFile
from generator.customs.columns import CODES, Fault, Layout
from generator.customs.data_file import read_file
from generator.customs.reader import read_trade
from generator.customs.report import FileRead
from generator.customs.rows import Faults, RowReader
from generator.errors import DataError
from generator.reference.direction import Direction
from tests.customs.plain_year import YEAR

BOTH = (Direction.EXPORT, Direction.IMPORT)
LAYOUTS = (
    Layout((Direction.EXPORT,)),
    Layout(BOTH),
    Layout(BOTH).swapped(),
    Layout(BOTH, ","),
    Layout(BOTH, "\t"),
    # the mass is missing, a label stands between
    Layout(BOTH, ";", (0, 1, 2, 3, None, 5, 6, 7, 8, None), 9, ("Libellé",), is_named=True),
)
FIELDS: tuple[tuple[str, ...], ...] = (
    ("E", "E", "I", "e", "Export", "IMPORTATIONS", "X", ""),
    ("1", "2", "03", "T3", "q04", "4.0", "5", "0", "T 1"),
    ("2024", "2024", "2023", "2024.0", "2024,00", "1824", "24"),
    ("42", "2A", "1", "42.0", "971", "976,0", "2a", "", "XYZ", "00042", "Côte-d'Or", "x" * 70),
    ("84", "Auvergne-Rhône-Alpes", "", "84.0", "\x00"),
    ("C10A", "c10a", "", "C1", "1011", "Z99Z"),
    ("1011", "111", "1011.0", "", "C10A", "ABC", "12345"),
    ("DE", "de", "", "NA", "D", "\xff\xfe", "É"),
    ("1", "12345", "12.0", "12,00", "12.", "12.5", "0012", "-3", "", "9" * 12, "9" * 13, "1 234", "1e5", "٣"),
    ("1", "0", "", "12.0", "12,5", "-3", "ND", "9" * 15, "1 234,5", "7."),
)
HEADER = ("Sens", "Trimestre", "Année", "Dep", "Région", "A129", "CPF4", "Pays", "Valeur", "Masse")
LABELS = ("Loire", '"Loire ; Rhône"', "Côte-d'Or", '"Loire"', " Loire ", 'l"or', "")
PAD = ("", "", "", "", " ", "  ", "\t", "\u00a0")


@st.composite
def _line(draw: st.DrawFn, layout: Layout) -> bytes:
    is_odd = draw(st.integers(0, 3))
    parts = [""] * layout.width
    for label in range(layout.width):
        parts[label] = draw(st.sampled_from(LABELS if is_odd else ("Loire", '"Loire ; Rhône"')))
    quotes = draw(st.sampled_from(("none", "none", "all", "some")))
    for place, fields in zip(layout.places, FIELDS, strict=True):
        if place is None:
            continue
        most = len(fields) if is_odd == 3 else 4 if is_odd == 2 else 2 if is_odd else 1
        text = draw(st.sampled_from(fields[:most]))
        if is_odd > 1:
            text = draw(st.sampled_from(PAD)) + text + draw(st.sampled_from(PAD))
        if quotes == "all" or (quotes == "some" and draw(st.booleans())):
            text = f'"{text}"'
            if is_odd == 3:
                text = draw(st.sampled_from(PAD)) + text + draw(st.sampled_from(PAD))
        parts[place] = text
    line = layout.separator.join(parts)
    line += draw(
        st.sampled_from(("", "", "", layout.separator, layout.separator + " ", layout.separator * 2))
    )
    if is_odd == 3:
        line = draw(
            st.sampled_from(
                (line, line, line, "", ";;;;;;;;;", layout.separator.join(HEADER), '"', line + '"')
            )
        )
    end = draw(st.sampled_from(("\n", "\n", "\r\n", "\r\r\n", "\x1a\n")))
    return (line + end).encode("utf-8" if draw(st.integers(0, 9)) else "latin-1", errors="replace")


def _read(path: Path, layout: Layout, many: int) -> tuple[pd.DataFrame, FileRead] | str:
    raw = RawFile(path.name, PurePosixPath(path.name), path.stat().st_size, path)
    with patch.object(data_file, "_MANY", many), patch.object(Faults, "refuse_too_many"):
        try:
            parts, counts = read_file(raw, layout, YEAR, None)
        except DataError as error:
            return str(error)
    for part in parts:
        part[CODES] = part[CODES].astype(str)
    rows = pd.concat(parts, ignore_index=True)
    rows = rows[sorted(rows.columns)]
    return rows.sort_values(list(rows.columns), ignore_index=True), counts


# a failing example is small enough as it is drawn
@settings(
    max_examples=60,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    report_multiple_bugs=False,
)
@given(data=st.data())
def test_both_ways_give_the_same_rows_counts_and_faults(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    layout = data.draw(st.sampled_from(LAYOUTS))
    fields = [""] * layout.width
    for place, field in zip(
        layout.places, ("E", "1", "2024", "42", "84", "C10A", "1011", "DE", "5", "1"), strict=True
    ):
        if place is not None:
            fields[place] = field
    good = layout.separator.join(fields).encode() + b"\n"
    lines = data.draw(st.lists(_line(layout), min_size=1, max_size=30))
    path = tmp_path_factory.mktemp("mixed") / "export.txt"
    path.write_bytes(b"".join([*lines, good]))
    by_line, by_column = (_read(path, layout, many) for many in (1 << 30, 1))
    if isinstance(by_line, str) or isinstance(by_column, str):
        assert by_line == by_column
        return
    pd.testing.assert_frame_equal(by_line[0], by_column[0])
    assert +Counter(by_line[1].mended) == +Counter(by_column[1].mended)
    assert by_line[1].set_aside == by_column[1].set_aside


def test_a_file_odd_in_every_row_is_not_read_line_by_line(tmp_path: Path) -> None:
    row = b'"Export";"T3";"2024.0";"42.0";"84";"c10a";"111.0";" DE ";"%d,00";"%d.5";\r\n'
    path = tmp_path / "export.txt"
    path.write_bytes(b"".join(row % (number, number) for number in range(5000)))
    layout = Layout((Direction.EXPORT,))

    def refused(self: RowReader, line: bytes, number: int) -> Fault:
        raise AssertionError(line)

    with patch.object(RowReader, "_read", refused):
        raw = RawFile(path.name, PurePosixPath(path.name), path.stat().st_size, path)
        parts, counts = read_file(raw, layout, YEAR, None)
    rows = pd.concat(parts)
    assert int(rows["value_eur"].sum()) == 5000 * 4999 // 2
    assert counts.mended["quotes"] == counts.mended["trailing"] == counts.mended["quarter_letter"] == 5000


def test_many_odd_rows_under_odd_codes_are_read_beside_plain_ones(tmp_path: Path) -> None:
    row = '"{}";"1";"2024";"{}";"84";"C10A";"1011";"{}";"5";"1"\r\n'
    header = '"flux";"trimestre";"année";"département";"région";"A129";"CPF4";"pays";"valeur";"masse"\r\n'
    odd = row.format("E", "ND1", "") + row.format("E", "42", "DE") * 999
    (tmp_path / "export.txt").write_text(header + odd)
    (tmp_path / "import.txt").write_text(row.format("I", "42", "DE").replace('"', ""))
    rows = read_trade(tmp_path, YEAR).rows
    assert len(rows) == 1001
    assert set(rows["departement"]) == {"42", "ND1"} and set(rows["country"]) == {"DE", "??"}


def test_labels_that_nobody_reads_do_not_slow_the_reading_of_odd_rows(tmp_path: Path) -> None:
    labels = ('"Loire; x"', "Saint Étienne", "")
    row = "E;1;2024;42;{};84;C10A;1011;DE;{},00;1\n"
    path = tmp_path / "export.txt"
    path.write_text("".join(row.format(labels[n % 3], n) for n in range(3000)), encoding="utf-8")
    places = (0, 1, 2, 3, 5, 6, 7, 8, 9, 10)
    layout = Layout((Direction.EXPORT,), places=places, width=11, unused=("libellé",), is_named=True)
    by_line, by_column = (_read(path, layout, many) for many in (1 << 30, 1))
    assert not isinstance(by_line, str)
    assert not isinstance(by_column, str)
    pd.testing.assert_frame_equal(by_line[0], by_column[0])
    assert +Counter(by_line[1].mended) == +Counter(by_column[1].mended)

    def refused(self: RowReader, line: bytes, number: int) -> Fault:
        raise AssertionError(line)

    with patch.object(RowReader, "_read", refused):
        assert not isinstance(_read(path, layout, 1), str)
