"""The site's API: static JSON files under ``api/``, described by ``openapi.json``.

Lists, then one file per product and per partner country. The list of territories refers to each ``portrait.json``.
Amounts are whole euros.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from generator.context import EditionContext
from generator.exports.json import Json, fraction, json_text, portrait_head
from generator.exports.tables import TABLES
from generator.french.words import word
from generator.portrait.model import Portrait
from generator.portrait.ranking import Axis, Ranking
from generator.reference.direction import Direction
from generator.reference.names import Names
from generator.reference.territories import Territory

FOLDERS: Final = {Axis.PRODUCT: "produits", Axis.COUNTRY: "partenaires"}
_FILE: Final = re.compile(r"[0-9A-Z]{2,4}")
"""The codes that may name a file: those from the customs' files are untrusted."""


def territory_list(portraits: Mapping[Territory, Portrait], edition: EditionContext) -> str:
    """The content of ``api/territoires.json``: the portraits of the build, their totals and addresses."""
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
    return json_text({**_head(edition), "territoires": rows})


def topic_files(
    axis: Axis, sides: Mapping[str, Mapping[Direction, Ranking]], names: Names, edition: EditionContext
) -> Iterator[tuple[str, str]]:
    """The path and content of ``api/produits.json`` or ``api/partenaires.json``, and of the file of each code.

    The list has every code with national trade; a code's file has the national value, the départements by rank, and the
    largest codes of the other axis.
    """
    rows = []
    for code, of_code in sides.items():
        head: Json = {"code": code, "nom": axis.names_in(names).official(code)}
        path = f"api/{FOLDERS[axis]}/{code}.json" if _FILE.fullmatch(code) else None
        totals = {direction.value: of_code[direction].value_eur for direction in Direction}
        rows.append({**head, **totals, "fichier": path})
        if path:
            content = {direction.value: _side(axis, of_code[direction], names) for direction in Direction}
            yield path, json_text({**_head(edition), **head, **content})
    yield f"api/{FOLDERS[axis]}.json", json_text({**_head(edition), FOLDERS[axis]: rows})


def _side(axis: Axis, ranking: Ranking, names: Names) -> Json:
    return {
        "total": ranking.value_eur,
        "part_france": fraction(ranking.value_eur, ranking.total_eur),
        "rang": ranking.rank,
        "departements": [
            {"code": place.territory.code, "nom": place.territory.name, "rang": place.rank, "valeur": place.value_eur}
            for place in ranking.places
        ],
        f"premiers_{FOLDERS[axis.other]}": [
            {"code": code, "nom": axis.other.names_in(names).official(code), "valeur": value}
            for code, value in ranking.leading
        ],
    }


def _head(edition: EditionContext) -> Json:
    return {
        "schema": 1,
        "edition": str(edition.year),
        "periode": edition.period,
        "demonstration": edition.demonstration,
        "source": edition.source_line,
    }


def openapi(edition: EditionContext, root: str) -> str:
    """The content of ``api/openapi.json`` (OpenAPI 3.1). ``root``: the site's address."""
    portrait: Json = {"$ref": f"{root}schema/portrait.schema.json"}
    table = [_parameter("page"), _parameter("tableau", {**_TEXT, "enum": [*TABLES]})]
    content: Json = {
        "openapi": "3.1.0",
        "info": {
            "title": word("partage", "site"),
            "version": edition.iso_date,
            "description": edition.description,
            "license": {"name": edition.source.licence, "url": edition.source.licence_url},
        },
        "servers": [{"url": root}],
        "paths": {
            "/api/territoires.json": _operation("territoires", _LIST),
            "/api/totaux.json": _operation("totaux", _FOLLOWED),
            "/api/revisions.json": _operation("revisions", _FOLLOWED),
            "/{page}/portrait.json": _operation("portrait", portrait, [_parameter("page")]),
            "/{page}/{tableau}.csv": _operation("tableau", _TEXT, table, media="text/csv"),
            "/api/produits.json": _operation("produits", _LIST),
            "/api/produits/{code}.json": _operation("produits_un", _LIST, [_parameter("code")]),
            "/api/partenaires.json": _operation("partenaires", _LIST),
            "/api/partenaires/{code}.json": _operation("partenaires_un", _LIST, [_parameter("code")]),
        },
    }
    return json_text(content, indent=1)


_FOLLOWED: Final[Json] = {"type": "object", "required": ["schema"]}
_LIST: Final[Json] = {"type": "object", "required": ["schema", "edition", "demonstration"]}
_TEXT: Final[Json] = {"type": "string"}


def _parameter(name: str, schema: Json = _TEXT) -> Json:
    description = word("api", f"parametre_{name}")
    return {"name": name, "in": "path", "required": True, "schema": schema, "description": description}


def _operation(name: str, schema: Json, parameters: Sequence[Json] = (), media: str = "application/json") -> Json:
    text = word("api", name)
    operation: Json = {
        "operationId": name,
        "summary": text,
        "responses": {
            "200": {"description": text, "content": {media: {"schema": schema}}},
            "404": {"description": word("api", "absent")},
        },
    }
    return {"get": {**operation, "parameters": parameters} if parameters else operation}
