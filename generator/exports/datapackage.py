"""A whole edition in a few files: each table once, for all territories, and what its columns hold (Frictionless)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from generator.context import EditionContext
from generator.exports.csv import csv_text, portrait_tables
from generator.figures.kind import FigureInput, Row
from generator.figures.registry import BY_NAME
from generator.french.words import section, word

TERRITORIES: Final = "territoires"
"""The name of the table of all territories; the others have the names of their kinds of figure."""
PLACE: Final = ("type_territoire", "code_territoire", "territoire")


def whole_columns(name: str) -> tuple[str, ...]:
    """The columns of a whole edition's table: the territory, then those of its kind of figure."""
    if name == TERRITORIES:
        return (*PLACE, "code_region", "export_eur", "import_eur", "solde_eur")
    return (*PLACE, *BY_NAME[name].columns)


def edition_tables(inputs: Iterable[FigureInput]) -> dict[str, list[Row]]:
    """The rows of an edition's tables by name, in ``whole_columns``, territories in the order given."""
    rows: dict[str, list[Row]] = {TERRITORIES: []}
    for given in inputs:
        territory, totals = given.portrait.territory, given.portrait.totals
        place = (territory.kind.value, territory.code, territory.name)
        amounts = (totals.export_eur, totals.import_eur, totals.balance_eur)
        rows[TERRITORIES].append((*place, territory.region_code or "", *amounts))
        for name, own in portrait_tables(given).items():
            rows.setdefault(name, []).extend((*place, *row) for row in own)
    return rows


def edition_csvs(tables: Mapping[str, Iterable[Row]], edition: EditionContext) -> dict[str, str]:
    """The tables as CSV by file name."""
    return {
        f"portraits-{edition.file_mark}-{name}.csv": csv_text(whole_columns(name), rows)
        for name, rows in tables.items()
    }


def datapackage(tables: Iterable[str], files: Mapping[str, bytes], edition: EditionContext) -> str:
    """``datapackage.json`` of the files ``edition_csvs`` made of ``tables``, beside which it lies."""
    content = {
        "profile": "tabular-data-package",
        "name": f"portraits-commerce-exterieur-{edition.file_mark}",
        "title": word("fichiers", "titre_edition", period=edition.period),
        "description": word("fichiers", "demonstration" if edition.demonstration else "description"),
        "version": edition.iso_date,
        "licenses": [{"title": edition.source.licence, "path": edition.source.licence_url}],
        "sources": [{"title": edition.source_line, "path": edition.source.url}],
        "resources": [
            _resource(name, file, content)
            for name, (file, content) in zip(tables, files.items(), strict=True)
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _resource(name: str, file: str, content: bytes) -> dict[str, object]:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "title": BY_NAME[name].sheet if name in BY_NAME else word("tableur", name),
        "path": file,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "dialect": {"delimiter": ";", "lineTerminator": "\r\n"},
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {"fields": list(_fields(whole_columns(name))), "primaryKey": list(_key(name))},
    }


def _key(name: str) -> tuple[str, ...]:
    """What tells a table's rows apart: the territory, and the codes of what the row is about."""
    return (*PLACE[:2], *(BY_NAME[name].key if name in BY_NAME else ()))


def _fields(header: Iterable[str]) -> Iterator[dict[str, object]]:
    descriptions = section("colonnes")
    for column in header:
        kind: dict[str, object] = {"type": "integer"} if column.endswith("_eur") else {"type": "string"}
        if column == "flux_principal":
            yes, no = word("commun", "oui"), word("commun", "non")
            kind = {"type": "boolean", "trueValues": [yes], "falseValues": [no]}
        yield {"name": column, "title": word("tableur", column), "description": descriptions[column], **kind}
