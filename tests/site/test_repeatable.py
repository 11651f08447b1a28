"""The same input gives the same bytes: whatever the folder, time zone, locale, hash seed, rights, processors, order."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator.edition import edition_of_input
from generator.reference.tables import PROJECT

HERE = {"TZ": "Europe/Paris", "LANG": "fr_FR.UTF-8", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}
THERE = {
    "TZ": "Pacific/Kiritimati",
    "LANG": "C",
    "LC_ALL": "C",
    "PYTHONHASHSEED": "271828",
    "PYTHONUTF8": "0",
}
ELSEWHERE = "import os, sys; os.umask(0o077); os.sched_setaffinity(0, {min(os.sched_getaffinity(0))}); "
"""Other rights for what is written, one processor."""
RUN = "from generator.cli import main; sys.exit(main(sys.argv[1:]))"


def run(code: str, settings: dict[str, str], *arguments: object) -> None:
    env = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"} | settings
    command = [sys.executable, "-c", code, *map(str, arguments)]
    done = subprocess.run(command, env=env, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_site_is_the_same_elsewhere(demo_folder: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "site", tmp_path / "un autre dossier" / "sîte"
    moved = tmp_path / "ailleurs"
    moved.mkdir()
    for file in sorted(demo_folder.iterdir(), reverse=True):
        (moved / file.name).write_bytes(file.read_bytes())
    options = ("build", "--year", 2024, "--only", "42,2a,region-84,france", "--input")
    run("import sys; " + RUN, HERE, *options, demo_folder, "--output", first)
    run(ELSEWHERE + RUN, THERE, *options, moved, "--output", second)
    one, other = contents(first), contents(second)
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []
    assert {
        "sitemap.xml.gz",
        "departements/42-loire/index.html",
        "departements/42-loire/partage.png",
        "departements/42-loire/portrait.ods",
        "telechargements/portraits-2024-demonstration-csv.zip",
    } <= one.keys()
    date = edition_of_input(2024, demo_folder).date.isoformat()
    assert set(re.findall(r"<lastmod>([^<]*)", one["sitemap.xml"].decode())) == {date}


def test_an_archive_is_the_same_elsewhere(demo_folder: Path, tmp_path: Path) -> None:
    options = ("archive", "--year", 2024, "--only", "48", "--input", demo_folder, "--output")
    run("import sys; " + RUN, HERE, *options, tmp_path / "dist")
    run(ELSEWHERE + RUN, THERE, *options, tmp_path / "là")
    assert contents(tmp_path / "dist") == contents(tmp_path / "là")
    assert len(contents(tmp_path / "dist")) == 2


@pytest.mark.parametrize("folder", ["files", "un autre dossier"])
def test_a_demonstration_is_the_same_elsewhere(folder: str, demo_folder: Path, tmp_path: Path) -> None:
    run("import sys; " + RUN, THERE, "demo", "--rows", 20_000, "--output", tmp_path / folder)
    assert contents(tmp_path / folder) == contents(demo_folder)
