"""Coverage-guided fuzzing of the reader with atheris (see README.md beside it); not part of the tests."""

from __future__ import annotations

import importlib
import sys
import tempfile
from pathlib import Path

# Not among the project's dependencies: mypy need not know it.
atheris = importlib.import_module("atheris")

with atheris.instrument_imports(include=["generator.customs", "zipfile", "csv"]):
    from tests.fuzz.oracle import examine


def main() -> None:
    """Runs libFuzzer with the arguments given, each input read in a folder of its own in memory where there is one."""
    in_memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=in_memory if in_memory.is_dir() else None) as folder:

        def one(data: bytes) -> None:
            examine(data, Path(folder))

        atheris.Setup(sys.argv, one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
