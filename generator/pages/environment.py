"""The Jinja environment of the pages: their templates, escaped for HTML, Markdown and Jinja."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment

from generator.french.templates import template_environment
from generator.french.words import section, spelled
from generator.portrait.build import MAIN_FLOWS
from generator.portrait.evolution import BREAK_YEAR
from generator.portrait.outlets import PROSE_FROM
from generator.portrait.ranking import FIRST

TEMPLATES = Path(__file__).parent / "templates"


@cache
def environment() -> Environment:
    """The environment of every page template. Templates are read once."""
    found = template_environment(TEMPLATES)
    found.globals |= {
        "FIRST": FIRST,
        "MAIN_FLOWS": MAIN_FLOWS,
        "BREAK_YEAR": BREAK_YEAR,
        "PROSE_FROM": PROSE_FROM,
        "colours": section("couleurs"),
        "nouns": section("sens"),
    }
    found.filters["spelled"] = spelled
    return found


def compile_templates() -> None:
    """Compiles all that pages are written from: once, before processes that need it part."""
    for name in environment().list_templates():
        environment().get_template(name)
