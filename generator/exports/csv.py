"""The tables beside a portrait as CSV, a table a kind of figure, and their ``csv-metadata.json``."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Sequence

from generator.context import EditionContext
from generator.figures.kind import FigureInput, Row
from generator.figures.registry import BY_NAME, held_kinds
from generator.french.spreadsheet import write_csv
from generator.french.words import word
from generator.portrait.model import Portrait


def portrait_tables(given: FigureInput) -> dict[str, list[Row]]:
    """The rows of a territory's tables by the name of their kind, which has their columns."""
    return {kind.name: list(kind.rows(given)) for kind in held_kinds(given)}


def csv_text(header: Sequence[str], rows: Iterable[Row]) -> str:
    """A whole CSV file, BOM included."""
    stream = io.StringIO(newline="")
    write_csv(stream, header, rows)
    return stream.getvalue()


def csv_metadata(portrait: Portrait, edition: EditionContext, names: Iterable[str]) -> str:
    """What the CSV say of themselves, as W3C « CSV on the Web » metadata: their header row leaves no room for it.

    ``names``: of the kinds whose CSV lie beside the portrait.
    """
    content = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "fr"}],
        "dc:title": word("fichiers", "titre", place=portrait.territory.name, period=edition.period),
        "dc:description": word("fichiers", "demonstration" if edition.demonstration else "description"),
        "dc:source": edition.source_line,
        "dc:license": {"@id": edition.source.licence_url},
        "dc:modified": edition.iso_date,
        "dialect": {"delimiter": ";", "encoding": "utf-8", "header": True},
        "tables": [
            {
                "url": f"{name}.csv",
                "tableSchema": {
                    "columns": [
                        {"name": c, "datatype": "integer" if c.endswith("_eur") else "string"}
                        for c in BY_NAME[name].columns
                    ]
                },
            }
            for name in names
        ],
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"
