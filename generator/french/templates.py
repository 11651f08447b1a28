"""The Jinja settings of all templates: strict, every value escaped, French numbers as filters.

Values are untrusted: each is escaped for HTML, and the characters that Markdown or Jinja would act on become
entities, so that a label stays what it is wherever it lands.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator.french import formatting
from generator.french.words import word

_ENTITIES = str.maketrans({char: f"&#{ord(char)};" for char in '&<>"\\`*_{}[]|~^'})
FILTERS: Final = (
    "integer",
    "share",
    "column_share",
    "amount",
    "signed_difference",
    "tenths",
    "ordinal",
    "number",
    "times",
    "nearest",
    "billions",
    "file_size",
)


def escaped(value: object) -> Markup:
    """A value as text that HTML, Markdown and Jinja leave alone; what is markup already stays."""
    return value if isinstance(value, Markup) else _escaped_text(str(value))


@lru_cache(maxsize=65536)
def _escaped_text(text: str) -> Markup:
    return Markup(text.translate(_ENTITIES))  # noqa: S704


def initial(text: str) -> str:
    """The text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


_SPACES: Final = re.compile(r"[ \n]+")
_STRAY: Final = re.compile(r" (?=[,.)])|(?<=\() ")


def flowed(text: str) -> str:
    """Text that a template writes on several lines, as one line: single spaces, none before ``,``, ``.`` or ``)``."""
    line = _STRAY.sub("", _SPACES.sub(" ", text.strip(" \n")))
    return Markup(line) if isinstance(text, Markup) else line  # noqa: S704 (it was markup already)


def lower_initial(text: str) -> str:
    """The text with its first letter in lower case."""
    return text[:1].lower() + text[1:]


def template_environment(folder: Path) -> Environment:
    """An environment for the templates of ``folder``: strict, and escaping each value. Templates are read once."""
    env = Environment(
        auto_reload=False,
        loader=FileSystemLoader(folder),
        autoescape=True,
        finalize=escaped,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    for name in FILTERS:
        env.filters[name] = getattr(formatting, name)
    env.filters["initial"] = initial
    env.filters["lower_initial"] = lower_initial
    env.filters["flowed"] = flowed
    env.globals["block"] = formatting.block
    env.globals["phrase"] = partial(word, "phrases")
    return env
