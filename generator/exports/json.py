"""``portrait.json``, the data of a portrait. Keys and order are those of the schema; amounts are whole euros."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final

from generator.context import EditionContext
from generator.portrait.model import Flow, Portrait
from generator.reference.direction import Direction
from generator.reference.industry import IndustryPart
from generator.reference.names import Names
from generator.reference.territories import Kind, Territory

SCHEMA: Final = 1

Json = dict[str, object]


def json_text(content: Mapping[str, object], indent: int | None = None) -> str:
    """The content as a file: in one line, or indented where people read it."""
    separators = (",", ":") if indent is None else None
    return json.dumps(content, ensure_ascii=False, separators=separators, indent=indent) + "\n"


def portrait_json(
    portrait: Portrait, names: Names, edition: EditionContext, measures: Mapping[str, object] | None = None
) -> str:
    """``portrait.json`` as its schema describes it; an incomplete year adds ``periode``, which says so.

    ``measures``: what ``measures_json`` makes of the territory's analysis.
    """
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
        "territoires_industrie": _industry(portrait.industry.listed),
        "territoires_industrie_ecartes": _industry(portrait.industry.minor),
        **(measures or {}),
    }
    return json_text(content)


def portrait_head(territory: Territory) -> Json:
    """Which territory it is; ``region`` of a département only."""
    return {
        "type": territory.kind.value,
        "code": territory.code,
        "nom": territory.name,
        "region": territory.region_code if territory.kind is Kind.DEPARTEMENT else None,
    }


def fraction(value: int, total: int) -> float | None:
    """The share as a fraction of 1; ``None`` where the total is zero."""
    return value / total if total else None


def number(value: Fraction | None) -> float | None:
    """The fraction as JSON and tables have it."""
    return None if value is None else float(value)


def _shares(portrait: Portrait, direction: Direction) -> Json:
    own = portrait.totals.of(direction)
    wholes = (portrait.region_totals, portrait.france_totals)
    region, france = (whole.of(direction) if whole else 0 for whole in wholes)
    return {
        "total": own,
        "part_region": fraction(own, region),
        "part_france": fraction(own, france),
        "ue": portrait.eu.of(direction),
    }


def _flow(flow: Flow, direction: Direction) -> Json:
    rest = {"valeur": flow.value_eur, "principal": flow.is_main}
    if direction == Direction.IMPORT:
        return {"pays": flow.country_code, "produit": flow.product_code, **rest}
    return {"produit": flow.product_code, "pays": flow.country_code, **rest}


def _industry(territories: Iterable[IndustryPart]) -> list[Json]:
    return [{"id": t.id, "nom": t.name, "communes": t.communes} for t in territories]
