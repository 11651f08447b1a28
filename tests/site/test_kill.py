"""A build that is killed, whenever, leaves the old site; two at a time do not meet; the next one mends all."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.reference.tables import PROJECT
from tests.site.test_repeatable import contents


def start(files: Path, output: Path, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "generator", "build", "--year", "2024", "--input", str(files)]
    command += ["--output", str(output), "--only", "42,48", "--force", *more]
    return subprocess.Popen(
        command, cwd=PROJECT, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    )


@pytest.fixture(scope="module")
def old(
    demo_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, dict[str, bytes]]]:
    output = tmp_path_factory.mktemp("kill") / "site"
    with start(demo_folder, output) as build:
        build.communicate()
    assert build.returncode == 0
    yield output, contents(output)


def lines_until(step: str) -> Callable[[subprocess.Popen[str]], None]:
    """Waits until a build has told of a step's end."""

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
    moment: str, sent: signal.Signals, old: tuple[Path, dict[str, bytes]], demo_folder: Path
) -> None:
    output, before = old
    beside = set(output.parent.iterdir())
    with start(demo_folder, output) as build:
        lines_until(moment)(build)
        build.send_signal(sent)
        build.communicate()
    assert build.returncode != 0
    assert contents(output) == before
    if sent != signal.SIGKILL:
        assert set(output.parent.iterdir()) <= beside


def test_two_builds_at_once_mend_all(old: tuple[Path, dict[str, bytes]], demo_folder: Path) -> None:
    output, before = old
    with start(demo_folder, output) as killed:
        lines_until("Writing")(killed)
        killed.kill()
    shutil.rmtree(output / "departements")
    with start(demo_folder, output) as one, start(demo_folder, output) as other:
        one.communicate()
        other.communicate()
    assert (one.returncode, other.returncode) == (0, 0)
    assert contents(output) == before
    assert list(output.parent.iterdir()) == [output]
