"""``portrait.json``, the data of a portrait. Keys and order are those of the schema; amounts are whole euros."""

import json
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final

from generator.context import EditionContext
from generator.figures.activities.kind import ACTIVITIES
from generator.figures.balance import BALANCE
from generator.figures.kind import FigureInput
from generator.figures.quarters import QUARTERLY_SERIES
from generator.portrait.model import Flow, Portrait
from generator.reference.direction import Direction
from generator.reference.industry import IndustryTerritory
from generator.reference.territories import Kind, Territory
from generator.tables import Row

Json = dict[str, object]

_TABLES: Final = {
    "series": (QUARTERLY_SERIES, ("annee", "trimestre", "import", "export")),
    "balance": (BALANCE, ("pays", "nom", "import", "export", "solde")),
    "activites": (ACTIVITIES, ("produit", "nom", "import", "export")),
}
"""The keys whose value is a table: the table, and the keys of its first columns."""


def json_text(content: Mapping[str, object], indent: int | None = None) -> str:
    """The content of a JSON file: on one line, or indented for human readers."""
    separators = (",", ":") if indent is None else None
    return json.dumps(content, ensure_ascii=False, separators=separators, indent=indent) + "\n"


def records(rows: Iterable[Row], keys: Iterable[str]) -> list[Json]:
    """The rows of a table as objects; ``keys``: of its first columns."""
    return [dict(zip(keys, row, strict=False)) for row in rows]


def portrait_json(given: FigureInput, edition: EditionContext, measures: Mapping[str, object] | None = None) -> str:
    """The content of ``portrait.json``; an incomplete year adds ``periode``.

    ``measures``: the result of ``measures_json``.
    """
    portrait = given.portrait
    content: Json = {
        "schema": 1,
        "edition": str(edition.year),
        **({} if edition.complete else {"periode": edition.period}),
        "demonstration": edition.demonstration,
        "territoire": portrait_head(portrait.territory),
        "export": _shares(portrait, Direction.EXPORT),
        "import": _shares(portrait, Direction.IMPORT),
        **{key: records(table.rows(given), keys) for key, (table, keys) in _TABLES.items()},
        **{f"flux_{d}": [_flow(flow, d) for flow in portrait.flows[d].rows] for d in Direction},
        "territoires_industrie": _industry(portrait.industry.listed),
        "territoires_industrie_ecartes": _industry(portrait.industry.minor),
        **(measures or {}),
    }
    return json_text(content)


def portrait_head(territory: Territory) -> Json:
    """The keys that identify a territory; ``region`` is null except for a département."""
    return {
        "type": territory.kind.value,
        "code": territory.code,
        "nom": territory.name,
        "region": territory.region_code if territory.kind is Kind.DEPARTEMENT else None,
    }


def fraction(value: int, total: int) -> float | None:
    """The share as a fraction of 1; ``None`` if the total is zero."""
    return value / total if total else None


def number(value: Fraction | None) -> float | None:
    """The fraction as a JSON number or a table cell."""
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


def _industry(territories: Iterable[IndustryTerritory]) -> list[Json]:
    return [{"id": t.id, "nom": t.name, "communes": t.count} for t in territories]
