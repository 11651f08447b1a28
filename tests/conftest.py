"""Shared by all tests: a tiny edition written by hand; demonstration editions and the sites made of them, once."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import is_hypothesis_test, settings

from generator.compute import EditionData, compute
from generator.customs.demo import write_demo
from generator.edition import edition_of_input
from generator.reference.territories import territories_of
from generator.system import parallel
from generator.system.progress import Progress

# A deadline would measure the machine, which others may load, and not the code.
settings.register_profile("patient", deadline=None)
settings.register_profile("quick", deadline=None, max_examples=20)
settings.load_profile("patient")

PROJECT = Path(__file__).resolve().parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the pages of tests/golden anew")


def missing_browsers() -> list[str]:
    """Of Firefox and WebKit those that this machine has not: their tests are left out, and the last lines say so."""
    return [
        name
        for name in ("firefox", "webkit")
        if subprocess.run([PROJECT / f"tools/find-{name}"], capture_output=True, check=False).returncode
    ]


def is_property(item: pytest.Item) -> bool:
    """Whether Hypothesis runs it with hundreds of examples."""
    return isinstance(item, pytest.Function) and is_hypothesis_test(item.obj)


@pytest.hookimpl(tryfirst=True)  # before pytest chooses by marker
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    files = {f"test_{name}.py" for name in missing_browsers()}
    left_out = [item for item in items if item.path.name in files]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]
    is_measured = config.pluginmanager.hasplugin("pytest_cov")
    for item in items:
        if item.path.parent.name in ("browser", "fuzz", "site"):
            item.add_marker("whole")
        # to measure these would take a tenth of the time of `make test`
        if is_measured and (item.get_closest_marker("whole") or is_property(item)):
            item.add_marker("no_cover")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for name in missing_browsers():
        terminalreporter.write_sep("!", f"NOT TESTED in {name}: see tools/find-{name}", red=True, bold=True)


@pytest.fixture(scope="session", autouse=True)
def _each_test_uses_one_processor() -> Iterator[None]:
    """pytest-xdist keeps all processors busy: a fork for each of a thousand tiny files takes a fifth of the time."""
    with pytest.MonkeyPatch.context() as patch:
        if "PYTEST_XDIST_WORKER" in os.environ:
            patch.setattr(parallel, "worker_count", lambda: 1)
        yield


YEAR = 2024
Row = tuple[str, int, int, str, str, str, str, int]
"""flux, quarter, year, département, A129, CPF4, country, euros."""
ROWS: list[Row] = [
    *[("E", q, 2024, "42", "C20A", "2014", "DE", 1000) for q in (1, 2, 3, 4)],
    *[("I", q, 2024, "42", "C10A", "1011", "IT", 700) for q in (1, 2, 3, 4)],
]
"""An edition that is made in no time."""


def text_of(rows: Iterable[Row]) -> str:
    """Rows in the customs' ten columns."""
    return "".join(
        f"{flux};{quarter};{year};{departement};01;{a129};{cpf4};{country};{value};1\n"
        for flux, quarter, year, departement, a129, cpf4, country, value in rows
    )


def write_rows(folder: Path, rows: Iterable[Row]) -> Path:
    """Writes rows as two plain files into ``folder`` and gives it."""
    folder.mkdir(exist_ok=True)
    held = list(rows)
    for flux, name in (("E", "export"), ("I", "import")):
        (folder / f"{name}.txt").write_text(text_of(r for r in held if r[0] == flux), encoding="utf-8")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Each file beneath ``folder`` by its path."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture
def edition_folder(tmp_path: Path) -> Callable[[Iterable[Row]], Path]:
    """Writes rows as two plain files and gives their folder."""
    return partial(write_rows, tmp_path / "edition")


ONLY = "2a,26,42,48,69,971,974,976,region-84,france"
"""The portraits of ``demo_site``."""
ARCHIVED = "34,42,region-84"
"""Those of ``demo_archive``."""
Shared = Callable[[str, Callable[[Path], object]], Path]


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    """Makes a folder by its name, once for all the processes that share the tests, and gives it. Tests only read it."""
    base = tmp_path_factory.getbasetemp()
    common = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def folder(name: str, make: Callable[[Path], object]) -> Path:
        place, done = common / "shared" / name, common / "shared" / f"{name}.done"
        place.parent.mkdir(exist_ok=True)
        with FileLock(place.with_name(f"{name}.lock")):
            if not done.is_file():
                make(place)
                done.touch()
        return place

    return folder


@pytest.fixture(scope="session")
def demo_folder(shared: Shared) -> Path:
    """A small demonstration edition, in the customs' zips."""
    return shared("2024", lambda folder: write_demo(folder, rows=20_000, year=YEAR))


@pytest.fixture(scope="session")
def demo(demo_folder: Path) -> EditionData:
    """That edition alone, worked out for a site with the page of the Loire."""
    return compute(edition_of_input(YEAR, demo_folder), territories_of("42"), Progress())


@pytest.fixture(scope="session")
def earlier_folder(shared: Shared) -> Path:
    """That of the year before."""
    return shared("2023", lambda folder: write_demo(folder, rows=20_000, year=YEAR - 1))


@pytest.fixture(scope="session")
def demo_site(demo_folder: Path, earlier_folder: Path, shared: Shared) -> Path:
    """A site of both editions, with every kind of page there is and the portraits of ``ONLY``."""
    words = ("--previous", YEAR - 1, earlier_folder, "--only", ONLY)
    return shared("site", lambda output: run("build", demo_folder, output, *words))


@pytest.fixture(scope="session")
def whole_site(demo_folder: Path, shared: Shared) -> Path:
    """A site of one edition with all 120 portraits."""
    return shared("whole", lambda output: run("build", demo_folder, output))


@pytest.fixture(scope="session")
def demo_archive(demo_folder: Path, earlier_folder: Path, shared: Shared) -> Path:
    """The folder in which the archive of both editions lies beside its sum, with the portraits of ``ARCHIVED``."""
    words = ("--previous", YEAR - 1, earlier_folder, "--only", ARCHIVED)
    return shared("dist", lambda output: run("archive", demo_folder, output, *words))


def run(command: str, files: Path, output: Path, *words: object) -> None:
    """Runs a command of the project as its users do, in a process of its own."""
    options = ("--year", YEAR, "--input", files, "--output", output, *words)
    done = subprocess.run(
        [sys.executable, "-m", "generator", command, *map(str, options)],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
