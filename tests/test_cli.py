"""The commands as a user runs them: messages, exit codes, files left behind."""

import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from generator.cli import main
from tests.conftest import Row
from tests.support.figures import published_specs

pytestmark = pytest.mark.whole

Write = Callable[[Iterable[Row]], Path]
ROWS: list[Row] = [
    *[("E", q, 2024, "42", "C20A", "2014", "DE", 1000) for q in (1, 2, 3, 4)],
    *[("I", q, 2024, "42", "C10A", "1011", "IT", 700) for q in (1, 2, 3, 4)],
    ("E", 1, 2024, "84", "C11Z", "1102", "US", 300),
    ("E", 1, 2023, "42", "C20A", "2014", "DE", 9_999_999),
]


def build(folder: Path, output: Path, *more: str) -> int:
    return main(["build", "--year", "2024", "--input", str(folder), "--output", str(output), *more])


def test_only_some_portraits_with_shares_of_the_whole_edition(edition_folder: Write, tmp_path: Path) -> None:
    output = tmp_path / "site"
    assert build(edition_folder(ROWS), output, "--only", "42,REGION-84") == 0
    assert (output / "departements" / "42-loire" / "index.html").is_file()
    assert (output / "regions" / "84-auvergne-rhone-alpes" / "index.html").is_file()
    assert not (output / "departements" / "84-vaucluse").exists()
    assert (output / "france" / "flux-export.svg").is_file()
    assert not (output / "france" / "index.html").exists()
    portrait = json.loads((output / "departements" / "42-loire" / "portrait.json").read_text(encoding="utf-8"))
    assert portrait["demonstration"] is False
    assert portrait["export"] == {"total": 4000, "part_region": 1.0, "part_france": 4000 / 4300, "ue": 4000}
    assert portrait["import"]["total"] == 2800


@pytest.mark.parametrize("command", ["build", "pages"])
def test_several_inputs_give_one_file_per_direction(
    command: str, edition_folder: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, output = edition_folder(ROWS), tmp_path / "out"
    monkeypatch.chdir(folder)
    files = [word for name in ("export", "import") for word in ("--input", f"{name}.txt")]
    assert main([command, "--year", "2024", *files, "--only", "42", "--output", str(output)]) == 0
    [told] = output.glob("**/42-loire/portrait.json")
    portrait = json.loads(told.read_text(encoding="utf-8"))
    assert (portrait["export"]["total"], portrait["import"]["total"]) == (4000, 2800)
    if command == "pages":  # `mkdocs serve` runs it again from another folder
        written = (output / "mkdocs.yml").read_text(encoding="utf-8")
        assert [written.count(f"--input={folder / name}.txt") for name in ("export", "import")] == [1, 1]


@pytest.mark.parametrize("words", ["100", "42,", "region-99", "france,42,zz", ""])
def test_an_unknown_territory_is_wrong_usage(
    words: str, edition_folder: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(edition_folder(ROWS), tmp_path / "site", "--only", words) == 2
    assert "--only" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["build"],
        ["build", "--year", "2024"],
        ["check", "--edition", "1789"],
        ["build", "--edition", "demo", "--year", "2024"],
        ["build", "--edition", "demo", "--previous", "2023", "x"],
        ["demo", "--edition", "2024", "--output", "x"],
        ["demo", "--output", "x", "--rows", "-1"],
    ],
)
def test_wrong_usage_is_exit_code_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert "error:" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["demo", "--output", "x", "--rows", "many"]])
def test_arguments_that_do_not_parse_are_exit_code_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2


@pytest.mark.parametrize("command", ["build", "check", "demo", "fetch", "archive", "pages", "pdf"])
def test_each_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([command, "--help"])
    assert stopped.value.code == 0
    assert command in capsys.readouterr().out


