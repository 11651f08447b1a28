"""Work shared between processes gives the results of one process, errors included."""

import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import time
from threading import Timer

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import DataError, SiteError
from generator.system import parallel


@pytest.fixture(autouse=True)
def three_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "worker_count", lambda: 3)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 10, 255, 256, 257, 5000])
def test_results_come_in_the_order_of_the_items(count: int) -> None:
    assert parallel.each(lambda n: n * n, range(count)) == [n * n for n in range(count)]


def test_the_work_is_shared_and_large_results_come_back_whole() -> None:
    def work(n: int) -> tuple[int, str]:
        time.sleep(0.1)  # so that no process has done all before the next has begun
        return os.getpid(), str(n) * 1_000_000

    results = parallel.each(work, range(6))
    assert [text[0] for _, text in results] == list("012345")
    assert {len(text) for _, text in results} == {1_000_000}
    assert len({process for process, _ in results}) == 3


def test_the_first_item_is_done_here_and_idle_workers_take_the_next() -> None:
    here = os.getpid()

    def work(n: int) -> int:
        if n == 1:
            time.sleep(0.5)  # whoever sleeps takes no other
        return os.getpid()

    first, second, *others = parallel.each(work, range(50))
    assert first == here
    assert second != here
    assert others.count(second) == 0


def test_different_functions_are_shared_too() -> None:
    assert parallel.call_all(lambda: 1, lambda: "a", lambda: None, lambda: [2]) == [1, "a", None, [2]]


def test_a_worker_starts_no_workers() -> None:
    found = parallel.each(lambda _: parallel.each(lambda _: os.getpid(), range(9)), range(2))
    assert [len(set(own)) for own in found[1:]] == [1]


@pytest.mark.parametrize("bad", range(6))
def test_an_error_is_raised_wherever_it_happens(bad: int) -> None:
    def work(n: int) -> int:
        if n == bad:
            raise DataError("no number", file="import.txt", row=n, column="valeur", value="x")
        return n

    with pytest.raises(DataError) as raised:
        parallel.each(work, range(6))
    assert str(raised.value) == f"import.txt, row {bad}, column valeur: no number: 'x'"
    assert (raised.value.file, raised.value.row) == ("import.txt", bad)


def test_system_exit_in_a_worker_is_raised_here() -> None:
    def work(n: int) -> int:
        if n == 1:
            raise SystemExit("no")
        return n

    with pytest.raises(SystemExit, match="no"):
        parallel.each(work, range(3))


def test_a_worker_that_is_killed_is_an_error() -> None:
    here = os.getpid()

    def work(n: int) -> int:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return n

    with pytest.raises(SiteError, match=r"killed from outside.*--only"):
        parallel.each(work, range(3))


def test_a_worker_killed_while_sending_its_result_is_an_error() -> None:
    here = os.getpid()

    def work(n: int) -> bytes:
        if os.getpid() == here:
            time.sleep(0.1)  # the worker takes most of the things
        elif n > 2:
            Timer(0.001 * n, os.kill, (os.getpid(), signal.SIGKILL)).start()
        return b"x" * 30_000_000

    for _ in range(3):
        with pytest.raises(SiteError, match="killed from outside"):
            parallel.each(work, range(12))


def test_no_worker_is_left_when_this_process_fails() -> None:
    here, begun = os.getpid(), time.monotonic()

    def work(n: int) -> int:
        if os.getpid() != here:
            signal.pause()
        raise SiteError("no")

    with pytest.raises(SiteError, match="no"):
        parallel.each(work, range(3))
    assert multiprocessing.active_children() == []
    assert time.monotonic() - begun < 2


def test_workers_exit_when_their_parent_is_killed() -> None:
    script = (
        "import os, signal\nfrom generator.system import parallel\nparallel.worker_count = lambda: 3\n"
        "here = os.getpid()\n"
        "def work(n):\n    os.write(1, b'%d ' % os.getpid())\n    signal.pause()\n"
        "parallel.each(work, range(3))\n"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as killed:
        assert killed.stdout
        said = b""
        while said.count(b" ") < 3:
            said += os.read(killed.stdout.fileno(), 99)
        killed.kill()
        # the pipe ends once nobody is left who could write into it
        assert killed.stdout.read() == b""


@given(message=st.text(), value=st.none() | st.text())
def test_a_data_error_survives_pickling(message: str, value: str | None) -> None:
    sent = DataError(message, file="a.zip/b.txt", row=3, value=value, more=["and row 4", "in all 2"])
    got = pickle.loads(pickle.dumps(sent))
    assert (str(got), vars(got)) == (str(sent), vars(sent))
