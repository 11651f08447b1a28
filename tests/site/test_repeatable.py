"""The same input gives the same bytes, whatever the folder, time zone, locale, hash seed and number of processors."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.reference.tables import PROJECT

HERE = {"TZ": "Europe/Paris", "LANG": "fr_FR.UTF-8", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}
THERE = {
    "TZ": "Pacific/Kiritimati",
    "LANG": "C",
    "LC_ALL": "C",
    "PYTHONHASHSEED": "271828",
    "PYTHONUTF8": "0",
}
ONE_PROCESSOR = "import os, sys; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))}); "
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
    options = (
        "build",
        "--year",
        2024,
        "--input",
        demo_folder,
        "--only",
        "42,2a,region-84,france",
        "--output",
    )
    run("import sys; " + RUN, HERE, *options, first)
    run(ONE_PROCESSOR + RUN, THERE, *options, second)
    one, other = contents(first), contents(second)
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []
    assert {
        "sitemap.xml.gz",
        "departements/42-loire/index.html",
        "departements/42-loire/partage.png",
    } <= one.keys()


@pytest.mark.parametrize("folder", ["files", "un autre dossier"])
def test_a_demonstration_is_the_same_elsewhere(folder: str, demo_folder: Path, tmp_path: Path) -> None:
    run("import sys; " + RUN, THERE, "demo", "--rows", 20_000, "--output", tmp_path / folder)
    assert contents(tmp_path / folder) == contents(demo_folder)
