"""The values, macros and filters of hand-written pages; the values are JSON that mkdocs-macros and the hooks read."""

import json
from dataclasses import asdict, fields
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any, Final

from markupsafe import Markup

from generator.context import EditionContext
from generator.edition import Source
from generator.exports.tables import LISTS, TABLES
from generator.figures.registry import KINDS
from generator.french import formatting
from generator.french.templates import escaped
from generator.french.words import spelled, word
from generator.pages.environment import fragment
from generator.pages.explore.handwritten import duty_page, exposure_page, sourcing_head, sourcing_rows
from generator.pages.explore.lists import territory_list
from generator.pages.explore.topic import ExploreData
from generator.pages.links import Links
from generator.portrait.build import MAIN_FLOWS
from generator.portrait.ranking import FIRST
from generator.reference.territories import Kind, territories
from generator.site.files import download_paths
from generator.site.mkdocs import publisher
from generator.site.plan import Downloads
from generator.tables import columns

FILE: Final = "values.json"


def values_json(explore: ExploreData, links: Links, downloads: Downloads | None) -> str:
    """The values by name as JSON. ``links``: those of the home page; ``downloads``: may hold the edition's archive."""
    data = explore.data
    sourcing = sourcing_rows(explore, links)
    values = {
        "demonstration": data.context.demonstration,
        # escaped, as environment variables are not markup
        "publisher": {fact: escaped(text) for fact, text in publisher().items()},
        "edition": data.context,
        "editions": list(map(asdict, data.contexts)),
        "portraits": [
            {"name": t.name, "code": t.code, "kind": t.kind, "path": t.path, "slug": t.slug}
            for t in territories()
            if t in data.pages
        ],
        "departements": territory_list(data, links, Kind.DEPARTEMENT),
        "regions": territory_list(data, links, Kind.REGION),
        "duty": duty_page(data, links),
        "exposure": exposure_page(data, links),
        "sourcing": sourcing,
        "sourcing_head": sourcing_head(sourcing, explore, links),
        "fine_sourcing": sourcing_rows(explore, links, fine=True),
        "page_suffix": links.suffix,
        "downloads": download_paths(data),
        "tables": [kind.table for kind in TABLES.values()],
        "figures": [kind.name for kind in KINDS],
        "lists": [kind.table for kind in LISTS.values()],
        "columns": list(columns().values()),
        "flat": links.flat,
        "archive": downloads.archive if downloads else None,
    }
    return json.dumps(values, ensure_ascii=False, default=_plain)


def read_editions(values: dict[str, Any]) -> list[EditionContext]:
    """The site's editions, the newest first."""
    return [EditionContext(**{**each, "source": Source(**each["source"])}) for each in values["editions"]]


def read_values(folder: str | Path) -> dict[str, Any]:
    """The values stored in ``folder``."""
    return dict(json.loads((Path(folder) / FILE).read_text(encoding="utf-8")))


def _plain(value: Any) -> object:
    """``value`` as something that JSON can hold; a dataclass becomes a mapping of its fields and properties."""
    if isinstance(value, Fraction):
        return float(value)
    properties = [name for name, each in vars(type(value)).items() if isinstance(each, property)]
    return {name: getattr(value, name) for name in (*(field.name for field in fields(value)), *properties)}


def define_env(env: Any) -> None:
    """Gives hand-written pages the number filters, five macros, and the values stored beside mkdocs.yml."""
    for name, each in formatting.FILTERS.items():
        env.filter(each, name)
    env.filter(spelled)
    env.variables.update({"FIRST": FIRST, "MAIN_FLOWS": MAIN_FLOWS})
    env.macro(formatting.unit_for)
    env.macro(word)
    env.macro(partial(word, "phrases"), "phrase")
    env.macro(table_tools)
    env.macro(partial(size_of, Path(env.conf["docs_dir"])), "size_of")
    env.variables.update(read_values(env.project_dir))


def size_of(folder: Path, path: str) -> int:
    """The bytes of a download, which is in ``folder`` before MkDocs begins."""
    return (folder / path).stat().st_size


def table_tools(table: str, hint: str) -> Markup:
    """The filter of a long table and its column menu for phones; ``table``: the id of its caption."""
    return fragment("_outils.html.j2", table=table, hint=hint, groups=[])
