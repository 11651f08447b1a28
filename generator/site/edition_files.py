"""The files of an edition and of each portrait: tables, data, figures' scripts."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from generator.compute import EditionData
from generator.context import EditionContext
from generator.exports.csv import (
    TERRITORIES,
    csv_text,
    datapackage,
    edition_csvs,
    edition_tables,
    table_names,
)
from generator.exports.diversification import diversification_json
from generator.exports.json import portrait_json
from generator.exports.lists import LISTS, ListInput
from generator.exports.measures import measures_json
from generator.exports.other_tables import OTHER_TABLES
from generator.exports.parquet import write_parquet
from generator.exports.workbook import list_workbook
from generator.exports.xlsx import xlsx
from generator.figures.figure import PackedFigure
from generator.figures.registry import KINDS
from generator.french.words import word
from generator.portrait.exposure import EXAMPLE_RATE
from generator.portrait.ranking import Axis, rankings
from generator.reference.territories import Territory, territories
from generator.system.folders import write_zip
from generator.tables import Row, columns

FOLDER: Final = "telechargements"
LISTS_FOLDER: Final = "listes"


def edition_files(prepared: EditionData) -> dict[str, str]:
    """The ways from the site's root to the zip, the tables and their dictionary, as the pages speak of them."""
    mark = prepared.context.file_mark
    names = (TERRITORIES, *dict.fromkeys(n for t in prepared.pages for n in table_names(prepared.inputs[t])))
    tables = {name: f"{FOLDER}/portraits-{mark}-{name}.csv" for name in names}
    return {
        "zip": f"{FOLDER}/portraits-{mark}-csv.zip",
        "parquet": f"{FOLDER}/portraits-{mark}.parquet",
        "package": f"{FOLDER}/datapackage.json",
        **tables,
    }


def edition_contents(prepared: EditionData, *, loose: bool = True) -> dict[str, Callable[[], bytes]]:
    """The files of ``telechargements/`` by path, of the portraits the build has pages of.

    ``loose``: the tables also as files of their own, which an earlier edition holds in its zip alone.
    """
    tables = edition_tables(prepared.inputs[t] for t in territories() if t in prepared.pages)
    texts = edition_csvs(tables, prepared.context)
    files = {name: text.encode() for name, text in texts.items()}
    files["datapackage.json"] = datapackage(tables, dict(files), prepared.context).encode()
    paths = edition_files(prepared)
    return {
        paths["parquet"]: partial(_parquet, tables, prepared.context),
        paths["zip"]: partial(_zip, files),
        **({f"{FOLDER}/{name}": partial(bytes, content) for name, content in files.items()} if loose else {}),
    }


def _parquet(tables: Mapping[str, Sequence[Row]], edition: EditionContext) -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "edition.parquet"
        write_parquet(file, tables, edition)
        return file.read_bytes()


def _zip(files: Mapping[str, bytes]) -> bytes:
    stream = BytesIO()
    write_zip(stream, files.items())
    return stream.getvalue()


def list_contents(prepared: EditionData) -> dict[str, Callable[[], bytes]]:
    """The lists of the site by path: a CSV and an XLSX each."""
    context = prepared.context
    given = ListInput(
        portraits=prepared.portraits,
        analyses=prepared.analyses,
        rankings={axis: rankings(prepared.scopes, axis) for axis in Axis},
        exposures={direction: each.departements for direction, each in prepared.exposed.items()},
        rate=Fraction(EXAMPLE_RATE),
        names=prepared.names,
        context=context,
    )
    writers = {"csv": _list_csv, "xlsx": _list_xlsx}
    return {
        f"{LISTS_FOLDER}/{name}.{ending}": partial(write, name, given)
        for name in LISTS
        for ending, write in writers.items()
    }


def _list_csv(name: str, given: ListInput) -> bytes:
    found = LISTS[name]
    return csv_text(found.table(name).header, found.rows(given)).encode()


def _list_xlsx(name: str, given: ListInput) -> bytes:
    found = LISTS[name]
    return xlsx(list_workbook(found.table(name), found.rows(given), given.context))


def documented_tables() -> dict[str, object]:
    """What the page of the data says of tables, lists and columns, as plain values."""
    return {
        "tables": [
            {"name": own.name, "title": own.title, "columns": list(own.header)}
            for own in (*(kind.table for kind in KINDS), *(other.table for other in OTHER_TABLES.values()))
        ],
        "figures": [kind.name for kind in KINDS],
        "lists": [{"name": name, "title": LISTS[name].table(name).title} for name in LISTS],
        "columns": [
            {
                "name": each.name,
                "type": word("types", each.type),
                "unit": word("unites", each.unit) if each.unit else "",
                "meaning": each.meaning,
            }
            for each in columns()
        ],
    }


def portrait_text(prepared: EditionData, territory: Territory) -> str:
    """The territory's ``portrait.json``."""
    measures = measures_json(prepared.analyses[territory], prepared.evolutions.get(territory), prepared.names)
    portrait, names = prepared.portraits[territory], prepared.names
    measures |= diversification_json(portrait.totals, prepared.diversifications[territory], names)
    return portrait_json(portrait, names, prepared.context, measures)


def figure_texts(figure: PackedFigure, key: str) -> dict[str, Callable[[], str]]:
    """A figure's pictures by name and, where it comes alive, the script known by ``key`` that makes it Plotly's."""
    texts: dict[str, Callable[[], str]] = {f"{figure.name}.svg": (figure.wide or figure.narrow).svg.__str__}
    if figure.wide:
        texts[f"{figure.name}-etroit.svg"] = figure.narrow.svg.__str__
    if figure.specs:
        texts[f"{figure.name}.js"] = partial(figure_script, key, figure)
    return texts


def figure_script(key: str, figure: PackedFigure) -> str:
    """The script that hands a figure's Plotly specs to the loader, compressed: a third of the bytes on disk.

    The loader wants a script, as ``fetch()`` does not work on ``file://``; figure-live.js expands what it holds.
    """
    specs = ",".join(f'"{size}":{text}' for size, text in figure.specs.items())
    held = base64.b64encode(zlib.compress(f"{{{specs}}}".encode())).decode()
    return f"portraitFigure({json.dumps(key)},{json.dumps(held)});\n"
