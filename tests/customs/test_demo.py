import csv
import hashlib
import io
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from generator.customs import demo as demo_module
from generator.customs.demo import write_demo
from generator.customs.labels import DEMO_MARK_LABEL
from generator.errors import SiteError, UsageError

YEAR, ROWS = 2024, 20_000
DIRECTIONS = {"E": "export", "I": "import"}
CODES = {f"{n:02d}" for n in range(1, 96)} | {"9A", "9B", "9C", "9D", "9E", "98", "99"}  # 20 is Corsica
AURA = {"01", "03", "07", "15", "26", "38", "42", "43", "63", "69", "73", "74"}
PACA = {"04", "05", "06", "13", "83", "84", "99"}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "edition"
    write_demo(folder, year=YEAR, rows=ROWS)
    return folder


def member(folder: Path, flow: str, name: str, year: int = YEAR) -> bytes:
    stem = f"Regional-{year}-{DIRECTIONS[flow]}"
    with zipfile.ZipFile(folder / f"{stem}.zip") as archive:
        return archive.read(f"{stem}/{name}")


def rows(folder: Path, year: int = YEAR) -> Iterator[list[str]]:
    for flow, word in DIRECTIONS.items():
        text = member(folder, flow, f"Region_{year}_{word.capitalize()}.txt", year).decode("ascii")
        assert text.endswith("\r\n")
        yield from (line.split(";") for line in text.split("\r\n")[:-1])


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def test_published_totals_are_matched(demo: Path) -> None:
    totals: dict[tuple[str, str], int] = defaultdict(int)
    for flow, _, _, code, _, _, _, _, value, _ in rows(demo):
        totals[flow, code] += int(value)

    def millions(flow: str, codes: set[str]) -> Decimal:
        euros = sum(value for (f, code), value in totals.items() if f == flow and code in codes)
        return (Decimal(euros) / 10**6).quantize(Decimal("0.1"))

    found = {
        name: (str(millions("E", codes)), str(millions("I", codes)))
        for name, codes in {
            "France": CODES,
            "Auvergne-Rhône-Alpes": AURA,
            "Provence-Alpes-Côte d'Azur": PACA,
            "Loire": {"42"},
            "Hautes-Alpes": {"05"},
        }.items()
    }
    assert found == {
        "France": ("580354.5", "684776.3"),
        "Auvergne-Rhône-Alpes": ("71307.5", "76304.6"),
        "Provence-Alpes-Côte d'Azur": ("28009.9", "50101.9"),
        "Loire": ("4192.1", "4742.8"),
        "Hautes-Alpes": ("314.9", "178.1"),
    }
    assert {code for _, code in totals} == CODES


def test_rows_have_the_customs_format(demo: Path) -> None:
    table = list(rows(demo))
    assert abs(len(table) - ROWS) <= ROWS * 0.02
    assert {len(row) for row in table} == {10}
    assert {(row[0], row[1]) for row in table} == {(f, q) for f in "EI" for q in "1234"}
    assert {row[2] for row in table} == {str(YEAR)}
    assert all(int(row[8]) > 0 and int(row[9]) >= 0 for row in table)
    keys = [tuple(row[:8]) for row in table]
    assert len(set(keys)) == len(keys)


def test_rows_use_codes_of_the_label_files(demo: Path) -> None:
    table = list(rows(demo))

    def current(name: str, encoding: str) -> set[str]:
        text = member(demo, "E", name).decode(encoding)
        return {r[0] for r in csv.reader(io.StringIO(text), delimiter=";") if r[3] == "999912"}

    assert {row[5] for row in table} <= current("Libelle_A129.txt", "utf-8-sig")
    assert {row[6] for row in table} <= current("Libelle_CPF4_rev2.1.txt", "cp1252")
    assert {row[7] for row in table} - {"XI"} <= current("Libelle_PAYS.txt", "utf-8")
    places = csv.reader(io.StringIO(member(demo, "E", "Departement_region.txt").decode("utf-8")), delimiter=";")
    region_of = {row[0]: row[2] for row in places}
    assert len(region_of) == 101
    assert all(region_of.get(row[3], "00") == row[4] for row in table)
    assert region_of["99"] == region_of["05"] == "21"
    assert (region_of["20"], region_of["9E"], region_of["42"]) == ("22", "24", "18")


def test_label_files_have_the_encodings_of_the_real_ones(demo: Path) -> None:
    for flow in DIRECTIONS:
        a129 = member(demo, flow, "Libelle_A129.txt")
        cpf4 = member(demo, flow, "Libelle_CPF4_rev2.1.txt")
        pays = member(demo, flow, "Libelle_PAYS.txt")
        assert a129.startswith(b"\xef\xbb\xbfA01Z;")
        assert "0147;Volailles vivantes et œufs;".encode("cp1252") in cpf4
        with pytest.raises(UnicodeDecodeError):
            cpf4.decode("utf-8")
        assert pays.startswith(b"AD;Andorre;")
        assert b'C26E;"Appareils' in a129
        assert all(content.count(b"\n") == content.count(b"\r\n") > 0 for content in (a129, cpf4, pays))


