"""The Jinja environment of the pages: their templates, escaped for HTML, Markdown and Jinja."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment

from generator.french.templates import template_environment

TEMPLATES = Path(__file__).parent / "templates"


@cache
def environment() -> Environment:
    """The environment of every page template. Templates are read once."""
    return template_environment(TEMPLATES)


def compile_templates() -> None:
    """Compiles all that pages are written from: once, before processes that need it part."""
    for name in environment().list_templates():
        environment().get_template(name)
