"""The output is always the old folder or the new one, complete."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.errors import SiteError
from generator.site.build import MARKER, staged


def write(output: Path, text: str) -> None:
    with staged(output) as work:
        (work / "site").mkdir()
        (work / "site" / "index.html").write_text(text, encoding="utf-8")


def test_a_new_folder_replaces_the_old_one(tmp_path: Path) -> None:
    output = tmp_path / "a" / "site"
    write(output, "old")
    (output / "gone.html").touch()
    write(output, "new")
    assert (output / "index.html").read_text(encoding="utf-8") == "new"
    assert sorted(p.name for p in output.iterdir()) == [MARKER, "index.html"]
    assert list(tmp_path.iterdir()) == [tmp_path / "a"]
    assert list(output.parent.iterdir()) == [output]


def test_a_failure_leaves_the_old_folder_and_nothing_else(tmp_path: Path) -> None:
    output = tmp_path / "site"
    write(output, "old")

    def fail() -> None:
        with staged(output) as work:
            (work / "site").mkdir()
            (work / "site" / "half.html").touch()
            raise SiteError("no")

    with pytest.raises(SiteError):
        fail()
    assert (output / "index.html").read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [output]


@pytest.mark.parametrize("make", ["file", "foreign"])
def test_files_that_no_build_made_are_not_replaced(make: str, tmp_path: Path) -> None:
    output = tmp_path / "site"
    if make == "file":
        output.write_text("mine", encoding="utf-8")
    else:
        output.mkdir()
        (output / "thesis.doc").write_text("mine", encoding="utf-8")
    with pytest.raises(SiteError, match="site"):
        write(output, "new")
    mine = output if make == "file" else output / "thesis.doc"
    assert mine.read_text(encoding="utf-8") == "mine"


def test_an_empty_folder_is_replaced(tmp_path: Path) -> None:
    output = tmp_path / "site"
    output.mkdir()
    write(output, "new")
    assert (output / "index.html").is_file()


def test_leftovers_of_a_killed_build_are_removed_and_a_running_one_is_kept(tmp_path: Path) -> None:
    output = tmp_path / "site"
    write(output, "old")
    script = (
        "import sys, time\nfrom pathlib import Path\nfrom generator.site.build import staged\n"
        "with staged(Path(sys.argv[1])) as work:\n    (work / 'site').mkdir()\n    print('ready', flush=True)\n"
        "    time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(output)], stdout=subprocess.PIPE, text=True, env={**os.environ}
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == "ready\n"
        write(output, "new")
        assert len(list(tmp_path.glob(".site.building-*"))) == 1
        other.send_signal(signal.SIGKILL)
        other.wait()
    deadline = time.monotonic() + 5
    while list(tmp_path.glob(".site.building-*")) and time.monotonic() < deadline:
        write(output, "newer")
    assert list(tmp_path.iterdir()) == [output]
    assert (output / "index.html").read_text(encoding="utf-8") == "newer"
