"""Broken inputs given to the commands as users give them: one clear message or a counted warning, and nothing lost.

Each case makes an edition in ``input/`` beside a site that an earlier build left; after it there is still that site,
byte for byte, and nothing else.
"""

import io
import os
import resource
import signal
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.cli import main
from generator.customs.files import RawFile
from generator.site.build import MARKER

pytestmark = pytest.mark.whole

EXPORT, IMPORT = (
    "".join(f"{flux};{q};2024;42;84;C20A;2014;DE;{value};1\n" for q in (1, 2, 3, 4))
    for flux, value in (("E", 1000), ("I", 700))
)
Make = Callable[[Path], object]


def plain(export: str | bytes | None = EXPORT, imports: str | bytes | None = IMPORT, **others: str | bytes) -> Make:
    """An edition of text files; ``Libelle_PAYS="…"`` adds a file of that name."""

    def make(folder: Path) -> None:
        folder.mkdir()
        for name, content in {"export": export, "import": imports, **others}.items():
            if content is not None:
                data = content.encode() if isinstance(content, str) else content
                (folder / f"{name}.txt").write_bytes(data)

    return make


def zipped(*members: tuple[str, str | bytes], change: Callable[[bytes], bytes] = bytes) -> Make:
    """An edition of one zip, its bytes changed by ``change``."""

    def make(folder: Path) -> None:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members:
                archive.writestr(name, content)
        folder.mkdir()
        (folder / "edition.zip").write_bytes(change(stream.getvalue()))

    return make


BOTH = (("Region_2024_Export.txt", EXPORT), ("Region_2024_Import.txt", IMPORT))


def row(**fields: str) -> str:
    """A row of exports with some fields changed, between two good ones."""
    names = ("flux", "trimestre", "annee", "departement", "region", "a129", "cpf4", "pays", "valeur", "masse")
    good = dict(zip(names, EXPORT.split("\n", 1)[0].split(";"), strict=True))
    return f"{EXPORT}{';'.join({**good, **fields}.values())}\n{EXPORT}"


def bomb(folder: Path) -> None:
    """Two gigabytes of zeros in two megabytes."""
    folder.mkdir()
    packer = zlib.compressobj(1, zlib.DEFLATED, -15)
    block, size = bytes(1 << 20), 2 << 30
    name = b"Region_2024_Export.txt"
    with (folder / "edition.zip").open("wb") as stream:
        stream.write(struct.pack("<4s5H3I2H", b"PK\3\4", 20, 8, 8, 0, 0, 0, 0, 0, len(name), 0) + name)
        start = stream.tell()
        # Each megabyte of zeros packs alike: a thousand copies of one need no packing.
        head = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
        again = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
        stream.write(head)
        for _ in range(size // len(block) - 1):
            stream.write(again)
        stream.write(packer.flush())
        packed, end = stream.tell() - start, stream.tell()
        entry = (b"PK\1\2", 20, 20, 8, 8, 0, 0, 0, packed, size, len(name), 0, 0, 0, 0, 0, 0)
        stream.write(struct.pack("<4s6H3I5H2I", *entry) + name)
        stream.write(struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 1, 1, 46 + len(name), end, 0))


def link(folder: Path) -> None:
    plain()(folder)
    (folder / "LISEZ-MOI.txt").symlink_to("/etc/hostname")


def pipe(folder: Path) -> None:
    plain()(folder)
    os.mkfifo(folder / "autre.txt")


