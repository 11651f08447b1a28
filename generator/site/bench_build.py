"""One build for the benchmark: ``bench_build FILES SITE YEAR COPIES`` prints the seconds of its phases as JSON.

``COPIES``: how many times each portrait is there, for the time that more pages take.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

from generator import parallel
from generator.edition import edition_of_input
from generator.progress import Progress
from generator.reference.territories import Territory, territories
from generator.site.build import put_site
from generator.site.prepare import Prepared, chosen, draw, prepare


def replicated(prepared: Prepared, copies: int) -> Prepared:
    """The same with each portrait ``copies`` times, drawn and written each time, at addresses of their own."""
    copied: dict[Territory, Territory] = {
        replace(original, slug=f"{original.slug}-copie-{copy}"): original
        for copy in range(1, copies)
        for original in territories()
    }
    portraits = prepared.portraits | {
        copy: replace(prepared.portraits[original], territory=copy) for copy, original in copied.items()
    }
    drawn = parallel.each(lambda t: draw(portraits[t], prepared.names, prepared.context), list(copied))
    return replace(
        prepared,
        portraits=portraits,
        scopes=prepared.scopes | {copy: prepared.scopes[original] for copy, original in copied.items()},
        analyses=prepared.analyses | {copy: prepared.analyses[original] for copy, original in copied.items()},
        figures=prepared.figures | dict(zip(copied, drawn, strict=True)),
        pages=prepared.pages | copied.keys(),
    )


def main(files: Path, site: Path, year: int, copies: int) -> dict[str, float]:
    """Builds into ``site``; gives the seconds of each phase."""
    progress = Progress()
    prepared = prepare(edition_of_input(year, files), chosen(None), progress)
    if copies > 1:
        with progress.step("Drawing the copies"):
            prepared = replicated(prepared, copies)
    put_site(prepared, site, progress)
    return progress.seconds


if __name__ == "__main__":
    seconds = main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
    sys.stdout.write(json.dumps(seconds))
