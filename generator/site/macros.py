"""The macros, filters and values of the hand-written pages (mkdocs-macros)."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from generator.french import formatting
from generator.french.templates import FILTERS
from generator.french.words import spelled, word
from generator.pages.environment import environment
from generator.portrait.build import MAIN_FLOWS
from generator.portrait.ranking import FIRST
from generator.site.values import read_values


def define_env(env: Any) -> None:
    """Gives the pages the one formatting module, and the values stored beside mkdocs.yml."""
    for name in FILTERS:
        env.filter(getattr(formatting, name))
    env.filter(spelled)
    env.variables.update({"FIRST": FIRST, "MAIN_FLOWS": MAIN_FLOWS})
    env.macro(formatting.block)
    env.macro(phrase)
    env.macro(table_tools)
    env.variables.update(read_values(env.project_dir))


def phrase(key: str, **values: str | int) -> str:
    """A sentence that several pages say: ``[phrases]`` of ``french/words.toml``."""
    return word("phrases", key, **values)


def table_tools(table: str, hint: str) -> Markup:
    """The filter of a long table, and the choice of what a telephone shows of it; ``table``: its caption's id."""
    tools = environment().get_template("_outils.html.j2").render(table=table, hint=hint, groups=[])
    return Markup(tools)  # noqa: S704 (rendered by the escaping environment)
