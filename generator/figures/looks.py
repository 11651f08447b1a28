"""Makes a finished SVG file smaller: how its elements look, said on each of them, is said once in its style sheet.

A figure's hundred lines of text have a dozen looks; said on each, they are a third of the file.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

_LOOK: Final = re.compile(
    r"(<[a-z]+[^<>]*?)"
    r"""((?: (?:fill|stroke|stroke-width|opacity|font-size|font-weight|text-anchor|style)="[^"]*")+)"""
)
"""A tag up to its look: attributes that a style sheet may say as well. Neither text nor tags hold ``<`` or ``>``."""
_ATTRIBUTE: Final = re.compile(r' ([a-z-]+)="([^"]*)"')
_END: Final = "</style>"


def told_once(svg: str) -> str:
    """The file of ``svg.document`` with a class for each look that several elements have; it is drawn the same."""
    head, end, body = svg.partition(_END)
    counted = Counter(look for _, look in _LOOK.findall(body))
    names = {look: f"c{n}" for n, look in enumerate(look for look, times in counted.items() if times > 1)}

    def named(found: re.Match[str]) -> str:
        tag, look = found.groups()
        return f'{tag} class="{names[look]}"' if look in names else found[0]

    rules = "".join(f".{name}{{{_rule(look)}}}" for look, name in names.items())
    return head + rules + end + _LOOK.sub(named, body)


def _rule(look: str) -> str:
    return ";".join(_declaration(name, value) for name, value in _ATTRIBUTE.findall(look))


def _declaration(name: str, value: str) -> str:
    if name == "style":
        return value
    return f"{name}:{value}px" if name == "font-size" else f"{name}:{value}"
