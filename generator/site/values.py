"""The values, macros and filters of hand-written pages: JSON beside mkdocs.yml, read by mkdocs-macros and the hooks."""

from __future__ import annotations

import json
from dataclasses import fields
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any, Final

from markupsafe import Markup

from generator.context import EditionContext
from generator.edition import Source
from generator.french import formatting
from generator.french.templates import FILTERS, escaped
from generator.french.words import spelled, word
from generator.pages.environment import fragment
from generator.pages.explore.exposure import duty_page, exposure_page
from generator.pages.explore.lists import territory_list
from generator.pages.explore.sourcing import sourcing_head, sourcing_rows
from generator.pages.explore.topic import Explored
from generator.pages.links import Links, edition_folder
from generator.portrait.build import MAIN_FLOWS
from generator.portrait.ranking import FIRST
from generator.reference.territories import Kind
from generator.site.edition_files import documented_tables, edition_files
from generator.site.plan import Downloads
from generator.site.settings import publisher

FILE: Final = "values.json"


def values_json(found: Explored, links: Links, downloads: Downloads | None) -> str:
    """The values by name. ``links``: those of the home page; ``downloads``: where the edition's archive may be."""
    return json.dumps(_values(found, links, downloads), ensure_ascii=False, default=_plain)


def read_editions(values: dict[str, Any]) -> list[EditionContext]:
    """The editions that the values speak of, the newest first."""
    return [EditionContext(**{**each, "source": Source(**each["source"])}) for each in values["editions"]]


def read_values(folder: str | Path) -> dict[str, Any]:
    """Reads back what ``values_json`` wrote into ``folder``."""
    values: dict[str, Any] = json.loads((Path(folder) / FILE).read_text(encoding="utf-8"))
    return values


def _values(found: Explored, links: Links, downloads: Downloads | None) -> dict[str, object]:
    data = found.data
    sourcing = sourcing_rows(found, links)
    earlier = list(reversed(data.earlier))
    return {
        "demonstration": data.context.demonstration,
        # escaped: values from the environment are not markup
        "publisher": {what: escaped(text) for what, text in publisher().items()},
        "publisher_name": publisher()["name"],
        "edition": data.context,
        "editions": [_fields(context) for context in (data.context, *(one.context for one in earlier))],
        "date": data.edition.date.isoformat(),
        "departements": territory_list(data, links, Kind.DEPARTEMENT),
        "regions": territory_list(data, links, Kind.REGION),
        "duty": duty_page(data, links),
        "exposure": exposure_page(data, links),
        "sourcing": sourcing,
        "sourcing_head": sourcing_head(sourcing, found, links),
        "fine_sourcing": sourcing_rows(found, links, fine=True),
        "page_suffix": links.suffix,
        "downloads": edition_files(data),
        **documented_tables(),
        "flat": links.flat,
        "earlier": [
            {"period": one.context.period, "path": edition_folder(one.edition.year)} for one in earlier
        ],
        "archive": downloads.archive(data.edition) if downloads else None,
    }


def _plain(value: object) -> object:
    """What JSON can hold in the place of ``value``; an object becomes a mapping of its fields and properties."""
    if isinstance(value, Fraction):
        return float(value)
    if isinstance(value, frozenset):
        return list(value)
    names = [name for name, each in vars(type(value)).items() if isinstance(each, property)]
    return _fields(value) | {name: getattr(value, name) for name in names}


def _fields(value: Any) -> dict[str, Any]:
    """The fields alone, from which the object can be made again."""
    return {field.name: getattr(value, field.name) for field in fields(value)}


def define_env(env: Any) -> None:
    """Gives hand-written pages the numbers' filters, three macros, and the values stored beside mkdocs.yml."""
    for name in FILTERS:
        env.filter(getattr(formatting, name))
    env.filter(spelled)
    env.variables.update({"FIRST": FIRST, "MAIN_FLOWS": MAIN_FLOWS})
    env.macro(formatting.unit_for)
    env.macro(partial(word, "phrases"), "phrase")
    env.macro(table_tools)
    env.variables.update(read_values(env.project_dir))


def table_tools(table: str, hint: str) -> Markup:
    """The filter of a long table, and the choice of what a telephone shows of it; ``table``: its caption's id."""
    return fragment("_outils.html.j2", {"table": table, "hint": hint, "groups": []})
