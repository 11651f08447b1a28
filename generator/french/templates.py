"""The Jinja settings of all templates: undefined names are errors, values are escaped, French numbers are filters.

Values are untrusted. The characters that HTML, Markdown or Jinja would interpret become entities, so that a label
reads the same wherever it is inserted.
"""

import re
from functools import partial
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator.french import formatting
from generator.french.words import word

_ENTITIES = str.maketrans({char: f"&#{ord(char)};" for char in '&<>"\\`*_{}[]|~^'})


def escaped(value: object) -> Markup:
    """``value`` escaped for HTML, Markdown and Jinja; markup is returned unchanged."""
    return value if isinstance(value, Markup) else Markup(str(value).translate(_ENTITIES))  # noqa: S704


def upper_initial(text: str) -> str:
    """``text`` with its first letter in upper case."""
    return text[:1].upper() + text[1:]


_SPACES: Final = re.compile(r"[ \n]+")
_EXTRA_SPACE: Final = re.compile(r" (?=[,.)])|(?<=\() ")


def flowed(text: str) -> str:
    """The lines of a template as one line: single spaces, none before ``,``, ``.`` and ``)`` or after ``(``.

    A ``·`` stays with what it follows.
    """
    line = _EXTRA_SPACE.sub("", _SPACES.sub(" ", text.strip(" \n"))).replace(" ·", "\u00a0·")
    return Markup(line) if isinstance(text, Markup) else line  # noqa: S704 (it already was markup)


def lower_initial(text: str) -> str:
    """``text`` with its first letter in lower case, unless it begins with an acronym."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def template_environment(folder: Path) -> Environment:
    """The environment for the templates of ``folder``. Each template is read once."""
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
    env.filters |= formatting.FILTERS
    env.filters |= {"upper_initial": upper_initial, "lower_initial": lower_initial, "flowed": flowed}
    env.globals |= {"unit_for": formatting.unit_for, "multiple": formatting.multiple}
    env.globals["phrase"] = partial(word, "phrases")
    return env
