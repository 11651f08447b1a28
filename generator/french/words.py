"""The French text of ``words.toml``: what figures, files and several pages share."""

import re
import tomllib
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from babel.dates import format_date, get_month_names

from generator.french.formatting import NBSP, NNBSP

_SIGNS: Final = ((":", NBSP), (";", NNBSP), ("?", NNBSP), ("!", NNBSP), ("%", NBSP), ("»", NBSP))
_UNIT: Final = re.compile(r"(?<=\d) (?=[Mk]?d?€)")
_MONTHS: Final = "|".join(get_month_names(locale="fr").values())
_DAY: Final = re.compile(rf"\b(\d\d?|1er|1ᵉʳ) (?=(?:{_MONTHS})\b)")


@cache
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1024)
def word(section: str, key: str, **values: str | int) -> str:
    """The text of ``[section] key``, its ``{placeholders}`` filled in. Raises ``KeyError`` when any is missing."""
    words = _words().get(section, {}).get(key)
    if words is None:
        raise KeyError(f"french/words.toml: [{section}] has no {key}")
    return words.format(**values)


def section(name: str) -> dict[str, str]:
    """The texts of a section by key, ``{placeholders}`` left in. Raises ``KeyError`` for an unknown section."""
    return dict(_words()[name])


def others_label(kind: str, count: int) -> str:
    """``Autres (12 pays)``, ``Autres (1 produit)``; ``kind``: ``produits`` or ``pays``."""
    return word("commun", f"autres_{kind}_un" if count == 1 else f"autres_{kind}", n=count)


def curly_apostrophes(text: str) -> str:
    """Plain text with the typographic apostrophe (’); labels and templates are written with the straight one."""
    return text.replace("'", "’")


def no_break_spaces(text: str) -> str:
    """The text or HTML with no-break spaces where French needs them; no tag has such a sign after a space."""
    for sign, space in _SIGNS:
        text = text.replace(f" {sign}", space + sign)
    text = _DAY.sub(rf"\1{NBSP}", text)
    return _UNIT.sub(NBSP, text.replace("« ", f"«{NBSP}"))


def long_date(day: str) -> str:
    """An ISO 8601 day in full: ``31 janvier 2026``."""
    return format_date(date.fromisoformat(day), "d MMMM y", locale="fr")


def spelled(count: int) -> str:
    """A number as a sentence has it: ``dix``; digits above sixteen."""
    return section("nombres").get(str(count), str(count))
