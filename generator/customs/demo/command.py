"""The folder of a demonstration edition: it appears whole or not at all, and takes nobody else's place."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import isqrt
from pathlib import Path

from generator.customs.columns import LETTERS
from generator.customs.demo.rows import DemoRows, customs_regions, draw_rows, label_files
from generator.customs.demo.weights import Totals, Weights, demo_totals, demo_weights, published_totals, scope
from generator.customs.labels import DEMO_MARK_LABEL
from generator.errors import SiteError, UsageError
from generator.reference.direction import Direction
from generator.system.folders import check_place, replacing, zip_member

_ARCHIVE = re.compile(r"Regional-\d{4}-(?:export|import)\.zip")
_MARKED = "Libelle_A129.txt"


@contextmanager
def replaced_folder(output: Path) -> Iterator[Path]:
    """A folder to write into, which takes the place of ``output`` once the block ends without an error.

    Raises ``SiteError`` when ``output`` is a file, is not empty and was not made by ``demo``, or cannot be written.
    """
    check_place(output, _foreign)
    try:
        with replacing(output, "demo") as work:
            new = work / "new"
            new.mkdir()
            yield new
    except OSError as error:
        raise SiteError(f"{output}: cannot be written: {error.strerror or error}") from error


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


MIN_ROWS, MAX_ROWS = 1, 10_000_000
"""Between these the number of rows comes out as asked."""

_FEWEST_ROWS = 8
"""Even a département that trades next to nothing has a few rows."""

_UNKNOWN_REGION = "00"
"""Région written for a département code that is in no label file (98)."""

Progress = Callable[[int, int], None]
"""Told how many of how many steps are done."""


@dataclass(frozen=True, slots=True)
class DemoTotal:
    """Euros of a territory: ``kind`` is ``departement``, ``region`` or ``france``, ``code`` Insee's or ``FR``."""

    kind: str
    code: str
    export_eur: int
    import_eur: int


@dataclass(frozen=True, slots=True)
class DemoReport:
    """What was written: archives, rows and bytes, France's totals and those published for the year."""

    files: tuple[Path, ...]
    rows: int
    size_bytes: int
    totals: tuple[DemoTotal, ...]


def write_demo(
    output: Path,
    *,
    year: int,
    rows: int = 400_000,
    seed: int = 42,
    progress: Progress | None = None,
) -> DemoReport:
    """Writes both archives into the folder ``output``, replacing a demonstration already there.

    ``rows`` counts those of both directions. Raises ``UsageError`` when it is out of bounds, ``SiteError`` when
    ``output`` cannot be written or holds something else.
    """
    if not MIN_ROWS <= rows <= MAX_ROWS:
        raise UsageError(f"rows: {rows} is not between {MIN_ROWS} and {MAX_ROWS}")
    totals = {direction: demo_totals(direction, year, seed) for direction in Direction}
    steps = sum(map(len, totals.values()))
    written = 0
    with replaced_folder(output) as folder:
        for number, (direction, by_code) in enumerate(totals.items()):
            archive = _Archive(folder, direction, year, seed)
            for done, count in enumerate(archive.write(by_code, rows // len(totals)), start=1):
                written += count
                if progress:
                    progress(number * len(by_code) + done, steps)
    files = tuple(output / _name(direction, year) for direction in Direction)
    return DemoReport(
        files=files,
        rows=written,
        size_bytes=sum(file.stat().st_size for file in files),
        totals=_report_totals(totals, year),
    )


def _name(direction: Direction, year: int) -> str:
    return f"Regional-{year}-{direction}.zip"


def _report_totals(totals: dict[Direction, Totals], year: int) -> tuple[DemoTotal, ...]:
    published = [(row["type"], row["code"]) for row in published_totals(year)]
    return tuple(
        DemoTotal(
            kind,
            code,
            *(sum(by_code[c] for c in scope(kind, code, by_code)) for by_code in totals.values()),
        )
        for kind, code in published or [("france", "FR")]
    )


@dataclass(frozen=True, slots=True)
class _Archive:
    """One direction's archive."""

    folder: Path
    direction: Direction
    year: int
    seed: int

    def write(self, totals: Totals, rows: int) -> Iterator[int]:
        """Writes it, yielding the rows of each département as they are done."""
        path = self.folder / _name(self.direction, self.year)
        word = self.direction.value
        regions = customs_regions()
        with zipfile.ZipFile(path, "w") as archive:
            member = zip_member(f"{path.stem}/Region_{self.year}_{word.capitalize()}.txt")
            with archive.open(member, "w", force_zip64=True) as stream:
                weights = demo_weights(self.direction, totals, self.seed)
                counts = _row_counts(totals, rows)
                for line, code in enumerate(weights.departements):
                    drawn = draw_rows(
                        weights,
                        line,
                        total=totals[code],
                        count=counts[code],
                        entropy=[self.seed, list(Direction).index(self.direction), line],
                        year=self.year,
                    )
                    head = f"{self.year};{code};{regions.get(code, _UNKNOWN_REGION)}"
                    stream.write(_text(self.direction, head, weights, drawn).encode("ascii"))
                    yield len(drawn.value)
            for name, content in label_files().items():
                archive.writestr(zip_member(f"{path.stem}/{name}"), content)


def _row_counts(totals: Totals, rows: int) -> dict[str, int]:
    """Rows of each département, by the square root of its trade: the small ones are not left bare."""
    roots = {code: isqrt(total) for code, total in totals.items()}
    whole = sum(roots.values())
    return {code: max(_FEWEST_ROWS, rows * root // whole) for code, root in roots.items()}


def _text(direction: Direction, head: str, weights: Weights, rows: DemoRows) -> str:
    """Rows as the customs write them; ``head`` is their ``année;département;région``."""
    goods = [f"{a129};{cpf4}" for a129, cpf4 in zip(weights.activities, weights.products, strict=True)]
    columns = (rows.quarter, rows.product, rows.country, rows.value, rows.mass)
    return "".join(
        f"{LETTERS[direction]};{quarter};{head};{goods[product]};{weights.countries[country]};{value};{mass}\r\n"
        for quarter, product, country, value, mass in zip(
            *(column.tolist() for column in columns), strict=True
        )
    )
