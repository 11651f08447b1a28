"""One build for the benchmark, in a process of its own: ``bench_build FILES SITE YEAR`` prints seconds and peak kB."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

from generator.edition import edition_of_input
from generator.progress import Progress
from generator.site.build import build_site
from generator.site.prepare import chosen

if __name__ == "__main__":
    files, site, year = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    progress = Progress()
    build_site(edition_of_input(year, files), site, chosen(None), progress)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sys.stdout.write(" ".join([*(f"{s:.2f}" for s in progress.seconds.values()), str(peak)]))
