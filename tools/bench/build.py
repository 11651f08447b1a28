"""The benchmark of builds: several sizes, phase by phase, compared with a naive generator.

Times are those of the whole process: starting Python, reading, drawing, MkDocs, putting the site in place.
"""

import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from generator.customs.demo import write_demo
from generator.edition import edition
from generator.system.progress import Progress
from tools.bench.run import Run, run

SIZES = ((400_000, 120), (1_500_000, 120), (3_500_000, 120), (400_000, 480), (400_000, 1200))
"""Rows and portraits."""
COMPARED = 1_500_000
"""Rows for which the naive generator and a build with an earlier edition are run too."""
NAIVE, WITH_EARLIER = 0, -1
"""Keys of these two runs, in place of a number of portraits."""
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
    """Builds the demonstration at each size, each in its own process, and prints the table and the ratios."""
    table = Table(title=f"Whole builds, {len(os.sched_getaffinity(0))} processors", title_justify="left")
    for column in ("build", *(name for name, _ in _PHASES), "wall s", "CPU s", "peak MB"):
        table.add_column(column, justify="left" if column == "build" else "right", no_wrap=True)
    runs: dict[tuple[int, int], Run] = {}
    # one folder for all runs: writing is slow on a disk where thousands of files have just been deleted
    with tempfile.TemporaryDirectory(prefix="portraits-bench-") as folder:
        for rows in sorted({rows for rows, _ in SIZES}):
            runs |= _runs_of(rows, Path(folder) / str(rows), table, progress)
    # the same width in a log as on a terminal: the table is unreadable in 80 columns
    console = Console(width=_WIDTH, highlight=False)
    console.print(table)
    for line in _ratios(runs):
        console.print(line)


def _runs_of(rows: int, folder: Path, table: Table, progress: Progress) -> dict[tuple[int, int], Run]:
    """The runs with files of ``rows`` rows, by rows and portraits; see ``NAIVE`` and ``WITH_EARLIER``."""
    year = edition("demo").year
    files, earlier = folder / "files", folder / "earlier"
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
        write_demo(earlier, rows=rows, year=year - 1)
        newest = ("-m", "generator", "build", "--year", str(year), "--input", str(files))
        both = ("--output", str(folder / "both"), "--previous", str(year - 1), str(earlier))
        add(f"{rows:,} rows, 120 portraits, with an earlier edition", WITH_EARLIER, (*newest, *both))
        naive = ("-m", "tools.bench.naive", str(files), str(year), str(folder / "naive"))
        add(f"{rows:,} rows, 120 portraits, naive generator", NAIVE, naive)
    return runs


def _cells(measured: Run) -> Iterable[str]:
    for _, steps in _PHASES:
        seconds = [measured.phases[step] for step in steps if step in measured.phases]
        yield f"{sum(seconds):.1f}" if seconds else ""
    yield from (f"{measured.wall:.1f}", f"{measured.cpu:.1f}", f"{measured.peak_mb:.0f}")


def _ratios(runs: dict[tuple[int, int], Run]) -> Iterable[str]:
    """A line for each goal of the project."""
    small = min(rows for rows, _ in runs)
    naive, ours = runs[COMPARED, NAIVE], runs[COMPARED, 120]
    faster = f"{naive.wall / ours.wall:.1f} times faster than the naive generator"
    yield f"{COMPARED:,} rows: {faster} (goal: 25), {naive.cpu / ours.cpu:.1f} times less CPU time"
    both = runs[COMPARED, WITH_EARLIER]
    yield f"with an earlier edition: {naive.wall / both.wall:.1f} times faster, for two editions instead of one"
    many, few = runs[small, 1200], runs[small, 120]
    more = f"{many.wall / few.wall:.1f} times the time of 120"
    yield f"1,200 portraits: {more} (goal: at most 8), {many.cpu / few.cpu:.1f} times the CPU time"
    yield f"{max(runs)[0]:,} rows: {runs[max(runs)].peak_mb:.0f} MB (goal: at most 1,000)"


if __name__ == "__main__":
    bench(Progress())
