"""Writes the files beside a portrait: its data in five formats, its figures, the picture shown when it is shared."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

from generator.compute import EditionData
from generator.exports.csv import csv_metadata, csv_text, portrait_table, portrait_tables
from generator.exports.diversification import diversification_json
from generator.exports.json import portrait_json
from generator.exports.measures import measures_json
from generator.exports.ods import ods
from generator.exports.workbook import portrait_workbook
from generator.exports.xlsx import xlsx
from generator.figures.figure import PackedFigure
from generator.reference.territories import Territory
from generator.site.social_card import share_picture


def write_files(prepared: EditionData, territory: Territory, folder: Path, *, live: bool = True) -> None:
    """Fills ``folder``, which may exist, with all that the territory's portrait links to.

    ``live``: of the newest edition, with the scripts that make figures Plotly's and a picture of its own to be shared.
    """
    folder.mkdir(parents=True, exist_ok=True)
    portrait, names, context = prepared.portraits[territory], prepared.names, prepared.context
    tables = portrait_tables(prepared.inputs[territory])
    texts = {
        "portrait.json": portrait_text(prepared, territory),
        "csv-metadata.json": csv_metadata(portrait, context, tables),
    }
    for name, rows in tables.items():
        texts[f"{name}.csv"] = csv_text(portrait_table(name).header, rows)
    for name, text in texts.items():
        (folder / name).write_bytes(text.encode())
    for name, figure in prepared.figures[territory].items():
        write_figure(folder, figure, f"{territory.path}/{name}")
    workbook = portrait_workbook(portrait, tables, context)
    (folder / "portrait.ods").write_bytes(ods(workbook))
    if live:
        (folder / "partage.png").write_bytes(share_picture(portrait, names, context))
        # of the newest edition alone: XlsxWriter takes ten times as long as an ODS
        (folder / "portrait.xlsx").write_bytes(xlsx(workbook))


def portrait_text(prepared: EditionData, territory: Territory) -> str:
    """The territory's ``portrait.json``."""
    measures = measures_json(prepared.analyses[territory], prepared.evolutions.get(territory), prepared.names)
    portrait, names = prepared.portraits[territory], prepared.names
    measures |= diversification_json(portrait.totals, prepared.diversifications[territory], names)
    return portrait_json(portrait, names, prepared.context, measures)


def write_figure(folder: Path, figure: PackedFigure, key: str) -> None:
    """Writes a figure's pictures and, where it comes alive, the script known by ``key`` that makes it Plotly's."""
    texts = {f"{figure.name}.svg": (figure.wide or figure.narrow).svg}
    if figure.wide:
        texts[f"{figure.name}-etroit.svg"] = figure.narrow.svg
    if figure.specs:
        texts[f"{figure.name}.js"] = figure_script(key, figure)
    for name, text in texts.items():
        (folder / name).write_bytes(text.encode())


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