HEADER = "flux;trimestre;annee;dep;region;A129;CPF4;pays;valeur;masse\n"
# What is wrong → how it is made, what the message says.
REFUSED: dict[str, tuple[Make, str]] = {
    "nothing there": (lambda folder: None, "no such file or folder"),
    "empty folder": (lambda folder: folder.mkdir(), "contains no file"),
    "a file that is no data": (lambda folder: folder.write_text("hello\n"), "no export or import file"),
    "empty zip": (zipped(), "contains no file"),
    "truncated zip": (zipped(*BOTH, change=lambda data: data[: len(data) // 2]), "edition.zip: is damaged"),
    "zip with a flipped byte": (
        zipped(*BOTH, change=lambda data: data[:60] + bytes([data[60] ^ 255]) + data[61:]),
        "is damaged",
    ),
    "text named zip": (zipped(*BOTH, change=lambda data: b"not an archive"), "is damaged"),
    "encrypted zip": (
        zipped(*BOTH, change=lambda data: data.replace(b"PK\1\2\x14\3\x14\0\0", b"PK\1\2\x14\3\x14\0\1")),
        "is encrypted",
    ),
    "zips in a zip": (zipped(("x.zip", b"PK\5\6" + bytes(18))), "an archive inside an archive"),
    "path out of the zip": (zipped(*BOTH, ("../../evil.txt", "x")), "leads outside the archive"),
    "absolute path in a zip": (zipped(*BOTH, ("/etc/evil.txt", "x")), "leads outside the archive"),
    "zip of 2 GB of zeros": (bomb, "bytes, 1073741824 at most"),
    "link": (link, "is a link"),
    "pipe": (pipe, "is not a regular file"),
    "one direction missing": (plain(imports=None), "no import file"),
    "both directions missing": (plain(None, None, lisez_moi="x"), "no export or import file"),
    "the same file twice": (plain(export_2=EXPORT), "a second export file"),
    "imports in the export file": (plain(export=IMPORT), "a second import file; the first is export.txt"),
    "nine columns": (plain(EXPORT.replace(";1\n", "\n")), "row 1: 9 fields"),
    "eleven columns": (plain(EXPORT + EXPORT.replace("\n", ";1\n")), "row 5: 11 fields"),
    "a header of other columns": (
        plain(HEADER.replace(";dep", "") + EXPORT),
        "its header names no column for département",
    ),
    "text in an amount": (plain(row(valeur="mille")), "row 5, column valeur"),
    "negative amount": (plain(row(valeur="-1")), "row 5, column valeur"),
    "decimal amount": (plain(row(valeur="12,5")), "row 5, column valeur"),
    "empty amount": (plain(row(valeur="")), "row 5, column valeur"),
    "huge amount": (plain(row(valeur="9" * 13)), "row 5, column valeur"),
    "formula in an amount": (plain(row(valeur="=cmd()")), "row 5, column valeur"),
    "unknown flux": (plain(row(flux="X")), "row 5, column flux"),
    "quarter 5": (plain(row(trimestre="5")), "row 5, column trimestre"),
    "quarter 0": (plain(row(trimestre="0")), "row 5, column trimestre"),
    "year in words": (plain(row(annee="deux")), "row 5, column année"),
    "wrong year": (plain(EXPORT.replace("2024", "2019")), "no row for 2024 (years found: 2019)"),
    "another nomenclature": (plain(row(a129="CH20")), "that no table has: A129 CH20"),
    "unknown départements": (plain(row(departement="")), "that no table has: département ??"),
    "months": (
        plain("".join(f"E;{month};2024;42;84;C20A;2014;DE;1;1\n" for month in range(1, 13))),
        "months instead of quarters",
    ),
    "national files": (
        plain("E;1;2024;201400;C20A;29051100;DE;1;1;1\n", "I;1;2024;201400;C20A;29051100;DE;1;1;1\n"),
        "a national file, by month and NC8",
    ),
    "not UTF-8": (plain(EXPORT.encode() + b"\xe9\xff\n"), "bytes that are not text"),
    "NUL": (plain(EXPORT.encode() + b"E;1;2024;42\0\n"), "bytes that are not text"),
    "escape sequence": (plain(EXPORT + "\x1b[2J\n"), "bytes that are not text"),
    "empty data file": (plain(export=""), "no row for 2024"),
    "line without an end": (plain(EXPORT + "E" * (2 << 20)), "row 5: 1 fields"),
    "the ministry's spreadsheet": (
        zipped(("84.XLS", b"\xd0\xcf\x11\xe0")),
        "spreadsheets, in thousands of euros, are not supported",
    ),
}


def shape(root: Path) -> dict[str, bytes]:
    return {
        str(p.relative_to(root)): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file() and not p.is_symlink()
    }


def old_site(place: Path) -> Path:
    site = place / "work" / "site"
    site.mkdir(parents=True)
    (site / MARKER).touch()
    (site / "index.html").write_text("the old site", encoding="utf-8")
    return site


def is_one_message(text: str, said: str) -> None:
    """One error, printable, that says what it must and shows none of our code."""
    errors = [line for line in text.splitlines() if line.startswith("error:")]
    assert len(errors) == 1, text
    assert said in text
    assert "Traceback" not in text
    assert all(char.isprintable() for line in text.splitlines() for char in line)


@pytest.mark.parametrize(("make", "said"), REFUSED.values(), ids=REFUSED)
def test_it_is_refused_in_one_message_and_the_old_site_stays(
    make: Make, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = old_site(tmp_path)
    make(tmp_path / "input")
    before = shape(site)
    words = ["--year", "2024", "--input", str(tmp_path / "input")]
    for command in (["check", *words], ["build", *words, "--output", str(site), "--only", "42"]):
        assert main(command) == 1
        is_one_message(capsys.readouterr().err, said)
    assert shape(site) == before
    assert [path.name for path in site.parent.iterdir()] == ["site"]


OTHER_YEAR = "E;4;2023;42;84;C20A;2014;DE;5;1\n"
# What is odd, but accepted → how it is made, the line that the report counts it in.
WARNED: dict[str, tuple[Make, str]] = {
    "repeated keys": (plain(EXPORT * 3), "exportations : 8 lignes de même clé"),
    "rows of another year": (plain(EXPORT + OTHER_YEAR), "1 fichier qui contient d'autres années"),
    "a quarter missing": (plain(EXPORT.split("\n", 1)[1]), "année incomplète"),
    "a département of no page": (
        plain(row(departement="98", valeur="9")),
        "des exportations sous le code de département 98, sans page",
    ),
    "a country without a label": (plain(row(pays="ZZ"), Libelle_PAYS="DE;Allemagne;190001;999912\n"), "| ZZ   | —"),
    "a product relabelled": (plain(Libelle_A129="C20A;<script>alert(1)</script>;190001;999912\n"), "1 libellé changé"),
    "a département without rows": (plain(), "100 départements sans aucune ligne"),
    "labels cut short": (plain(Libelle_PAYS="DE;Allemagne;190001;999912\nAT"), "moins 1 ligne qui n'en est pas"),
    "a zip in a zip": (zipped(*BOTH, ("x.zip", b"PK\5\6" + bytes(18))), "x.zip` : laissé de côté"),
    "a bad row in 20 000": (plain(EXPORT * 5000 + "E;1;2024;42;84;C20A;2014;DE;1,5;1\n"), "1 ligne mise de côté"),
    "a file of no use": (plain(LISEZ_MOI="bonjour"), "`LISEZ_MOI.txt` : laissé de côté"),
    "a sudden change": (plain(row(valeur="9999")), "1 variation de plus de la moitié"),
    "hostile labels": (plain(Libelle_PAYS='DE;"{{ 7*7 }} <img src=x> =cmd()";190001;999912\n'), "Pays : aucun."),
    "commas": (plain(EXPORT.replace(";", ",")), "champs séparés autrement que par des points-virgules"),
    "UTF-16": (plain(EXPORT.encode("utf-16")), "texte en UTF-16"),
    "empty masses": (plain(EXPORT.replace(";1\n", ";\n")), "masses vides, comptées 0"),
}


@pytest.mark.parametrize(("make", "said"), WARNED.values(), ids=WARNED)
def test_it_is_read_and_counted(make: Make, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make(tmp_path / "input")
    before = shape(tmp_path)
    assert main(["check", "--year", "2024", "--input", str(tmp_path / "input")]) == 0
    assert said in capsys.readouterr().out
    assert shape(tmp_path) == before


def test_hostile_names_and_labels_are_inert_on_the_quality_page(tmp_path: Path) -> None:
    labels = "C20A;<script>alert(1)</script> {{ 7*7 }} ` | [x](y);190001;999912\n"
    codes = 'E;1;2024;42;84;C20A;2014;"""><img src=x onerror=alert(1)>";9;1\n'
    plain(EXPORT + codes, Libelle_A129=labels)(tmp_path / "input")
    (tmp_path / "input" / "LISEZ-MOI <img src=x onerror=alert(1)> {{ 7*7 }}.txt").touch()
    site = tmp_path / "site"
    words = ["--year", "2024", "--input", str(tmp_path / "input"), "--output", str(site), "--only", "42"]
    assert main(["build", *words]) == 0
    page = (site / "qualite" / "index.html").read_text(encoding="utf-8")
    for html in site.rglob("*.html"):
        text = html.read_text(encoding="utf-8")
        assert "<script>alert" not in text, html
        assert "<img src=x" not in text, html
    assert "&lt;img src=x onerror=alert(1)&gt; {{ 7*7 }}.txt</code>" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }} ' ¦ [x](y)</code>" in page


def test_a_file_that_may_not_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Denied by hand: the tests may run as root, who may read anything."""
    plain()(tmp_path / "input")
    opened = Path.open

    def denied(path: Path, *args: Any, **options: Any) -> object:
        if path.name == "import.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *args, **options)

    monkeypatch.setattr(Path, "open", denied)
    assert main(["check", "--year", "2024", "--input", str(tmp_path / "input")]) == 1
    is_one_message(capsys.readouterr().err, "import.txt: cannot be read (Permission denied)")


def test_a_disk_that_fails_while_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    plain()(tmp_path / "input")

    def fail(raw: RawFile, size: int = 0) -> object:
        raise OSError(5, "Input/output error", "/dev/sda")

    monkeypatch.setattr(RawFile, "blocks", fail)
    assert main(["check", "--year", "2024", "--input", str(tmp_path / "input")]) == 1
    is_one_message(capsys.readouterr().err, "Input/output error")


def _full_disk() -> None:
    """No file may grow beyond 100 kB: writing ends as on a full disk, with an error of the system."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))


@pytest.mark.parametrize("command", ["build", "demo", "check"])
def test_a_full_disk(command: str, tmp_path: Path) -> None:
    site = old_site(tmp_path)
    plain("E;9;2024\n" * 50_000 if command == "check" else EXPORT)(tmp_path / "input")
    before = shape(tmp_path)
    words = {
        "build": ["--year", "2024", "--input", str(tmp_path / "input"), "--output", str(site), "--only", "42"],
        "demo": ["--output", str(tmp_path / "demo")],
        "check": ["--year", "2024", "--input", str(tmp_path / "input"), "--errors", str(tmp_path / "bad.csv")],
    }[command]
    done = subprocess.run(
        [sys.executable, "-m", "generator", command, *words],
        capture_output=True, text=True, check=False, preexec_fn=_full_disk,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    is_one_message(done.stderr, "File too large")
    assert shape(tmp_path) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["input", "work"]
    assert [path.name for path in site.parent.iterdir()] == ["site"]


@pytest.mark.parametrize("command", ["build", "demo"])
def test_an_output_that_is_a_file(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plain()(tmp_path / "input")
    output = tmp_path / "site"
    output.write_text("mine", encoding="utf-8")
    before = shape(tmp_path)
    words = ["--year", "2024", "--input", str(tmp_path / "input")] if command == "build" else []
    assert main([command, *words, "--output", str(output)]) == 1
    is_one_message(capsys.readouterr().err, "a file, a folder is")
    assert shape(tmp_path) == before


def test_an_output_within_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plain()(tmp_path / "input")
    (tmp_path / "file").touch()
    words = ["--year", "2024", "--input", str(tmp_path / "input"), "--output", str(tmp_path / "file" / "site")]
    assert main(["build", *words, "--only", "42"]) == 1
    is_one_message(capsys.readouterr().err, "is a file, a folder is needed")


def test_all_bad_rows_on_request_and_still_the_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plain(row(valeur="x"), IMPORT + "nonsense\n")(tmp_path / "input")
    target = tmp_path / "bad.csv"
    words = ["--year", "2024", "--input", str(tmp_path / "input"), "--errors", str(target)]
    assert main(["check", *words]) == 1
    is_one_message(capsys.readouterr().err, "row 5, column valeur")
    lines = target.read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(";")[:3] for line in lines] == [
        ["file", "row", "column"],
        ["export.txt", "5", "valeur"],
        ["import.txt", "5", ""],
    ]


def test_good_files_leave_an_empty_table_of_errors(tmp_path: Path) -> None:
    plain()(tmp_path / "input")
    target = tmp_path / "bad.csv"
    assert main(["check", "--year", "2024", "--input", str(tmp_path / "input"), "--errors", str(target)]) == 0
    assert len(target.read_text(encoding="utf-8-sig").splitlines()) == 1
