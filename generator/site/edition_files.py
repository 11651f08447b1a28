"""The data files of an edition and of each portrait: tables, JSON, pictures and scripts of figures."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Final

from generator.compute import EditionData
from generator.exports.json import portrait_json
from generator.exports.lists import LISTS
from generator.exports.measures import measures_json
from generator.exports.portrait_tables import TERRITORIES, edition_tables, table_names
from generator.exports.spreadsheets import list_workbook, xlsx
from generator.exports.table_files import csv_text, datapackage, edition_csvs, parquet
from generator.figures.figure import Figure
from generator.reference.territories import Territory, territories
from generator.system.folders import write_zip

FOLDER: Final = "telechargements"
LISTS_FOLDER: Final = "listes"


def download_paths(data: EditionData) -> dict[str, str]:
    """The paths from the site's root to the zip, the tables and their dictionary, for links from pages."""
    mark = data.context.file_mark
    shown = [given for territory, given in data.inputs.items() if territory in data.pages]
    names = dict.fromkeys(name for given in shown for name in table_names(given))
    tables = {name: f"{FOLDER}/portraits-{mark}-{name}.csv" for name in (TERRITORIES, *names)}
    return {
        "zip": f"{FOLDER}/portraits-{mark}-csv.zip",
        "parquet": f"{FOLDER}/portraits-{mark}.parquet",
        "package": f"{FOLDER}/datapackage.json",
        **tables,
    }


def download_files(data: EditionData, folder: str) -> Iterator[tuple[str, bytes]]:
    """The tables of all portraits in this build, by path: as a zip, as Parquet and as single files.

    ``folder``: the edition's folder, such as ``2023/``; an earlier edition has no single files.
    """
    tables = edition_tables(data.inputs[t] for t in territories() if t in data.pages)
    files = {name: text.encode() for name, text in edition_csvs(tables, data.context).items()}
    files["datapackage.json"] = datapackage(tables, files, data.context).encode()
    paths = download_paths(data)
    archive = BytesIO()
    write_zip(archive, files.items())
    yield folder + paths["zip"], archive.getvalue()
    yield folder + paths["parquet"], parquet(tables, data.context)
    if not folder:
        yield from ((f"{FOLDER}/{name}", content) for name, content in files.items())


def list_tables(data: EditionData) -> Iterator[tuple[str, bytes]]:
    """The site's lists by path, each as CSV and as XLSX."""
    for name, each in LISTS.items():
        table, rows = each.table, list(each.rows(data))
        yield f"{LISTS_FOLDER}/{name}.csv", csv_text(table.header, rows).encode()
        yield f"{LISTS_FOLDER}/{name}.xlsx", xlsx(list_workbook(table, rows, data.context))


def portrait_text(data: EditionData, territory: Territory) -> str:
    """The territory's ``portrait.json``."""
    given = data.inputs[territory]
    return portrait_json(given, data.context, measures_json(given, data.analyses[territory]))


def figure_files(folder: str, figure: Figure, key: str) -> Iterator[tuple[str, str]]:
    """A figure's pictures by path and, if it is interactive, the script with its Plotly specs under ``key``.

    The specs are compressed to a third of the bytes. They are in a script, as ``fetch()`` does not work on ``file://``;
    figure-live.js decompresses them.
    """
    path = f"{folder}/{figure.name}"
    yield f"{path}.svg", str((figure.wide or figure.narrow).svg)
    if figure.medium:
        yield f"{path}-moyen.svg", str(figure.medium.svg)
        yield f"{path}-etroit.svg", str(figure.narrow.svg)
    if figure.specs:
        specs = ",".join(f'"{size}":{text}' for size, text in figure.specs.items())
        packed = base64.b64encode(zlib.compress(f"{{{specs}}}".encode())).decode()
        yield f"{path}.js", f"portraitFigure({json.dumps(key)},{json.dumps(packed)});\n"
