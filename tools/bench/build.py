"""The project's own benchmark: builds of several sizes beside a plain generator, phase by phase, in one table.

Everything is counted: starting Python, reading, drawing, MkDocs, putting the site in its place.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from generator.customs.demo.command import write_demo
from generator.edition import edition
from generator.system.progress import Progress
from tools.bench.run import Run, run

SIZES = ((400_000, 120), (1_500_000, 120), (3_500_000, 120), (400_000, 480), (400_000, 1200))
"""Rows and portraits."""
COMPARED = 1_500_000
"""Rows at which the plain generator is run too, and a build with an older edition beside."""
PLAIN, BESIDE = 0, -1
"""What stands for the number of portraits in the runs of these."""
_WIDTH = 144
_PHASES = (
    ("reading", ("Reading the customs' files", "reading")),
    ("portraits", ("Working out the portraits",)),
    ("figures", ("Drawing the figures", "Drawing the copies", "portraits")),
    ("pages", ("Writing the pages",)),
    ("MkDocs", ("Building the site with MkDocs", "mkdocs")),
    ("seal", ("Sealing the site",)),
)


def bench(progress: Progress) -> None:
    """Builds the demonstration at each size in a process of its own, and prints the table with its ratios."""
    table = Table(title=f"Whole builds, {len(os.sched_getaffinity(0))} processors", title_justify="left")
    for column in ("build", *(name for name, _ in _PHASES), "wall s", "CPU s", "peak MB"):
        table.add_column(column, justify="left" if column == "build" else "right", no_wrap=True)
    runs: dict[tuple[int, int], Run] = {}
    # one folder for all: a disk is slow to write where thousands of files were deleted a minute ago
    with tempfile.TemporaryDirectory(prefix="portraits-bench-") as folder:
        for rows in sorted({rows for rows, _ in SIZES}):
            runs |= _runs_of(rows, Path(folder) / str(rows), table, progress)
    # in a log as on a terminal: a table squeezed into 80 columns cannot be read
    console = Console(width=_WIDTH, highlight=False)
    console.print(table)
    for line in _ratios(runs):
        console.print(line)


def _runs_of(rows: int, folder: Path, table: Table, progress: Progress) -> dict[tuple[int, int], Run]:
    """The runs with files of ``rows`` rows, by rows and portraits; see ``PLAIN`` and ``BESIDE``."""
    year = edition("demo").year
    files, older = folder / "files", folder / "older"
    with progress.step(f"Writing {rows} rows"):
        write_demo(files, rows=rows, year=year)
    runs: dict[tuple[int, int], Run] = {}

    def add(name: str, key: int, arguments: Sequence[str]) -> None:
        with progress.step(name):
            runs[rows, key] = run(arguments)
        table.add_row(name, *_cells(runs[rows, key]))

    for pages in (pages for of_rows, pages in SIZES if of_rows == rows):
        command = ("-m", "tools.bench.one_build", str(files), str(folder / f"site-{pages}"), str(year))
        add(f"{rows:,} rows, {pages:,} portraits", pages, (*command, str(pages)))
    if rows == COMPARED:
        write_demo(older, rows=rows, year=year - 1)
        newest = ("-m", "generator", "build", "--year", str(year), "--input", str(files))
        both = ("--output", str(folder / "both"), "--previous", str(year - 1), str(older))
        add(f"{rows:,} rows, 120 portraits, an older edition beside", BESIDE, (*newest, *both))
        plain = ("-m", "tools.bench.plain", str(files), str(year), str(folder / "plain"))
        add(f"{rows:,} rows, 120 portraits, plain generator", PLAIN, plain)
    return runs


def _cells(measured: Run) -> Iterable[str]:
    for _, steps in _PHASES:
        seconds = [measured.phases[step] for step in steps if step in measured.phases]
        yield f"{sum(seconds):.1f}" if seconds else ""
    yield from (f"{measured.wall:.1f}", f"{measured.cpu:.1f}", f"{measured.peak_mb:.0f}")


def _ratios(runs: dict[tuple[int, int], Run]) -> Iterable[str]:
    """What the goals are about."""
    small = min(rows for rows, _ in runs)
    plain, ours = runs[COMPARED, PLAIN], runs[COMPARED, 120]
    faster = f"{plain.wall / ours.wall:.1f} times faster than the plain generator"
    yield f"{COMPARED:,} rows: {faster} (goal: 25), {plain.cpu / ours.cpu:.1f} times less of the processors"
    beside = runs[COMPARED, BESIDE]
    yield f"with an older edition beside: {plain.wall / beside.wall:.1f} times faster, two sites for its one"
    many, few = runs[small, 1200], runs[small, 120]
    more = f"{many.wall / few.wall:.1f} times the time of 120"
    yield f"1,200 portraits: {more} (goal: at most 8), {many.cpu / few.cpu:.1f} times the processors'"
    yield f"{max(runs)[0]:,} rows: {runs[max(runs)].peak_mb:.0f} MB (goal: at most 1,000)"


if __name__ == "__main__":
    bench(Progress())
