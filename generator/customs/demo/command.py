"""The folder of a demonstration edition: it appears whole or not at all, and replaces only an earlier demonstration."""

from __future__ import annotations

import re
import zipfile
from math import isqrt
from pathlib import Path

from generator.customs.columns import LETTERS
from generator.customs.demo.rows import Integers, customs_regions, draw_rows, label_files
from generator.customs.demo.weights import Totals, Weights, demo_totals, demo_weights
from generator.customs.labels import DEMO_MARK_LABEL
from generator.errors import UsageError
from generator.reference.direction import Direction
from generator.system.folders import check_target, new_folder, zip_member

MIN_ROWS, MAX_ROWS = 1, 10_000_000
"""Between these the number of rows comes out as asked."""

_ARCHIVE = re.compile(r"Regional-\d{4}-(?:export|import)\.zip")
_MARKED = "Libelle_A129.txt"
_FEWEST_ROWS = 8
"""Even a département that trades next to nothing has a few rows."""
_UNKNOWN_REGION = "00"
"""Région written for a département code that is in no label file (98)."""


def write_demo(output: Path, *, year: int, rows: int, seed: int = 42) -> None:
    """Writes an archive a direction into the folder ``output``, replacing a demonstration already there.

    ``rows`` counts those of both directions. Raises ``UsageError`` when it is out of bounds, ``SiteError`` when
    ``output`` is a file, holds something else or cannot be written.
    """
    if not MIN_ROWS <= rows <= MAX_ROWS:
        raise UsageError(f"rows: {rows} is not between {MIN_ROWS} and {MAX_ROWS}")
    check_target(output, _foreign)
    with new_folder(output, "demo") as new:
        for direction in Direction:
            _write_archive(new, direction, year, rows // len(Direction), seed)


def _foreign(folder: Path) -> str | None:
    # Hidden files (a stamp, what a file browser leaves) say nothing of who made the folder.
    for path in sorted(folder.iterdir()):
        if not path.name.startswith(".") and not _is_demo_archive(path):
            return f"holds {path.name}, which no demonstration made: not replaced"
    return None


def _is_demo_archive(path: Path) -> bool:
    if not path.is_file() or not _ARCHIVE.fullmatch(path.name):
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            labels = archive.read(f"{path.stem}/{_MARKED}")
    except (zipfile.BadZipFile, KeyError):
        return False
    return DEMO_MARK_LABEL in labels.decode("utf-8-sig", errors="replace")


def _write_archive(folder: Path, direction: Direction, year: int, rows: int, seed: int) -> None:
    totals = demo_totals(direction, year, seed)
    weights = demo_weights(direction, totals, seed)
    counts, regions = _row_counts(totals, rows), customs_regions()
    stem = f"Regional-{year}-{direction}"
    with zipfile.ZipFile(folder / f"{stem}.zip", "w") as archive:
        member = zip_member(f"{stem}/Region_{year}_{direction.capitalize()}.txt")
        with archive.open(member, "w", force_zip64=True) as stream:
            for line, code in enumerate(weights.departements):
                drawn = draw_rows(
                    weights,
                    line,
                    total=totals[code],
                    count=counts[code],
                    entropy=[seed, list(Direction).index(direction), line],
                    year=year,
                )
                head = f"{year};{code};{regions.get(code, _UNKNOWN_REGION)}"
                stream.write(_text(direction, head, weights, drawn).encode("ascii"))
        for name, content in label_files().items():
            archive.writestr(zip_member(f"{stem}/{name}"), content)


def _row_counts(totals: Totals, rows: int) -> dict[str, int]:
    """Rows of each département, by the square root of its trade: the small ones are not left bare."""
    roots = {code: isqrt(total) for code, total in totals.items()}
    whole = sum(roots.values())
    return {code: max(_FEWEST_ROWS, rows * root // whole) for code, root in roots.items()}


def _text(direction: Direction, head: str, weights: Weights, rows: Integers) -> str:
    """Rows as the customs write them; ``head`` is their ``année;département;région``."""
    goods = [f"{a129};{cpf4}" for a129, cpf4 in zip(weights.activities, weights.products, strict=True)]
    letter, countries = LETTERS[direction], weights.countries
    return "".join(
        f"{letter};{quarter};{head};{goods[product]};{countries[country]};{value};{mass}\r\n"
        for quarter, product, country, value, mass in rows.tolist()
    )
