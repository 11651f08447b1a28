"""An interrupted command exits at once without a process or traceback left; the next one removes its folder."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.customs.demo import write_demo
from generator.reference.tables import PROJECT
from generator.system.folders import working_folder

pytestmark = pytest.mark.whole

LISTENING = "from generator.system import process\nprocess.handle_signals()\n"
WORKING = (
    LISTENING
    + """
import os, signal, sys, threading, time
from pathlib import Path
from generator.system import parallel, process
from generator.system.folders import working_folder

parallel.worker_count = lambda: 2

def work(n):
    command = "sleep {0} & sleep {0}".format(sys.argv[2])
    threading.Thread(target=process.run, args=(["sh", "-c", command], 99), daemon=True).start()
    time.sleep(0.1)
    os.write(1, b"ready\\n")  # at once: two processes write
    while True:
        try:
            time.sleep(9)
        except BaseException:
            pass  # as a library that catches all would

with working_folder(Path(sys.argv[1]), "name") as folder:
    (folder / "half").touch()
    parallel.each(work, [1, 2])
"""
)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files") / "in"
    write_demo(folder, rows=2_000, year=2024)
    return folder


def sleepers(seconds: str) -> list[str]:
    found = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True)
    return [line for line in found.stdout.splitlines() if line == f"sleep {seconds}"]


def wait_for_sleepers(count: int, seconds: str, tenths: int) -> None:
    """Waits until there are ``count`` sleepers, at most ``tenths`` tenths of a second."""
    for _ in range(tenths):
        if len(sleepers(seconds)) == count:
            break
        time.sleep(0.1)
    assert len(sleepers(seconds)) == count


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
@pytest.mark.parametrize("to_all", [False, True])
def test_no_process_or_file_is_left(sent: signal.Signals, to_all: bool, tmp_path: Path) -> None:
    seconds = f"77.{os.getpid()}{sent}{to_all:d}"  # known by its number
    command = [sys.executable, "-c", WORKING, str(tmp_path), seconds]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True, cwd=PROJECT
    ) as program:
        try:
            assert program.stdout
            assert [program.stdout.readline() for _ in range(2)] == ["ready\n"] * 2
            wait_for_sleepers(4, seconds, tenths=50)  # a busy machine starts them when it can
            begun = time.monotonic()
            (os.killpg if to_all else os.kill)(program.pid, sent)
            # the pipes end once no worker is left
            _, said = program.communicate(timeout=10)
        except BaseException:
            os.killpg(program.pid, signal.SIGKILL)  # it would be waited for without end
            raise
    assert time.monotonic() - begun < 3
    wait_for_sleepers(0, seconds, tenths=20)
    if sent != signal.SIGKILL:
        assert (program.returncode, said) == (128 + sent, "interrupted\n")
    assert len(list(tmp_path.iterdir())) == 1
    with working_folder(tmp_path, "name") as folder:
        assert list(tmp_path.iterdir()) == [folder]


def wait_for_signal_handlers(program: subprocess.Popen[str]) -> None:
    """Waits for the handlers: before, both signals simply kill the program. A busy machine starts Python in seconds."""
    wanted = sum(1 << (number - 1) for number in (signal.SIGTERM, signal.SIGINT))
    for _ in range(600):
        status = Path(f"/proc/{program.pid}/status").read_text(encoding="ascii")
        caught = int(status.partition("SigCgt:")[2].split()[0], 16)
        if caught & wanted == wanted:
            return
        time.sleep(0.05)
    pytest.fail("the command does not listen for signals")


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_a_build_can_be_interrupted_at_many_moments(sent: signal.Signals, files: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "generator", "build", "--year", "2024", "--input", str(files)]
    command += ["--only", "48", "--output", str(tmp_path / "out" / "site")]
    (tmp_path / "out").mkdir()
    for tenths in range(0, 20, 4):
        with subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, cwd=PROJECT
        ) as build:
            wait_for_signal_handlers(build)
            time.sleep(tenths / 10)
            build.send_signal(sent)
            begun = time.monotonic()
            said = build.communicate(timeout=10)[1]
        assert time.monotonic() - begun < 3
        assert "Traceback" not in said
        if build.returncode:  # it may have been done before
            assert build.returncode == 128 + sent
            assert not (tmp_path / "out" / "site").exists()
        else:
            break


def test_a_deferred_signal_waits_for_the_end_of_the_block() -> None:
    script = (
        LISTENING
        + "import os, signal, time\nwith process.deferred_signals():\n    os.kill(os.getpid(), signal.SIGTERM)\n"
    )
    script += "    time.sleep(0.1)\n    print('noted', flush=True)\nprint('never')\n"
    ended = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, text=True, cwd=PROJECT)
    assert (ended.returncode, ended.stdout) == (143, "noted\n")


def test_a_signal_after_the_end_does_not_change_the_exit_code() -> None:
    script = (
        "import atexit, os, runpy, signal, sys\n"
        "atexit.register(lambda: os.kill(os.getpid(), signal.SIGTERM))\n"
        "sys.argv[1:] = ['--help']\n"
        "runpy.run_module('generator', run_name='__main__')\n"
    )
    ended = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, text=True, cwd=PROJECT)
    assert (ended.returncode, ended.stderr) == (0, "")
