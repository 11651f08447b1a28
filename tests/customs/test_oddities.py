"""Each entry of the tables of oddities and of names is run with its own examples."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.customs.check import render_report
from generator.customs.columns import HEADER_NAMES, NAMES, multiple_of, read_header
from generator.customs.oddities import FIELDS, WORDS, FieldOddity, normalise_field
from generator.customs.reader import read_trade
from generator.errors import SiteError
from tests.customs.plain_year import EXPORT, IMPORT, YEAR, plain_year, write

EXAMPLES = [(oddity, *example) for oddity in FIELDS for example in oddity.examples.items()]


@pytest.mark.parametrize(("oddity", "written", "meant"), EXAMPLES, ids=lambda value: str(value)[:20])
def test_a_field_written_otherwise_is_mended_and_told(
    oddity: FieldOddity, written: str, meant: str, tmp_path: Path
) -> None:
    field, odd = normalise_field(oddity.columns[0], written)
    assert field == meant
    assert oddity.name in odd
    place = NAMES.index(oddity.columns[0])
    files = plain_year()
    rows = [line.split(";") for line in files[EXPORT].decode().splitlines()]
    rows[0][place] = written if place or meant == "E" else "E"
    files[EXPORT] = "\n".join(";".join(row) for row in rows).encode()
    if place or meant == "E":
        report = read_trade(write(tmp_path, files), YEAR).report
        assert report.files[0].oddities[oddity.name] == 1
        assert WORDS[oddity.name] in render_report(report)


HEADER = b"flux;trim;an;dep;reg;A129;CPF4;pays;valeur;masse\n"
OTHER_HEADER = "Année,Trimestre,Sens,code_departement,nom_departement,A129,CPF4,code_pays,valeur_eur\n".encode()


def _each_line(change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    return lambda content: b"".join(change(line) + b"\n" for line in content.splitlines())


def _each_row(*places: int | None, separator: bytes = b";") -> Callable[[bytes], bytes]:
    """The fields at these places, a label where there is none."""

    def change(line: bytes) -> bytes:
        fields = line.split(b";")
        return separator.join(b"Loire" if place is None else fields[place] for place in places)

    return _each_line(change)


FILE_EXAMPLES: dict[str, Callable[[bytes], bytes]] = {
    "byte_order_mark": lambda content: b"\xef\xbb\xbf" + content,
    "gzip": lambda content: gzip.compress(content, mtime=0),
    "utf16": lambda content: content.decode().encode("utf-16"),
    "separator": lambda content: content.replace(b";", b"\t"),
    "named_columns": lambda content: OTHER_HEADER + _each_row(2, 1, 0, 3, None, 5, 6, 7, 8, separator=b",")(content),
    "crlf": _each_line(lambda line: line + b"\r"),
    "header": lambda content: HEADER + content,
    "blank": lambda content: content + b"\n \n;;;;;;;;;\n",
    "end_of_file": lambda content: content + b"\x1a",
    "trailing": _each_line(lambda line: line + b";"),
    "quotes": _each_line(lambda line: b'"' + line.replace(b";", b'";"') + b'"'),
    "swapped": _each_row(0, 1, 2, 3, 4, 6, 5, 7, 8, 9),
}
"""The bytes of a plain file, written otherwise."""


def test_each_oddity_that_the_report_tells_has_an_example() -> None:
    assert [*FILE_EXAMPLES, *(oddity.name for oddity in FIELDS)] == list(WORDS)


@pytest.mark.parametrize(("name", "example"), FILE_EXAMPLES.items(), ids=FILE_EXAMPLES)
def test_a_file_written_otherwise_gives_the_same_rows_and_is_told(
    name: str, example: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    files = {name: content.replace(b"\r", b"") for name, content in plain_year().items()}
    plain = read_trade(write(tmp_path / "plain", files), YEAR).rows
    odd = files | {file: example(files[file]) for file in (EXPORT, IMPORT)}
    trade = read_trade(write(tmp_path / "odd", odd), YEAR)
    ignored = "mass_kg" if any(file.absent for file in trade.report.files) else ""
    assert trade.rows.drop(columns=ignored or []).equals(plain.drop(columns=ignored or []))
    assert WORDS[name] in render_report(trade.report)


NAMED = [(column, name) for column, names in HEADER_NAMES.items() for name in names.split(", ")]


@pytest.mark.parametrize(("column", "name"), NAMED)
def test_a_column_is_known_by_each_of_its_names(column: str, name: str) -> None:
    for written in (name, name.upper(), name.lower(), name.replace(" ", "_"), f" {name} "):
        header = read_header([written, *(other for other in NAMES if other != column)], ";")
        assert header is not None, written
        assert (header.layout.positions[NAMES.index(column)], header.fault) == (0, None), written


@pytest.mark.parametrize(
    "name", ["Valeur (milliers d'euros)", "valeur_keur", "VALEUR (K€)", "Montant en k€", "Valeur en 1 000 euros"]
)
def test_amounts_in_thousands_are_known_by_their_name(name: str, tmp_path: Path) -> None:
    assert multiple_of(name) == "thousands of euros"
    files = plain_year()
    header = f"flux;trimestre;année;dep;région;A129;CPF4;pays;{name};masse\n".encode()
    files[EXPORT] = header + files[EXPORT]
    with pytest.raises(SiteError) as caught:
        read_trade(write(tmp_path, files), YEAR)
    assert f"{EXPORT}: " in str(caught.value)
    assert f"its column {name!r} holds amounts in thousands of euros" in str(caught.value)


def test_amounts_in_euros_beside_thousands_are_taken() -> None:
    names = [*NAMES, "valeur_keur"]
    header = read_header(names, ";")
    assert header is not None
    assert (header.fault, header.layout.positions[8], header.layout.unused) == (None, 8, ("valeur_keur",))


def test_what_cannot_be_placed_is_told_and_stops_nothing(tmp_path: Path) -> None:
    files = plain_year()
    rows = [line.split(";") for line in files[EXPORT].decode().splitlines()]
    header = "Sens;Libellé pays;Pays;Montant en euros;Dept;Nom département;Produit A129;CPF4;An;Trim;Poids net\n"
    lines = [f'{r[0]};"Pays ; {r[7]}";{r[7]};{r[8]};{r[3]};Côte-d\'Or;{r[5]};{r[6]};{r[2]};{r[1]};x\n' for r in rows]
    plain = read_trade(write(tmp_path / "plain", files), YEAR)
    for encoding in ("utf-8", "cp1252", "utf-16"):
        files[EXPORT] = "".join([header, *lines]).encode(encoding)
        trade = read_trade(write(tmp_path / encoding, files), YEAR)
        assert trade.rows["value_eur"].tolist() == plain.rows["value_eur"].tolist()
        text = render_report(trade.report)
        assert "colonnes laissées de côté : `Libellé pays`, `Nom département`, `Poids net`" in text
        assert "sans colonne région ni masse, dont aucun montant ne dépend" in text
