"""Mixes forms for as many seconds as asked (see README.md beside it); not part of the tests."""

from __future__ import annotations

import sys
import tempfile
import time
from itertools import count
from pathlib import Path

from tests.fuzz.forms import examine_forms


def main(seconds: int, first: int) -> None:
    """Tries one seed after the other from ``first`` on; stops at the first that breaks the rule, and names it."""
    end = time.monotonic() + seconds
    for seed in count(first):
        if time.monotonic() > end:
            break
        with tempfile.TemporaryDirectory() as folder:
            try:
                examine_forms(seed, Path(folder))
            except Exception as error:
                raise SystemExit(f"seed {seed}: {error!r}") from error
    sys.stdout.write(f"seeds {first} to {seed - 1}: nothing lost\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
