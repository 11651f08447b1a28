"""The macros, filters and values of the hand-written pages (mkdocs-macros)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.french import formatting
from generator.french.templates import FILTERS
from generator.pages.environment import environment
from generator.site.values import read_values


def define_env(env: Any) -> None:
    """Gives the pages the one formatting module, and the values that lie beside mkdocs.yml."""
    for name in FILTERS:
        env.filter(getattr(formatting, name))
    env.macro(tile_list)
    env.variables.update(read_values(env.project_dir))


def tile_list(tiles: Sequence[Any], root: str = "") -> str:
    """The squares of a map, coloured by their first shade; ``root`` leads from the page to the site's."""
    return environment().get_template("_tuiles.html.j2").render(tiles=tiles, root=root)
