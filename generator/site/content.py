"""Writes the folder that MkDocs reads: the hand-written pages, the portraits and the files beside them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from generator.charts.figure import Figure
from generator.errors import SiteError
from generator.pages.compare import compare_index, compare_script
from generator.pages.downloads import csv_metadata, portrait_csvs, portrait_json
from generator.pages.exposure import exposure_script
from generator.pages.finder import finder_index
from generator.pages.render import Site, portrait_page
from generator.reference.tables import PROJECT
from generator.reference.territories import Territory, france
from generator.site.prepare import Prepared
from generator.site.share import share_picture

HAND_WRITTEN = PROJECT / "docs"
BUNDLES = (PROJECT / "build" / "plotly.min.js", PROJECT / "build" / "iframe-worker.js")
"""The browser's code taken from npm, as `make` leaves it."""


def write_docs(prepared: Prepared, docs: Path, *, url: str, flat: bool) -> None:
    """Fills ``docs``, a folder that does not exist yet. ``flat``: see ``Site``."""
    shutil.copytree(HAND_WRITTEN, docs)
    scripts = docs / "assets" / "javascripts"
    for bundle in BUNDLES:
        if not bundle.is_file():
            raise SiteError(f"{bundle.name} is missing: run `make setup`, which bundles it")
        shutil.copy(bundle, scripts)
    (scripts / "finder-index.js").write_text(finder_index(prepared.pages), encoding="utf-8")
    compared = compare_index(prepared.figures, prepared.pages, prepared.scopes[france()], prepared.names)
    (scripts / "compare-index.js").write_text(compared, encoding="utf-8")
    exposure = exposure_script(prepared.exposed, prepared.names, prepared.pages)
    (scripts / "exposure-data.js").write_text(exposure, encoding="utf-8")
    site = Site(
        url=url,
        flat=flat,
        edition=prepared.context,
        names=prepared.names,
        portraits=prepared.portraits,
        analyses=prepared.analyses,
        figures=prepared.figures,
        pages=prepared.pages,
    )
    for territory in prepared.figures:
        _write_files(prepared, territory, docs / territory.path)
    for territory in prepared.pages:
        page = docs / f"{territory.path}.md"
        page.write_text(portrait_page(site, prepared.portraits[territory]), encoding="utf-8")


def _write_files(prepared: Prepared, territory: Territory, folder: Path) -> None:
    folder.mkdir(parents=True)
    portrait = prepared.portraits[territory]
    texts = {
        "portrait.json": portrait_json(portrait, prepared.names, prepared.context),
        "csv-metadata.json": csv_metadata(portrait, prepared.context),
        "comparer.js": compare_script(territory, prepared.scopes[territory]),
    }
    for name, text in portrait_csvs(portrait, prepared.names).items():
        texts[f"{name}.csv"] = text
    for name, figure in prepared.figures[territory].items():
        texts[f"{name}.svg"] = figure.wide.svg
        texts[f"{name}-etroit.svg"] = figure.narrow.svg
        texts[f"{name}.js"] = figure_script(f"{territory.path}/{name}", figure)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    (folder / "partage.png").write_bytes(share_picture(portrait, prepared.names, prepared.context))


def figure_script(key: str, figure: Figure) -> str:
    """The script that hands a figure's Plotly specs to the loader; ASCII, with nothing HTML would act on."""
    spec = json.dumps(figure.spec, separators=(",", ":")).replace("<", "\\u003c")
    return f"portraitFigure({json.dumps(key)},{spec});\n"
