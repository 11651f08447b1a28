"""Shared by all tests: a tiny edition written by hand, and the demonstration edition built once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import settings

from generator.customs.demo.command import write_demo

# A deadline would measure the machine, which others may load, and not the code.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

YEAR = 2024
Row = tuple[str, int, int, str, str, str, str, int]
"""flux, quarter, year, département, A129, CPF4, country, euros."""


def text_of(rows: Iterable[Row]) -> str:
    """Rows in the customs' ten columns."""
    return "".join(
        f"{flux};{quarter};{year};{departement};01;{a129};{cpf4};{country};{value};1\n"
        for flux, quarter, year, departement, a129, cpf4, country, value in rows
    )


@pytest.fixture
def edition_folder(tmp_path: Path) -> Callable[[Iterable[Row]], Path]:
    """Writes rows as two plain files and gives their folder."""

    def write(rows: Iterable[Row]) -> Path:
        folder = tmp_path / "edition"
        folder.mkdir()
        held = list(rows)
        for flux, name in (("E", "export"), ("I", "import")):
            (folder / f"{name}.txt").write_text(text_of(r for r in held if r[0] == flux), encoding="utf-8")
        return folder

    return write


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small demonstration edition, in the customs' zips."""
    folder = tmp_path_factory.mktemp("demo") / "edition"
    write_demo(folder, rows=20_000, year=YEAR)
    return folder
