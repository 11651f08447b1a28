"""A killed build leaves the old site, builds at the same time do not interfere, and the next one cleans up."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.reference.tables import PROJECT
from tests.conftest import ROWS, contents, write_rows

RUN = "import runpy; runpy.run_module('generator', run_name='__main__')"
KILLED_AT_REPLACEMENT = """
import os, signal
from generator.system import folders
replace_folder = folders.replace_folder
def replace_and_die(target, new):
    {done}
    os.kill(os.getpid(), signal.SIGKILL)
folders.replace_folder = replace_and_die
"""


def start(files: Path, output: Path, *more: str, before: str = "") -> subprocess.Popen[str]:
    """A build in its own process, which first runs the code ``before``."""
    command = [sys.executable, "-c", before + RUN, "build", "--year", "2024", "--input", str(files)]
    command += ["--output", str(output), *(more or ("--only", "48"))]
    return subprocess.Popen(command, cwd=PROJECT, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    write_rows(folder, ROWS)
    return folder


@pytest.fixture(scope="module")
def old(files: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, bytes]]]:
    output = tmp_path_factory.mktemp("kill") / "site"
    with start(files, output) as build:
        build.communicate()
    assert build.returncode == 0
    yield output, contents(output)


def wait_for_step(step: str) -> Callable[[subprocess.Popen[str]], None]:
    """A function that waits for a build to finish the step."""

    def wait(build: subprocess.Popen[str]) -> None:
        assert build.stderr
        assert any(line.startswith(step) for line in build.stderr), "the build ended before"

    return wait


@pytest.mark.parametrize(
    ("moment", "sent"),
    [
        ("Drawing", signal.SIGKILL),
        ("Writing", signal.SIGKILL),
        ("Building the site", signal.SIGKILL),
        ("Writing", signal.SIGTERM),
    ],
)
def test_the_old_site_or_the_new_one(
    moment: str, sent: signal.Signals, old: tuple[Path, dict[str, bytes]], files: Path
) -> None:
    output, before = old
    with start(files, output) as build:
        wait_for_step(moment)(build)
        build.send_signal(sent)
        build.communicate()
    assert build.returncode != 0
    assert contents(output) == before


@pytest.mark.parametrize(("done", "page"), [("", "48-lozere"), ("replace_folder(target, new)", "42-loire")])
def test_killed_while_the_site_is_replaced(
    done: str, page: str, old: tuple[Path, dict[str, bytes]], files: Path, tmp_path: Path
) -> None:
    output = tmp_path / "site"
    shutil.copytree(old[0], output)
    with start(files, output, "--only", "42", before=KILLED_AT_REPLACEMENT.format(done=done)) as killed:
        killed.communicate()
    assert killed.returncode == -signal.SIGKILL
    only = [folder.name for folder in (output / "departements").glob("*-*")]
    assert only == [page]
    with start(files, output, "--only", page[:2]) as again:
        again.communicate()
    assert again.returncode == 0
    assert list(output.parent.iterdir()) == [output]


def test_two_builds_at_once_repair_the_site(old: tuple[Path, dict[str, bytes]], files: Path) -> None:
    output, before = old
    with start(files, output) as killed:
        wait_for_step("Writing")(killed)
        killed.kill()
    shutil.rmtree(output / "departements")
    with start(files, output) as one, start(files, output) as other:
        one.communicate()
        other.communicate()
    assert (one.returncode, other.returncode) == (0, 0)
    assert contents(output) == before
    assert list(output.parent.iterdir()) == [output]
