"""A whole edition as one Parquet file: the tables one under the other, told apart by their first column.

Written by fastparquet, which reads a pandas table and is a tenth of pyarrow's size; the same edition gives
the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import fastparquet
import pandas as pd

from generator.context import EditionContext
from generator.exports.datapackage import WHOLE_HEADERS, Row
from generator.french.words import section, word

COLUMNS: Final = ("tableau", *dict.fromkeys(column for header in WHOLE_HEADERS.values() for column in header))
"""Those of each table, in the order in which they first appear."""


def write_parquet(target: Path, tables: Mapping[str, Sequence[Row]], edition: EditionContext) -> None:
    """Writes the rows of ``tables`` (by the names and in the columns of ``WHOLE_HEADERS``) into ``target``.

    Amounts are whole euros (int64, null where the table has no such column), ``flux_principal`` a boolean, all else
    text. Source, licence and the meaning of each column are among the file's own metadata.
    """
    frame = pd.concat(
        [
            pd.DataFrame(rows, columns=WHOLE_HEADERS[name]).assign(tableau=name)
            for name, rows in tables.items()
        ]
    )
    frame = frame.reindex(columns=COLUMNS)
    for column in COLUMNS:
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
        custom_metadata=_metadata(edition),
    )


def _metadata(edition: EditionContext) -> dict[str, str]:
    meanings = {column: section("colonnes")[column] for column in COLUMNS}
    return {
        "title": word("fichiers", "titre_edition", period=edition.period),
        "description": word("fichiers", "demonstration" if edition.demonstration else "description"),
        "source": edition.source_line,
        "licence": edition.source.licence_url,
        "modified": edition.iso_date,
        "columns": json.dumps(meanings, ensure_ascii=False),
    }
