"""The site's figures for programs: JSON files under stable addresses (``api/``), described by ``openapi.json``.

Static files, so that any host serves them: lists, then one file a product and one a partner country. Portraits are
not written again: the list of territories leads to each ``portrait.json``. Amounts are whole euros.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from generator.context import EditionContext
from generator.exports.json import portrait_head
from generator.exports.other_tables import OTHER_TABLES
from generator.figures.registry import BY_NAME
from generator.french.words import word
from generator.portrait.model import Portrait
from generator.portrait.ranking import Axis, Ranking
from generator.reference.direction import Direction
from generator.reference.names import Names
from generator.reference.territories import Territory

Json = dict[str, object]

FOLDERS: Final = {Axis.PRODUCT: "produits", Axis.COUNTRY: "partenaires"}
_OTHER: Final = {Axis.PRODUCT: "partenaires", Axis.COUNTRY: "produits"}
_FILE: Final = re.compile(r"[0-9A-Z]{2,4}")
"""A code from a file is untrusted: only one of this form gives its name to a file."""


def territory_list(portraits: Mapping[Territory, Portrait], edition: EditionContext) -> str:
    """``api/territoires.json``: the portraits of the build, their totals and where they lie."""
    rows = [
        {
            **portrait_head(territory),
            "export": portrait.totals.export_eur,
            "import": portrait.totals.import_eur,
            "solde": portrait.totals.balance_eur,
            "page": f"{territory.path}/",
            "portrait": f"{territory.path}/portrait.json",
        }
        for territory, portrait in portraits.items()
    ]
    return _text({**_head(edition), "territoires": rows})


def topic_list(
    axis: Axis, sides: Mapping[str, Mapping[Direction, Ranking]], names: Names, edition: EditionContext
) -> str:
    """``api/produits.json`` or ``api/partenaires.json``: every code that the country trades, and its file."""
    naming = _naming(axis, names)
    rows = [
        {
            "code": code,
            "nom": naming(code),
            "export": held[Direction.EXPORT].value_eur,
            "import": held[Direction.IMPORT].value_eur,
            "fichier": topic_path(axis, code),
        }
        for code, held in sides.items()
    ]
    return _text({**_head(edition), FOLDERS[axis]: rows})


def topic_path(axis: Axis, code: str) -> str | None:
    """The path of a code's file; ``None`` for a code that cannot be a file name."""
    return f"api/{FOLDERS[axis]}/{code}.json" if _FILE.fullmatch(code) else None


def topic_files(
    axis: Axis, sides: Mapping[str, Mapping[Direction, Ranking]], names: Names, edition: EditionContext
) -> Iterator[tuple[str, str]]:
    """(path, text) of each code's file: the country's value, the départements in order, the first other ends."""
    naming, other_naming = _naming(axis, names), _naming(_opposite(axis), names)
    for code, held in sides.items():
        if path := topic_path(axis, code):
            content = {direction.value: _side(axis, held[direction], other_naming) for direction in Direction}
            yield path, _text({**_head(edition), "code": code, "nom": naming(code), **content})


def _side(axis: Axis, ranking: Ranking, other_naming: Callable[[str], str]) -> Json:
    return {
        "total": ranking.value_eur,
        "part_france": ranking.value_eur / ranking.total_eur if ranking.total_eur else None,
        "rang": ranking.rank,
        "departements": [
            {
                "code": place.territory.code,
                "nom": place.territory.name,
                "rang": place.rank,
                "valeur": place.value_eur,
            }
            for place in ranking.places
        ],
        f"premiers_{_OTHER[axis]}": [
            {"code": code, "nom": other_naming(code), "valeur": value} for code, value in ranking.leading
        ],
    }


def _opposite(axis: Axis) -> Axis:
    return Axis.COUNTRY if axis is Axis.PRODUCT else Axis.PRODUCT


def _naming(axis: Axis, names: Names) -> Callable[[str], str]:
    return names.product if axis is Axis.PRODUCT else names.country


def _head(edition: EditionContext) -> Json:
    return {
        "schema": 1,
        "edition": str(edition.year),
        "periode": edition.period,
        "demonstration": edition.demonstration,
        "source": edition.source_line,
    }


def _text(content: Json) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def openapi(edition: EditionContext, root: str) -> str:
    """``api/openapi.json``: the files above and the portraits, as OpenAPI 3.1. ``root``: the site's address."""
    content: Json = {
        "openapi": "3.1.0",
        "info": {
            "title": word("partage", "site"),
            "version": edition.iso_date,
            "description": word("fichiers", "demonstration" if edition.demonstration else "description"),
            "license": {"name": edition.source.licence, "url": edition.source.licence_url},
        },
        "servers": [{"url": root}],
        "paths": {
            "/api/territoires.json": _operation("territoires", _LIST),
            "/api/totaux.json": _operation("totaux", _FOLLOWED),
            "/api/revisions.json": _operation("revisions", _FOLLOWED),
            "/{page}/portrait.json": _operation(
                "portrait", {"$ref": f"{root}schema/portrait.schema.json"}, "page"
            ),
            "/{page}/{tableau}.csv": _table_operation(),
            **{
                path: operation
                for folder in FOLDERS.values()
                for path, operation in (
                    (f"/api/{folder}.json", _operation(folder, _LIST)),
                    (f"/api/{folder}/{{code}}.json", _operation(f"{folder}_un", _LIST, "code")),
                )
            },
        },
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


_FOLLOWED: Final[Json] = {"type": "object", "required": ["schema"]}
_LIST: Final[Json] = {"type": "object", "required": ["schema", "edition", "demonstration"]}


def _table_operation() -> Json:
    names = [*BY_NAME, *OTHER_TABLES]
    answer = {"description": word("api", "tableau"), "content": {"text/csv": {"schema": {"type": "string"}}}}
    place = {"in": "path", "required": True}
    return {
        "get": {
            "operationId": "tableau",
            "summary": word("api", "tableau"),
            "responses": {"200": answer, "404": {"description": word("api", "absent")}},
            "parameters": [
                {
                    **place,
                    "name": "page",
                    "schema": {"type": "string"},
                    "description": word("api", "parametre_page"),
                },
                {
                    **place,
                    "name": "tableau",
                    "schema": {"type": "string", "enum": names},
                    "description": word("api", "parametre_tableau"),
                },
            ],
        }
    }


def _operation(name: str, schema: Json, parameter: str | None = None) -> Json:
    answer = {"description": word("api", name), "content": {"application/json": {"schema": schema}}}
    operation: Json = {
        "operationId": name,
        "summary": word("api", name),
        "responses": {"200": answer, "404": {"description": word("api", "absent")}},
    }
    if parameter:
        place = {"name": parameter, "in": "path", "required": True, "schema": {"type": "string"}}
        operation["parameters"] = [{**place, "description": word("api", f"parametre_{parameter}")}]
    return {"get": operation}
