"""What every template of the site shares: strict, escaping each value, French numbers as filters.

Values are untrusted: each is escaped for HTML, and the characters that Markdown or Jinja would act on become
entities, so that a label stays what it is wherever it lands.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator.french import formatting

_ENTITIES = str.maketrans({char: f"&#{ord(char)};" for char in '&<>"\\`*_{}[]|~^'})
FILTERS: Final = (
    "millions",
    "compact",
    "signed",
    "integer",
    "share",
    "part",
    "amount",
    "signed_amount",
    "change",
    "ordinal",
    "number",
    "file_size",
)


def escaped(value: object) -> Markup:
    """A value as text that HTML, Markdown and Jinja leave alone; what is markup already stays."""
    return value if isinstance(value, Markup) else _escaped_text(str(value))


@lru_cache(maxsize=65536)
def _escaped_text(text: str) -> Markup:
    return Markup(text.translate(_ENTITIES))  # noqa: S704


def initial(text: str) -> str:
    """The text with a capital, as a sentence begins."""
    return text[:1].upper() + text[1:]


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
    return env
