"""Runs a command for the benchmark and measures its time, its CPU time and its memory, workers included."""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.errors import SiteError
from generator.reference.tables import PROJECT

_INTERVAL = 0.05
"""Seconds between two measurements of the memory."""


@dataclass(frozen=True, slots=True)
class Run:
    """``phases``: as the command printed them (JSON); ``wall`` and ``cpu`` in seconds; ``peak_mb``: 0 if unknown."""

    phases: dict[str, float]
    wall: float
    cpu: float
    peak_mb: float


def run(arguments: Sequence[str]) -> Run:
    """Runs ``python`` with ``arguments`` in the project's folder. Raises ``SiteError`` with its output if it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    peak = 0.0
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        with subprocess.Popen([sys.executable, *arguments], cwd=PROJECT, stdout=out, stderr=err) as process:
            while process.poll() is None:
                peak = max(peak, _memory_mb(process.pid))
                time.sleep(_INTERVAL)
        wall = time.perf_counter() - start
        out.seek(0)
        err.seek(0)
        if process.returncode:
            raise SiteError(f"{' '.join(arguments)}: {err.read().strip()}")
        printed = out.read()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(json.loads(printed) if printed.startswith("{") else {}, wall, cpu, peak)


def _memory_mb(process: int) -> float:
    """The memory of a process and its children, shared pages counted once (Linux's ``Pss``); 0 if unknown."""
    place = Path("/proc") / str(process)
    try:
        lines = (place / "smaps_rollup").read_text(encoding="ascii").splitlines()
        children = (place / "task" / str(process) / "children").read_text(encoding="ascii").split()
    except OSError:
        return 0.0  # the process has just ended, or the system is not Linux
    own = sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
    return own + sum(_memory_mb(int(child)) for child in children)
