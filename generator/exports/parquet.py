"""A whole edition as one Parquet file: the tables one under the other, told apart by their first column.

Written by fastparquet, which reads a pandas table and is a tenth of pyarrow's size; the same edition gives
the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import fastparquet
import pandas as pd

from generator.context import EditionContext
from generator.exports.datapackage import whole_columns
from generator.figures.kind import Row
from generator.french.words import section, word


def parquet_columns(tables: Iterable[str]) -> tuple[str, ...]:
    """Those of each table, in the order in which they first appear, after the table's name."""
    return ("tableau", *dict.fromkeys(column for name in tables for column in whole_columns(name)))


def write_parquet(target: Path, tables: Mapping[str, Sequence[Row]], edition: EditionContext) -> None:
    """Writes the rows of ``tables`` (as ``edition_tables`` gives them) into ``target``.

    Amounts are whole euros (int64, null where the table has no such column), ``flux_principal`` a boolean, all else
    text. Source, licence and the meaning of each column are among the file's own metadata.
    """
    columns = parquet_columns(tables)
    frame = pd.concat(
        [
            pd.DataFrame(rows, columns=whole_columns(name)).assign(tableau=name)
            for name, rows in tables.items()
        ]
    )
    frame = frame.reindex(columns=columns)
    for column in columns:
        if column.endswith("_eur"):
            frame[column] = frame[column].astype("Int64")
        elif column == "flux_principal":
            said = {word("commun", "oui"): True, word("commun", "non"): False}
            frame[column] = frame[column].map(said).astype("boolean")
        else:
            frame[column] = frame[column].astype("category")
    fastparquet.write(
        str(target),
        frame,
        compression="ZSTD",
        write_index=False,
        object_encoding="utf8",
        custom_metadata=_metadata(columns, edition),
    )


def _metadata(columns: Iterable[str], edition: EditionContext) -> dict[str, str]:
    meanings = {column: section("colonnes")[column] for column in columns}
    return {
        "title": word("fichiers", "titre_edition", period=edition.period),
        "description": word("fichiers", "demonstration" if edition.demonstration else "description"),
        "source": edition.source_line,
        "licence": edition.source.licence_url,
        "modified": edition.iso_date,
        "columns": json.dumps(meanings, ensure_ascii=False),
    }
