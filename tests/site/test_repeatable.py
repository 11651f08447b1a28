"""The same input gives the same bytes: whatever the folder, time zone, locale, hash seed, rights, processors, order."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator.edition import edition_of_input
from generator.reference.tables import PROJECT
from tests.conftest import ARCHIVED, ONLY, contents

THERE = {"TZ": "Pacific/Kiritimati", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "271828", "PYTHONUTF8": "0"}
ELSEWHERE = "import os, sys; os.umask(0o077); os.sched_setaffinity(0, {min(os.sched_getaffinity(0))}); "
"""Other rights for what is written, one processor."""
RUN = "from generator.cli import main; sys.exit(main(sys.argv[1:]))"


def run(code: str, settings: dict[str, str], *arguments: object) -> None:
    env = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"} | settings
    command = [sys.executable, "-c", code, *map(str, arguments)]
    done = subprocess.run(command, env=env, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_site_is_the_same_elsewhere(demo_site: Path, demo_folder: Path, earlier_folder: Path, tmp_path: Path) -> None:
    second = tmp_path / "un autre dossier" / "sîte"
    moved = tmp_path / "ailleurs"
    moved.mkdir()
    for file in sorted(demo_folder.iterdir(), reverse=True):
        (moved / file.name).write_bytes(file.read_bytes())
    options = ("build", "--year", 2024, "--only", ONLY, "--previous", 2023, earlier_folder, "--input")
    run(ELSEWHERE + RUN, THERE, *options, moved, "--output", second)
    one, other = contents(demo_site), contents(second)
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []
    assert {
        "sitemap.xml.gz",
        "departements/42-loire/index.html",
        "departements/42-loire/partage.png",
        "departements/42-loire/portrait.ods",
        "departements/42-loire/portrait.xlsx",
        "telechargements/portraits-2024-demonstration-csv.zip",
    } <= one.keys()
    date = edition_of_input(2024, demo_folder).date.isoformat()
    assert set(re.findall(r"<lastmod>([^<]*)", one["sitemap.xml"].decode())) == {date}


def test_an_archive_is_the_same_elsewhere(
    demo_archive: Path, demo_folder: Path, earlier_folder: Path, tmp_path: Path
) -> None:
    options = ("archive", "--year", 2024, "--only", ARCHIVED, "--previous", 2023, earlier_folder, "--input")
    # a relative folder, as `make archive` names one
    run(ELSEWHERE + RUN, THERE, *options, demo_folder, "--output", os.path.relpath(tmp_path / "là", PROJECT))
    assert contents(demo_archive) == contents(tmp_path / "là")
    assert {Path(name).suffix for name in contents(demo_archive)} == {".zip", ".sha256"}


@pytest.mark.parametrize("folder", ["files", "un autre dossier"])
def test_a_demonstration_is_the_same_elsewhere(folder: str, demo_folder: Path, tmp_path: Path) -> None:
    run("import sys; " + RUN, THERE, "demo", "--rows", 20_000, "--output", tmp_path / folder)
    assert contents(tmp_path / folder) == contents(demo_folder)
