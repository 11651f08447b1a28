from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from generator.customs.check import render_report
from generator.customs.labels import DEMO_MARK_LABEL
from generator.customs.reader import Trade, read_trade
from generator.errors import DataError

Write = Callable[..., Path]


class Labels(NamedTuple):
    products: Mapping[str, str]
    subproducts: Mapping[str, str]
    countries: Mapping[str, str]


def labels_of(trade: Trade) -> Labels:
    names = trade.names
    return Labels(names.products.labels, names.subproducts.labels, names.countries.labels)


def _labels(folder: Path, year: int = 2024) -> Labels:
    return labels_of(read_trade(folder, year))


def test_without_label_files_there_are_no_labels(write_edition: Write) -> None:
    assert _labels(write_edition()) == Labels({}, {}, {})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("name", ["Libelle_CPF4_rev2.1.txt", "LIBELLE_CPF4.TXT", "x/nomenclature.csv"])
def test_encodings_ends_and_names_do_not_matter(write_edition: Write, encoding: str, end: str, name: str) -> None:
    text = end.join(["1011;Viandes « fraîches »;201501;999912", '0893;"Sel ; eau de mer";201501;999912', ""])
    labels = _labels(write_edition(others={name: text.encode(encoding)}))
    assert labels.subproducts == {"1011": "Viandes « fraîches »", "0893": "Sel ; eau de mer"}


def test_the_kinds_are_told_by_their_codes(write_edition: Write) -> None:
    others = {
        "a.txt": "C10A;Viandes;200901;999912\n",
        "b.txt": "1011;Viande de boucherie;201501;999912\n",
        "c.txt": "DE;Allemagne;190001;999912\n",
        "d.txt": "42;Loire;18;Auvergne-Rhône-Alpes\n",
    }
    trade = read_trade(write_edition(others=others), 2024)
    assert labels_of(trade) == Labels({"C10A": "Viandes"}, {"1011": "Viande de boucherie"}, {"DE": "Allemagne"})
    assert [file.name for file in trade.report.label_files] == list(others)


VALIDITY = "XS;Saba;190001;200505\nXS;Serbie;200506;999912\nXI;Saint-Martin;190001;200512\n"


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2024, {"XS": "Serbie"}),
        (2005, {"XS": "Serbie", "XI": "Saint-Martin"}),
        (2004, {"XS": "Saba", "XI": "Saint-Martin"}),
        (1950, {"XS": "Saba", "XI": "Saint-Martin"}),
    ],
)
@pytest.mark.parametrize("is_reversed", [False, True])
def test_the_label_in_force_with_the_latest_start_wins(
    write_edition: Write, year: int, expected: dict[str, str], is_reversed: bool
) -> None:
    lines = VALIDITY.splitlines(keepends=True)
    folder = write_edition(
        f"E;1;{year};42;18;C10A;1011;DE;1000;10\n",
        f"I;1;{year};42;18;C10A;1011;DE;1000;10\n",
        {"Libelle_PAYS.txt": "".join(reversed(lines) if is_reversed else lines)},
    )
    assert _labels(folder, year).countries == expected


def test_an_expired_label_is_never_shown(write_edition: Write) -> None:
    names = read_trade(write_edition(others={"Libelle_PAYS.txt": VALIDITY}), 2024).names
    assert names.countries.official("XI") == "Irlande du Nord"


def test_the_same_label_file_in_two_zips_is_no_error(write_edition: Write) -> None:
    text = "DE;Allemagne;190001;999912\n"
    folder = write_edition(others={"e/Libelle_PAYS.txt": text, "i/Libelle_PAYS.txt": text})
    assert _labels(folder).countries == {"DE": "Allemagne"}


@pytest.mark.parametrize(
    "label", ["<script>alert(1)</script>", "{{ 7*7 }}", "=cmd()|' /C calc'!A0", "a | b `c` [d](e)"]
)
def test_hostile_labels_are_kept_as_they_are(write_edition: Write, label: str) -> None:
    folder = write_edition(others={"Libelle_PAYS.txt": f"DE;{label};190001;999912\n"})
    assert _labels(folder).countries == {"DE": label}


def test_control_characters_are_taken_out_of_labels(write_edition: Write) -> None:
    folder = write_edition(others={"Libelle_PAYS.txt": "DE;\x1b[31mAlle\x85\tmagne\u2028 ;190001;999912\n"})
    assert _labels(folder).countries == {"DE": "[31mAlle magne"}


def test_an_empty_label_is_no_label(write_edition: Write) -> None:
    assert _labels(write_edition(others={"Libelle_PAYS.txt": "DE; ;190001;999912\n"})).countries == {}


