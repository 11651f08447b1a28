"""A whole edition in a few files: each table once, for all territories, and what its columns hold (Frictionless)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from generator.context import EditionContext
from generator.exports.json import HEADERS, csv_text, portrait_tables
from generator.french.words import section, word
from generator.portrait.model import Portrait
from generator.reference.names import Names

PLACE: Final = ("type_territoire", "code_territoire", "territoire")
WHOLE_HEADERS: Final = {
    "territoires": (*PLACE, "code_region", "export_eur", "import_eur", "solde_eur"),
    **{name: (*PLACE, *header) for name, header in HEADERS.items()},
}
Row = Sequence[str | int]


def edition_tables(portraits: Iterable[Portrait], names: Names) -> dict[str, list[Row]]:
    """The rows of the tables of ``WHOLE_HEADERS`` by name, territories in the order given."""
    rows: dict[str, list[Row]] = {name: [] for name in WHOLE_HEADERS}
    for portrait in portraits:
        territory, totals = portrait.territory, portrait.totals
        place = (territory.kind.value, territory.code, territory.name)
        amounts = (totals.export_eur, totals.import_eur, totals.balance_eur)
        rows["territoires"].append((*place, territory.region_code or "", *amounts))
        for name, own in portrait_tables(portrait, names).items():
            rows[name] += [(*place, *row) for row in own]
    return rows


def edition_csvs(tables: Mapping[str, Iterable[Row]], edition: EditionContext) -> dict[str, str]:
    """The tables as CSV by file name."""
    return {
        f"portraits-{edition.file_mark}-{name}.csv": csv_text(WHOLE_HEADERS[name], rows)
        for name, rows in tables.items()
    }


def datapackage(files: Mapping[str, bytes], edition: EditionContext) -> str:
    """``datapackage.json`` of the files ``edition_csvs`` made, beside which it lies."""
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
            for name, (file, content) in zip(WHOLE_HEADERS, files.items(), strict=True)
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _resource(name: str, file: str, content: bytes) -> dict[str, object]:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "title": word("tableur", name),
        "path": file,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "dialect": {"delimiter": ";", "lineTerminator": "\r\n"},
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {"fields": list(_fields(WHOLE_HEADERS[name])), "primaryKey": list(_key(name))},
    }


def _key(name: str) -> tuple[str, ...]:
    """What tells a table's rows apart: the territory, and the codes of what the row is about."""
    own = (c for c in HEADERS.get(name, ()) if c.startswith("code_") or c in ("annee", "trimestre"))
    return (*PLACE[:2], *own)


def _fields(header: Iterable[str]) -> Iterator[dict[str, object]]:
    descriptions = section("colonnes")
    for column in header:
        kind: dict[str, object] = {"type": "integer"} if column.endswith("_eur") else {"type": "string"}
        if column == "flux_principal":
            yes, no = word("commun", "oui"), word("commun", "non")
            kind = {"type": "boolean", "trueValues": [yes], "falseValues": [no]}
        yield {"name": column, "title": word("tableur", column), "description": descriptions[column], **kind}
