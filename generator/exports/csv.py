"""Tables as CSV, beside each portrait and for a whole edition, with the descriptions that programs read.

A portrait's CSV are described by ``csv-metadata.json`` (W3C « CSV on the Web »), an edition's by ``datapackage.json``
(Frictionless): a header row leaves no room for types and meanings.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from generator.context import EditionContext
from generator.exports.json import Json, json_text
from generator.exports.portrait_tables import TABLES, available_tables
from generator.figures.kind import FigureInput
from generator.french.words import word
from generator.portrait.model import Portrait
from generator.tables import NO, YES, Column, ColumnType, Row, Table, table, write_csv

TERRITORIES: Final = "territoires"
"""The name of an edition's table of all territories; the others have the names of the portraits' tables."""
_PLACE: Final = ("type_territoire", "code_territoire", "territoire")


def portrait_tables(given: FigureInput) -> dict[str, list[Row]]:
    """The rows of a territory's tables by the table's name."""
    return {each.name: list(each.rows(given)) for each in available_tables(given)}


def table_names(given: FigureInput) -> list[str]:
    """The names of a territory's tables."""
    return [each.name for each in available_tables(given)]


def edition_table(name: str) -> Table:
    """A table of a whole edition: the territory, then the columns of the portraits' table of that name."""
    if name == TERRITORIES:
        columns = (*_PLACE, "code_region", "export_eur", "import_eur", "solde_eur")
        return table(name, word("tableur", name), columns, _PLACE[:2])
    own = TABLES[name].table
    return table(name, own.title, (*_PLACE, *own.header), (*_PLACE[:2], *own.key))


def edition_tables(inputs: Iterable[FigureInput]) -> dict[str, list[Row]]:
    """The rows of an edition's tables by name, in the columns of ``edition_table``, territories in the order given."""
    rows: dict[str, list[Row]] = {TERRITORIES: []}
    for given in inputs:
        territory, totals = given.portrait.territory, given.portrait.totals
        place = (territory.kind.value, territory.code, territory.name)
        amounts = (totals.export_eur, totals.import_eur, totals.balance_eur)
        rows[TERRITORIES].append((*place, territory.region_code or "", *amounts))
        for name, own in portrait_tables(given).items():
            rows.setdefault(name, []).extend((*place, *row) for row in own)
    return rows


def csv_text(header: Sequence[str], rows: Iterable[Row]) -> str:
    """A whole CSV file, BOM included."""
    stream = io.StringIO(newline="")
    write_csv(stream, header, rows)
    return stream.getvalue()


def edition_csvs(tables: Mapping[str, Iterable[Row]], edition: EditionContext) -> dict[str, str]:
    """The tables that ``edition_tables`` gives as CSV, by file name."""
    return {
        f"portraits-{edition.file_mark}-{name}.csv": csv_text(edition_table(name).header, rows)
        for name, rows in tables.items()
    }


def csv_metadata(portrait: Portrait, edition: EditionContext, names: Iterable[str]) -> str:
    """``csv-metadata.json`` of the CSV beside a portrait; ``names``: of their tables."""
    content = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "fr"}],
        "dc:title": word("fichiers", "titre", place=portrait.territory.name, period=edition.period),
        "dc:description": edition.description,
        "dc:source": edition.source_line,
        "dc:license": {"@id": edition.source.licence_url},
        "dc:modified": edition.iso_date,
        "dialect": {"delimiter": ";", "encoding": "utf-8", "header": True},
        "tables": [
            {
                "url": f"{name}.csv",
                "tableSchema": {"columns": [_csvw_column(c) for c in TABLES[name].table.columns]},
            }
            for name in names
        ],
    }
    return json_text(content)


_CSVW_TYPES: Final[Mapping[ColumnType, object]] = {
    ColumnType.INTEGER: "integer",
    ColumnType.NUMBER: {"base": "number", "format": {"decimalChar": ","}},
    ColumnType.BOOLEAN: {"base": "boolean", "format": f"{YES}|{NO}"},
}
_FIELD_TYPES: Final[Mapping[ColumnType, Json]] = {
    ColumnType.INTEGER: {"type": "integer"},
    ColumnType.NUMBER: {"type": "number", "decimalChar": ","},
    ColumnType.BOOLEAN: {"type": "boolean", "trueValues": [YES], "falseValues": [NO]},
}
"""Of a data package. All other columns are strings."""


def _csvw_column(column: Column) -> Json:
    return {
        "name": column.name,
        # in CSVW a title is the header cell of the file
        "titles": column.name,
        "datatype": _CSVW_TYPES.get(column.type, "string"),
        "dc:title": column.title,
        "dc:description": column.meaning,
    }


def datapackage(tables: Iterable[str], files: Mapping[str, bytes], edition: EditionContext) -> str:
    """``datapackage.json`` of ``files``, which ``edition_csvs`` made of ``tables`` and which are in the same folder."""
    content = {
        "profile": "tabular-data-package",
        "name": f"portraits-commerce-exterieur-{edition.file_mark}",
        "title": word("fichiers", "titre_edition", period=edition.period),
        "description": edition.description,
        "version": edition.iso_date,
        "licenses": [{"title": edition.source.licence, "path": edition.source.licence_url}],
        "sources": [{"title": edition.source_line, "path": edition.source.url}],
        "resources": [
            _resource(edition_table(name), file, content)
            for name, (file, content) in zip(tables, files.items(), strict=True)
        ],
    }
    return json_text(content, indent=1)


def _resource(own: Table, file: str, content: bytes) -> Json:
    return {
        "profile": "tabular-data-resource",
        "name": own.name,
        "title": own.title,
        "path": file,
        "format": "csv",
        "mediatype": "text/csv",
        # the name that the standard takes; its readers skip the byte order mark
        "encoding": "utf-8",
        "dialect": {"delimiter": ";", "lineTerminator": "\r\n"},
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {"fields": list(map(_field, own.columns)), "primaryKey": list(own.key)},
    }


def _field(column: Column) -> Json:
    named: Json = {"name": column.name, "title": column.title, "description": column.meaning}
    return named | _FIELD_TYPES.get(column.type, {"type": "string"})
