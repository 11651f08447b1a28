"""Makes labels safe to show: they come from files and are untrusted."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Final

LONGEST: Final = 300
"""Maximum length of a label, in characters."""

_SPACES: Final = re.compile(r"[\t-\r\x1c-\x1e\x85\u2028\u2029]+")
_INVISIBLE: Final = frozenset({"Cc", "Cn", "Co", "Cs"})
"""Unicode categories of control, unassigned, private-use and surrogate characters."""
_DIRECTION: Final = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
)
"""Bidirectional control characters, and the byte order mark."""


@dataclass(frozen=True, slots=True)
class LabelText:
    """``text`` is what may be shown; ``dropped`` counts the characters left out, ``cut`` says that it was too long."""

    text: str
    dropped: int = 0
    cut: bool = False


def label_text(label: str) -> LabelText:
    """``label`` on one line, without invisible characters that affect others, ``LONGEST`` characters at most."""
    line = _SPACES.sub(" ", label).strip()
    kept = line if line.isascii() and line.isprintable() else "".join(filter(_is_shown, line))
    text = kept if len(kept) <= LONGEST else kept[: LONGEST - 1].rstrip() + "…"
    return LabelText(text, len(line) - len(kept), len(kept) > LONGEST)


@cache
def _is_shown(character: str) -> bool:
    return unicodedata.category(character) not in _INVISIBLE and character not in _DIRECTION
