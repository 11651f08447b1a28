"""Every failure is one message; the traceback is shown with --debug only."""

import errno
import shlex
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from generator import commands
from generator.cli import main, report_error
from generator.errors import SiteError
from generator.reference.tables import PROJECT


def broken(_: object) -> None:
    raise ZeroDivisionError("of ours")


@pytest.mark.parametrize("debug", [False, True])
def test_a_bug_says_where_to_report_it(
    debug: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(commands, "run_check", broken)
    assert main(["check", "--edition", "demo", *(["--debug"] if debug else [])]) == 1
    said = capsys.readouterr().err
    assert "error: ZeroDivisionError: of ours\n" in said
    assert "Unless it is in a change of yours, please report it" in said
    assert ("Traceback" in said) == debug


@pytest.mark.parametrize("wrong", ["9999", "-5", "1969", "٢٠٢٤", "two"])
def test_an_invalid_year_is_wrong_usage(wrong: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["check", "--year", wrong, "--input", "x"])
    assert ended.value.code == 2
    assert "--year" in capsys.readouterr().err


def test_a_full_disk_names_the_file_being_written() -> None:
    told = StringIO()
    error = OSError(errno.ENOSPC, "No space left on device", "the source", None, "the copy")
    assert report_error(error, Console(file=told), debug=False) == 1
    assert told.getvalue() == "error: the copy: No space left on device\n"


def test_running_out_of_memory_is_one_message(capfd: pytest.CaptureFixture[str]) -> None:
    for error in (MemoryError(), OSError(errno.ENOMEM, "x"), RuntimeError("can't start new thread")):
        assert report_error(error, Console(), debug=True) == 1
        assert capfd.readouterr().err.startswith("error: the machine has no memory left")


def test_a_value_of_a_file_is_not_taken_for_the_machine_s_words() -> None:
    told = StringIO()
    assert report_error(SiteError("e.txt, row 1: can't start new thread"), Console(file=told), debug=False) == 1
    assert told.getvalue() == "error: e.txt, row 1: can't start new thread\n"


@pytest.mark.whole
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-", "| head -c1 >/dev/null"])
def test_closed_input_and_output(closed: str, demo_folder: Path, tmp_path: Path) -> None:
    words = [sys.executable, "-m", "generator", "check", "--year", "2024", "--input", str(demo_folder)]
    command = f"{shlex.join(words)} {closed}"
    done = subprocess.run(command, shell=True, check=False, cwd=PROJECT, capture_output=True, text=True)
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr
