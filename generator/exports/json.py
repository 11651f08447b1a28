"""The files beside a portrait: ``portrait.json``, tables of the same rows, and their ``csv-metadata.json``.

Names, columns and order are the contract's; amounts are whole euros.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from generator.context import EditionContext
from generator.french.spreadsheet import write_csv
from generator.french.words import word
from generator.portrait.model import Direction, Flow, Portrait, Totals
from generator.reference.industry import IndustryTerritory
from generator.reference.names import OTHERS, Names
from generator.reference.territories import Kind, Territory

SCHEMA: Final = 1
HEADERS: Final = {
    "balance": ("code_pays", "pays", "import_eur", "export_eur", "solde_eur"),
    "activites": ("code_produit", "produit", "import_eur", "export_eur"),
    "flux-export": ("code_produit", "produit", "code_pays", "pays", "valeur_eur", "flux_principal"),
    "flux-import": ("code_pays", "pays", "code_produit", "produit", "valeur_eur", "flux_principal"),
    "trimestres": ("annee", "trimestre", "import_eur", "export_eur", "solde_eur"),
}

Json = dict[str, object]


def portrait_json(portrait: Portrait, names: Names, edition: EditionContext) -> str:
    """``portrait.json`` as the contract describes it; an incomplete year adds ``periode``, which says so."""
    territory = portrait.territory
    content: Json = {
        "schema": SCHEMA,
        "edition": str(edition.year),
        **({} if edition.complete else {"periode": edition.period}),
        "demonstration": edition.demonstration,
        "territoire": portrait_head(territory),
        "export": _shares(portrait, Direction.EXPORT),
        "import": _shares(portrait, Direction.IMPORT),
        "series": [
            {
                "annee": row.year,
                "trimestre": row.quarter,
                "import": row.import_eur,
                "export": row.export_eur,
            }
            for row in portrait.series
        ],
        "balance": [
            {
                "pays": row.country_code,
                "nom": names.country(row.country_code),
                "import": row.import_eur,
                "export": row.export_eur,
                "solde": row.balance_eur,
            }
            for row in portrait.balance
        ],
        "activites": [
            {
                "produit": row.product_code,
                "nom": names.product(row.product_code),
                "import": row.import_eur,
                "export": row.export_eur,
            }
            for row in portrait.activities
        ],
        "flux_export": [_flow(flow, Direction.EXPORT) for flow in portrait.export_flows.rows],
        "flux_import": [_flow(flow, Direction.IMPORT) for flow in portrait.import_flows.rows],
        "territoires_industrie": _industry(portrait.industry.kept),
        "territoires_industrie_ecartes": _industry(portrait.industry.left_out),
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def portrait_head(territory: Territory) -> Json:
    """Which territory it is; ``region`` of a département only."""
    return {
        "type": territory.kind.value,
        "code": territory.code,
        "nom": territory.name,
        "region": territory.region_code if territory.kind is Kind.DEPARTEMENT else None,
    }


def part(own: int, whole: Totals | None, direction: Direction) -> float | None:
    """The share as a fraction of 1; ``None`` where there is no whole or the whole is zero."""
    total = whole.of(direction) if whole else 0
    return own / total if total else None


def _shares(portrait: Portrait, direction: Direction) -> Json:
    own = portrait.totals.of(direction)
    return {
        "total": own,
        "part_region": part(own, portrait.region_totals, direction),
        "part_france": part(own, portrait.france_totals, direction),
    }


def _flow(flow: Flow, direction: Direction) -> Json:
    rest = {"valeur": flow.value_eur, "principal": flow.is_main}
    if direction == Direction.IMPORT:
        return {"pays": flow.country_code, "produit": flow.product_code, **rest}
    return {"produit": flow.product_code, "pays": flow.country_code, **rest}


def _industry(territories: Iterable[IndustryTerritory]) -> list[Json]:
    return [{"id": t.id, "nom": t.name, "communes": t.communes} for t in territories]


def portrait_tables(portrait: Portrait, names: Names) -> dict[str, list[Sequence[str | int]]]:
    """The rows of the tables by name (``balance``, ``activites``…), their columns those of ``HEADERS``."""
    return {
        "balance": [
            (r.country_code, names.country(r.country_code), r.import_eur, r.export_eur, r.balance_eur)
            for r in portrait.balance
        ],
        "activites": [
            (r.product_code, names.product(r.product_code), r.import_eur, r.export_eur)
            for r in portrait.activities
        ],
        "flux-export": list(_flow_rows(portrait, names, Direction.EXPORT)),
        "flux-import": list(_flow_rows(portrait, names, Direction.IMPORT)),
        # a year is no amount: text, which no spreadsheet adds up
        "trimestres": [
            (str(r.year), str(r.quarter), r.import_eur, r.export_eur, r.balance_eur) for r in portrait.series
        ],
    }


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str | int]]) -> str:
    """A whole CSV file, BOM included."""
    stream = io.StringIO(newline="")
    write_csv(stream, header, rows)
    return stream.getvalue()


def _flow_rows(portrait: Portrait, names: Names, direction: Direction) -> Iterable[Sequence[str | int]]:
    others, yes, no = word("commun", "autres"), word("commun", "oui"), word("commun", "non")
    for flow in portrait.flows(direction).rows:
        product = others if flow.product_code == OTHERS else names.product(flow.product_code)
        country = others if flow.country_code == OTHERS else names.country(flow.country_code)
        start, end = (flow.product_code, product), (flow.country_code, country)
        if direction == Direction.IMPORT:
            start, end = end, start
        yield (*start, *end, flow.value_eur, yes if flow.is_main else no)


def csv_metadata(
    portrait: Portrait, edition: EditionContext, headers: Mapping[str, Sequence[str]] = HEADERS
) -> str:
    """What the CSV say of themselves, as W3C « CSV on the Web » metadata: their header row leaves no room for it.

    ``headers``: those of the CSV beside the portrait, by name.
    """
    content: Json = {
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
                        {"name": c, "datatype": "integer" if c.endswith("_eur") else "string"} for c in header
                    ]
                },
            }
            for name, header in headers.items()
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