def test_three_label_files_have_the_mark_as_an_expired_label(demo: Path) -> None:
    for name, encoding in [
        ("Libelle_A129.txt", "utf-8-sig"),
        ("Libelle_CPF4_rev2.1.txt", "cp1252"),
        ("Libelle_PAYS.txt", "utf-8"),
    ]:
        text = member(demo, "I", name).decode(encoding)
        marks = [r for r in csv.reader(io.StringIO(text), delimiter=";") if r[1] == DEMO_MARK_LABEL]
        assert [row[2:] for row in marks] == [["190001", "190012"]]


def test_reassigned_country_codes_keep_their_expired_label(demo: Path) -> None:
    text = member(demo, "E", "Libelle_PAYS.txt").decode("utf-8")
    assert "XK;Yougoslavie;199206;199212\r\nXK;Kosovo;" in text
    assert [line for line in text.split("\r\n") if line.startswith("XI;")] == [
        "XI;Saint-Martin, partie méridionale;190001;200512"
    ]


def test_the_same_arguments_give_the_same_bytes(demo: Path, tmp_path: Path) -> None:
    write_demo(tmp_path / "again", year=YEAR, rows=ROWS)
    assert digests(tmp_path / "again") == digests(demo)


def test_departements_follow_their_profiles(demo: Path) -> None:
    exports: dict[str, Counter[str]] = defaultdict(Counter)
    partners: dict[str, Counter[str]] = defaultdict(Counter)
    for flow, _, _, code, _, a129, _, country, value, _ in rows(demo):
        if flow == "E":
            exports[code][a129] += int(value)
        partners[flow][country] += int(value)
    first = {code: exports[code].most_common(1)[0][0] for code in ("31", "33", "51", "16", "15")}
    assert first == {"31": "C30C", "33": "C11Z", "51": "C11Z", "16": "C11Z", "15": "C10E"}
    assert {code for code, _ in partners["E"].most_common(6)} == {"DE", "IT", "BE", "ES", "US", "GB"}
    assert {code for code, _ in partners["I"].most_common(6)} == {"DE", "CN", "IT", "BE", "ES", "US"}


def test_another_year_has_similar_totals(demo: Path, tmp_path: Path) -> None:
    write_demo(tmp_path / "2023", year=2023, rows=ROWS)
    other = list(rows(tmp_path / "2023", 2023))
    assert {row[2] for row in other} == {"2023"}
    before, after = (sum(int(row[8]) for row in table if row[0] == "E") for table in (other, rows(demo)))
    assert before != after
    assert abs(before / after - 1) < 0.1


@pytest.mark.parametrize("count", [0, -1, 10_000_001])
def test_rows_out_of_bounds_are_refused(count: int, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=f"rows: {count} "):
        write_demo(tmp_path / "demo", year=YEAR, rows=count)
    assert not list(tmp_path.iterdir())


def test_an_earlier_demonstration_is_replaced(tmp_path: Path) -> None:
    output = tmp_path / "demo"
    write_demo(output, year=2023, rows=ROWS)
    (output / ".stamp").touch()
    write_demo(output, year=YEAR, rows=ROWS)
    assert sorted(path.name for path in output.iterdir()) == ["Regional-2024-export.zip", "Regional-2024-import.zip"]
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]


def foreign_file(output: Path) -> None:
    output.write_text("mine")


def foreign_folder(output: Path) -> None:
    output.mkdir()
    (output / "notes.txt").write_text("mine")


def real_edition(output: Path) -> None:
    output.mkdir()
    with zipfile.ZipFile(output / "Regional-2024-export.zip", "w") as archive:
        archive.writestr("Regional-2024-export/Libelle_A129.txt", "A01Z;Produits;200901;999912\r\n")


def damaged_archive(output: Path) -> None:
    output.mkdir()
    (output / "Regional-2024-export.zip").write_bytes(b"PK")


@pytest.mark.parametrize("make", [foreign_file, foreign_folder, real_edition, damaged_archive])
def test_other_files_are_not_replaced(make: object, tmp_path: Path) -> None:
    assert callable(make)
    output = tmp_path / "output"
    make(output)
    before = digests(output) if output.is_dir() else output.read_text()
    with pytest.raises(SiteError, match="output: "):
        write_demo(output, year=YEAR, rows=ROWS)
    assert before == (digests(output) if output.is_dir() else output.read_text())
    assert [path.name for path in tmp_path.iterdir()] == ["output"]


def test_a_failure_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = tmp_path / "demo"
    write_demo(output, year=YEAR, rows=ROWS)
    before = digests(output)

    def full_disk(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(demo_module, "_largest", full_disk)
    with pytest.raises(SiteError, match="no space is left on the disk"):
        write_demo(output, year=YEAR, rows=ROWS)
    assert digests(output) == before
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]
