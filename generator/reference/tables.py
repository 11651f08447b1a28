"""Reads the tables of ``data/reference/``: UTF-8, separated by ``;``, with a header row."""

import csv
from decimal import Decimal
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
REFERENCE_DATA = PROJECT / "data" / "reference"


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of ``data/reference/<name>`` by column; lines that start with ``#`` are comments (provenance)."""
    with (REFERENCE_DATA / name).open(encoding="utf-8", newline="") as stream:
        lines = (line for line in stream if not line.startswith("#"))
        return list(csv.DictReader(lines, delimiter=";", strict=True))


@cache
def rows_by_code(name: str) -> dict[str, dict[str, str]]:
    """The rows of a table by the value of their column ``code``."""
    return {row["code"]: row for row in read_table(name)}


def euros_of(millions: str) -> int:
    """The whole euros of an amount in millions: ``4192.1``."""
    return int(Decimal(millions) * 10**6)
