"""One build for the benchmark: ``one_build FILES SITE YEAR PAGES`` prints the seconds of each phase as JSON.

``PAGES`` is the number of portraits; those beyond 120 are copies, to measure how the time grows with the pages.
"""

import json
import sys
from dataclasses import replace
from itertools import count, cycle, islice
from pathlib import Path

from generator.compute import EditionData, compute
from generator.edition import edition_of_input
from generator.figures.registry import draw
from generator.reference.territories import Kind, Territory, territories, territories_of
from generator.site.build import make_site, staged
from generator.site.plan import SitePlan
from generator.system import parallel
from generator.system.progress import Progress


def replicated(prepared: EditionData, pages: int) -> EditionData:
    """The data with ``pages`` portraits: copies are drawn and written like the originals, at their own addresses."""
    originals = cycle([territory for territory in territories() if territory.kind is not Kind.FRANCE])
    copied: dict[Territory, Territory] = {
        replace(original, slug=f"{original.slug}-copie-{number}"): original
        for number, original in islice(zip(count(1), originals, strict=False), pages - len(territories()))
    }
    portraits = prepared.portraits | {
        copy: replace(prepared.portraits[original], territory=copy) for copy, original in copied.items()
    }
    inputs = prepared.inputs | {
        copy: replace(prepared.inputs[original], portrait=portraits[copy]) for copy, original in copied.items()
    }
    drawn = parallel.each(lambda t: draw(inputs[t]), list(copied))
    return replace(
        prepared,
        portraits=portraits,
        inputs=inputs,
        scopes=prepared.scopes | {copy: prepared.scopes[original] for copy, original in copied.items()},
        analyses=prepared.analyses | {copy: prepared.analyses[original] for copy, original in copied.items()},
        figures=prepared.figures | dict(zip(copied, drawn, strict=True)),
        pages=prepared.pages | copied.keys(),
    )


def main(files: Path, site: Path, year: int, pages: int) -> dict[str, float]:
    """Builds into ``site``; returns the seconds of each phase."""
    progress = Progress()
    edition = edition_of_input(year, files)
    data = compute(edition, territories_of(None), progress)
    if pages > len(territories()):
        with progress.step("Drawing the copies"):
            data = replicated(data, pages)
    with staged(site) as work:
        make_site(data, SitePlan(edition, data.pages), work, progress)
    return progress.seconds


if __name__ == "__main__":
    seconds = main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
    sys.stdout.write(json.dumps(seconds))
