"""The project's own benchmark: a whole build at three sizes, phase by phase, in one table."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from generator.customs.demo import write_demo
from generator.edition import edition
from generator.progress import Progress

SIZES = (400_000, 1_500_000, 3_500_000)


def bench(progress: Progress) -> None:
    """Builds the demonstration at each size in a process of its own; prints seconds and peak memory."""
    table = Table(title="Build of 120 portraits", title_justify="left")
    for column in ("rows", "reading", "portraits", "figures", "pages", "MkDocs", "wall", "CPU", "peak MB"):
        table.add_column(column, justify="right")
    year = edition("demo").year
    for rows in SIZES:
        with tempfile.TemporaryDirectory(prefix="portraits-bench-") as folder:
            files = Path(folder) / "files"
            with progress.step(f"Writing {rows} rows"):
                write_demo(files, rows=rows, year=year)
            table.add_row(f"{rows:,}", *_measured(files, Path(folder) / "site", year))
    Console().print(table)


def _measured(files: Path, site: Path, year: int) -> list[str]:
    """Seconds of each phase, wall and CPU seconds, peak memory of one build in a fresh process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    command = [sys.executable, "-m", "generator.site.bench_build", str(files), str(site), str(year)]
    done = subprocess.run(command, capture_output=True, check=True, text=True)  # noqa: S603
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    *phases, peak = done.stdout.split()
    return [
        *(f"{float(seconds):.1f}" for seconds in phases),
        f"{wall:.1f}",
        f"{cpu:.1f}",
        f"{int(peak) // 1024}",
    ]