# What is odd → the line, the label that is read of it.
ODD_LABELS: dict[str, tuple[str | bytes, str | None]] = {
    "three fields": ("FR;France;190001", "France"),
    "two fields": ("FR;France", "France"),
    "more fields": ("FR;France;République française;190001;999912;x", "France"),
    "a separator after all": ("FR;France;190001;999912;", "France"),
    "unquoted separator": ("FR;France ; métropole;190001;999912", "France ; métropole"),
    "quotes": ('"FR";"France";"190001";"999912"', "France"),
    "padding": (" FR ; France ;190001;999912", "France"),
    "tabs": ("FR\tFrance\t190001\t999912", "France"),
    "days": ("FR;France;01/01/1900;31/12/9999", "France"),
    "ISO days": ("FR;France;1900-01-01;2024-01-01", "France"),
    "years": ("FR;France;1900;2024", "France"),
    "over by its day": ("FR;France;1900-01-01;31/12/2023", None),
    "over by its year": ("FR;France;1900;2023", None),
    "month 13": ("FR;France;190013;999912", None),
    "date in words": ("FR;France;janvier;mars", "France"),
    "ends before it starts": ("FR;France;202406;202402", "France"),
    "open quote": ('FR;"France;190001;999912', None),
    "empty line": ("", None),
    "blank line": (" ;;;", None),
    "a header": ("CODE;LIBELLE;DEBUT;FIN", None),
    "a code alone": ("FR", None),
    "product among countries": ("C10A;Viandes;200901;999912", None),
    "NUL": ("FR;Fra\0nce;190001;999912", None),
    "neither UTF-8 nor cp1252": (b"FR;Fran\x81ce;190001;999912", "Fran\ufffdce"),
}


@pytest.mark.parametrize(("odd", "read"), ODD_LABELS.values(), ids=ODD_LABELS)
@pytest.mark.parametrize("row", [1, 4])
def test_an_odd_line_gives_what_can_be_read_of_it(
    write_edition: Write, odd: str | bytes, read: str | None, row: int
) -> None:
    lines = [f"{code};Pays {code};190001;999912".encode() for code in ("DE", "IT", "BE", "CH")]
    lines.insert(row - 1, odd.encode() if isinstance(odd, str) else odd)
    labels = _labels(write_edition(others={"Libelle_PAYS.txt": b"\r\n".join([*lines, b""])}))
    expected = {code: f"Pays {code}" for code in ("BE", "CH", "DE", "IT")}
    assert labels.countries == expected | ({"FR": read} if read else {})


@pytest.mark.parametrize("name", ["Libelle_NC8_2024.txt", "Libelle_A38.txt", "Libelle_CPF6.txt"])
def test_other_nomenclatures_name_none_of_our_codes(write_edition: Write, name: str) -> None:
    others = {name: "DE;Industries extractives;190001;999912\n"}
    trade = read_trade(write_edition(others=others), 2024)
    assert labels_of(trade).countries == {}
    assert trade.report.ignored == (name,)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le"])
def test_labels_may_be_of_any_usual_encoding(write_edition: Write, encoding: str) -> None:
    text = "\ufeff" * (encoding == "utf-16-le") + "DE;Allemagne fédérale;190001;999912\n"
    assert _labels(write_edition(others={"p.txt": text.encode(encoding)})).countries == {"DE": "Allemagne fédérale"}


def test_an_empty_label_file_is_left_alone(write_edition: Write) -> None:
    trade = read_trade(write_edition(others={"Libelle_A129.txt": b""}), 2024)
    assert trade.report.ignored == ("Libelle_A129.txt",)


def test_too_many_labels_are_refused(write_edition: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.customs.labels._MAX_BYTES", 100)
    with pytest.raises(DataError, match="the labels are larger than 100 bytes"):
        read_trade(write_edition(others={"Libelle_PAYS.txt": "DE;Allemagne;190001;999912\n" * 9}), 2024)


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("Libelle_A129.txt", f"Z99Z;{DEMO_MARK_LABEL};190001;190001"),
        ("Libelle_PAYS.txt", f"ZZ;  {DEMO_MARK_LABEL} ;190001;190001"),
        ("Departement_region.txt", f"00;{DEMO_MARK_LABEL};00;{DEMO_MARK_LABEL}"),
    ],
)
def test_the_mark_in_any_label_file_makes_a_demonstration(write_edition: Write, name: str, row: str) -> None:
    assert read_trade(write_edition(others={name: row}), 2024).report.demonstration


def test_without_the_mark_an_edition_is_real(write_edition: Write) -> None:
    assert not read_trade(write_edition(others={"Libelle_PAYS.txt": VALIDITY}), 2024).report.demonstration


def test_what_cannot_be_seen_or_is_too_long_is_left_out_and_told(write_edition: Write) -> None:
    labels = {"Libelle_PAYS.txt": f"DE;Alle\u202emagne\ufffe;190001;999912\nIT;{'I' * 400};190001;999912\n"}
    trade = read_trade(write_edition(others=labels), 2024)
    assert labels_of(trade).countries == {"DE": "Allemagne", "IT": "I" * 299 + "…"}
    assert [(file.dropped, file.cut) for file in trade.report.label_files] == [(2, 1)]
    told = render_report(trade.report)
    assert " : 2 caractères de contrôle ou de sens d'écriture, effacés des libellés" in told
    assert " : 1 libellé de plus de 300 caractères, coupé" in told
