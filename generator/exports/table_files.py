"""Tables as files: CSV for each portrait and for a whole edition, Parquet for the edition, and their descriptions.

``csv-metadata.json`` (W3C CSV on the Web) describes a portrait's CSV files, ``datapackage.json`` (Frictionless) an
edition's.
"""

import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import fastparquet
import pandas as pd

from generator.context import EditionContext
from generator.exports.dcat import NAME
from generator.exports.json import Json, json_text
from generator.exports.tables import TABLES, edition_table
from generator.french.words import word
from generator.portrait.model import Portrait
from generator.tables import NO, YES, Column, ColumnType, Row, Table, columns, write_csv


def csv_text(header: Sequence[str], rows: Iterable[Row]) -> str:
    """The content of a CSV file, BOM included."""
    stream = io.StringIO(newline="")
    write_csv(stream, header, rows)
    return stream.getvalue()


def edition_csvs(tables: Mapping[str, Iterable[Row]], edition: EditionContext) -> dict[str, str]:
    """The result of ``edition_tables`` as CSV, by file name."""
    return {
        f"portraits-{edition.file_mark}-{name}.csv": csv_text(edition_table(name).header, rows)
        for name, rows in tables.items()
    }


def csv_metadata(portrait: Portrait, edition: EditionContext, names: Iterable[str]) -> str:
    """The ``csv-metadata.json`` of a portrait's CSV files; ``names``: of their tables."""
    content = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "fr"}],
        "dc:title": word("fichiers", "titre", place=portrait.territory.name, period=edition.period),
        "dc:description": edition.description,
        "dc:source": edition.source_line,
        "dc:license": {"@id": edition.source.licence_url},
        "dc:modified": edition.iso_date,
        "dialect": {"delimiter": ";", "encoding": "utf-8", "header": True},
        "tables": [
            {"url": f"{name}.csv", "tableSchema": {"columns": [_csvw_column(c) for c in TABLES[name].table.columns]}}
            for name in names
        ],
    }
    return json_text(content)


_TYPES: Final[Mapping[ColumnType, tuple[object, Json, str]]] = {
    ColumnType.INTEGER: ("integer", {"type": "integer"}, "Int64"),
    ColumnType.NUMBER: (
        {"base": "number", "format": {"decimalChar": ","}},
        {"type": "number", "decimalChar": ","},
        "float64",
    ),
    ColumnType.BOOLEAN: (
        {"base": "boolean", "format": f"{YES}|{NO}"},
        {"type": "boolean", "trueValues": [YES], "falseValues": [NO]},
        "boolean",
    ),
}
"""In CSVW, in a data package and in Parquet, where integers are null if a table lacks the column."""
_TEXT: Final = ("string", {"type": "string"}, "category")


def _csvw_column(column: Column) -> Json:
    return {
        "name": column.name,
        # a CSVW title is a header cell
        "titles": column.name,
        "datatype": _TYPES.get(column.type, _TEXT)[0],
        "dc:title": column.title,
        "dc:description": column.meaning,
    }


def datapackage(tables: Iterable[str], files: Mapping[str, bytes], edition: EditionContext) -> str:
    """The ``datapackage.json`` of ``files``, the CSV of ``tables`` in the same order, in the same folder."""
    content = {
        "profile": "tabular-data-package",
        "name": f"{NAME}-{edition.file_mark}",
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
        # as the standard names it; readers skip the byte order mark
        "encoding": "utf-8",
        "dialect": {"delimiter": ";", "lineTerminator": "\r\n"},
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {"fields": list(map(_field, own.columns)), "primaryKey": list(own.key)},
    }


def _field(column: Column) -> Json:
    named: Json = {"name": column.name, "title": column.title, "description": column.meaning}
    return named | _TYPES.get(column.type, _TEXT)[1]


def parquet_columns(tables: Iterable[str]) -> tuple[Column, ...]:
    """The table's name, then the columns of each table in the order of their first occurrence."""
    return (columns()["tableau"], *dict.fromkeys(c for name in tables for c in edition_table(name).columns))


def parquet(tables: Mapping[str, Sequence[Row]], edition: EditionContext) -> bytes:
    """The rows of ``tables``, the result of ``edition_tables``, as a Parquet file, one table after the other.

    The file's metadata contain source, licence and the meaning of each column. fastparquet is a tenth of pyarrow's
    size; the same edition gives the same bytes.
    """
    described = parquet_columns(tables)
    frames = [
        pd.DataFrame(rows, columns=list(edition_table(name).header)).assign(tableau=name)
        for name, rows in tables.items()
    ]
    frame = pd.concat(frames).reindex(columns=[column.name for column in described])
    for column in described:
        if column.type is ColumnType.BOOLEAN:
            frame[column.name] = frame[column.name].map({YES: True, NO: False})
    types = {column.name: _TYPES.get(column.type, _TEXT)[2] for column in described}
    with TemporaryDirectory() as folder:
        file = Path(folder) / "edition.parquet"
        fastparquet.write(
            str(file),
            frame.astype(types),
            compression="ZSTD",
            write_index=False,
            object_encoding="utf8",
            custom_metadata={
                "title": word("fichiers", "titre_edition", period=edition.period),
                "description": edition.description,
                "source": edition.source_line,
                "licence": edition.source.licence_url,
                "modified": edition.iso_date,
                "columns": json.dumps({c.name: c.meaning for c in described}, ensure_ascii=False),
            },
        )
        return file.read_bytes()