def test_a_missing_path_is_one_message(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(tmp_path / "absent", tmp_path / "site") == 1
    message = capsys.readouterr().err
    assert "absent" in message
    assert "Traceback" not in message
    assert list(tmp_path.iterdir()) == []


def test_bad_input_leaves_the_previous_site_byte_for_byte(
    edition_folder: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, output = edition_folder(ROWS), tmp_path / "site"
    assert build(folder, output, "--only", "42") == 0
    before = {p: p.read_bytes() for p in output.rglob("*") if p.is_file()}
    with (folder / "import.txt").open("a", encoding="utf-8") as stream:
        stream.write("I;5;2024;42;01;C10A;1011;IT;1;1\n")
    capsys.readouterr()
    assert build(folder, output, "--only", "42") == 1
    message = capsys.readouterr().err
    assert "import.txt" in message
    assert "row 5" in message
    assert {p: p.read_bytes() for p in output.rglob("*") if p.is_file()} == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["edition", "site"]


def test_a_folder_of_other_files_is_rejected(edition_folder: Write, tmp_path: Path) -> None:
    output = tmp_path / "site"
    output.mkdir()
    (output / "mine.txt").write_text("mine", encoding="utf-8")
    assert build(edition_folder(ROWS), output) == 1
    assert [p.name for p in output.iterdir()] == ["mine.txt"]


def test_a_missing_quarter_is_mentioned_everywhere(
    edition_folder: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, output = edition_folder([row for row in ROWS if row[1] < 4]), tmp_path / "site"
    assert main(["check", "--year", "2024", "--input", str(folder)]) == 0
    assert "année incomplète" in capsys.readouterr().out
    assert build(folder, output, "--only", "42") == 0
    assert "année incomplète" in capsys.readouterr().out
    place = output / "departements" / "42-loire"
    page = (place / "index.html").read_text(encoding="utf-8")
    assert "Loire (1er–3e trimestres 2024)" in page
    assert "Loire (2024)" not in page
    assert "1er–3e trimestres 2024" in (place / "balance.svg").read_text(encoding="utf-8")


def test_a_direction_without_trade_is_described_in_words(edition_folder: Write, tmp_path: Path) -> None:
    output = tmp_path / "site"
    assert build(edition_folder(ROWS), output, "--only", "84,48") == 0
    vaucluse = (output / "departements" / "84-vaucluse" / "index.html").read_text(encoding="utf-8")
    assert "ne comptent aucune importation dans le Vaucluse" in vaucluse
    assert 'id="fig-flux-import"' not in vaucluse
    assert 'id="fig-flux-export"' in vaucluse
    lozere = (output / "departements" / "48-lozere" / "index.html").read_text(encoding="utf-8")
    assert "aucune exportation" in lozere
    portrait = json.loads((output / "departements" / "48-lozere" / "portrait.json").read_text(encoding="utf-8"))
    assert portrait["export"] == {"total": 0, "part_region": None, "part_france": 0.0, "ue": 0}
    assert "<p>soit <strong>" not in lozere  # no share of nothing


def test_a_demonstration_is_marked_in_all_its_files(demo_folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "site"
    assert build(demo_folder, output, "--only", "42") == 0
    place = output / "departements" / "42-loire"
    page = (place / "index.html").read_text(encoding="utf-8")
    assert 'class="pce-demo-banner"' in page
    # each figure's table says it too: it is read without its picture
    assert len(re.findall(r"\(démonstration\s: montants inventés\)</caption>", page)) >= 9
    pictures = {file.name for file in place.glob("*.svg")}
    assert {
        f"{name}{width}.svg" for name in ("balance", "flux-export") for width in ("", "-moyen", "-etroit")
    } <= pictures
    for name in pictures:
        assert "montants inventés" in (place / name).read_text(encoding="utf-8"), name
    assert "inventés" in json.loads((place / "csv-metadata.json").read_text(encoding="utf-8"))["dc:description"]
    home = (output / "index.html").read_text(encoding="utf-8")
    assert 'class="pce-demo-banner"' in home


HOSTILE = ["<script>alert(1)</script>", "{{ 7*7 }}", "{% raw %}", "=cmd()", "](javascript:alert(1))", '"><img src=x>']


def test_labels_are_escaped_everywhere(edition_folder: Write, tmp_path: Path) -> None:
    rows: list[Row] = [("E", 1, 2024, "42", "C20A", "2014", f"A{chr(65 + i)}", 100 - i) for i in range(len(HOSTILE))]
    folder, output = edition_folder([*rows, *[r for r in ROWS if r[0] == "I"]]), tmp_path / "site"
    labels = "".join(
        f'A{chr(65 + i)};"{label.replace(chr(34), chr(34) * 2)}";190001;999912\r\n' for i, label in enumerate(HOSTILE)
    )
    (folder / "Libelle_PAYS.txt").write_text(labels, encoding="utf-8", newline="")
    assert build(folder, output, "--only", "42") == 0
    place = output / "departements" / "42-loire"
    page = (place / "index.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "49" not in page.split('id="fig-balance"')[1].split("<table")[1].split("</table>")[0]
    portrait = json.loads((place / "portrait.json").read_text(encoding="utf-8"))
    assert {row["nom"] for row in portrait["balance"]} >= set(HOSTILE)
    lines = (place / "balance.csv").read_text(encoding="utf-8-sig").splitlines()
    assert "AD;'=cmd();0;97;97" in lines
    specs = json.dumps(published_specs(place / "balance.js"))
    assert "&lt;script&gt;alert" in specs
    assert "<script" not in specs
    assert "<img" not in specs
    assert "<script" not in (place / "balance.svg").read_text(encoding="utf-8")


def test_labels_are_those_in_force_in_the_edition(edition_folder: Write, tmp_path: Path) -> None:
    rows: list[Row] = [("E", 1, 2024, "42", "C20A", "2014", code, 5) for code in ("DE", "XI", "ZZ", "XK")]
    folder, output = edition_folder([*rows, *[r for r in ROWS if r[0] == "I"]]), tmp_path / "site"
    (folder / "Libelle_PAYS.txt").write_text(
        "DE;Allemagne;190001;999912\r\nXI;Saint-Martin, partie méridionale;190001;200512\r\n"
        "XK;Yougoslavie;199206;199212\r\nXK;Kosovo;200506;999912\r\n",
        encoding="utf-8",
        newline="",
    )
    assert build(folder, output, "--only", "42") == 0
    portrait = json.loads((output / "departements" / "42-loire" / "portrait.json").read_text(encoding="utf-8"))
    names = {row["pays"]: row["nom"] for row in portrait["balance"]}
    assert names["DE"] == "Allemagne"
    assert names["XI"] == "Irlande du Nord"
    assert names["XK"] == "Kosovo"
    assert names["ZZ"] == "Code ZZ"


def test_an_unknown_year_says_how_to_add_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--edition", "2031"]) == 2
    assert "to add a year, copy the newest file to data/editions/2031.toml" in capsys.readouterr().err
