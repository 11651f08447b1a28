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
_COLOR: Final = re.compile(r"(?<=[({;])--pce-([a-z-]+)")
_END: Final = "</style>"


def told_once(svg: str) -> str:
    """The file of ``svg.document`` with a class for each look that several elements have; it is drawn the same."""
    head, end, body = svg.partition(_END)
    # of each three: what stands before, the tag, its look
    pieces = _LOOK.split(body)
    counted = Counter(pieces[2::3])
    names = {look: f"c{n}" for n, look in enumerate(look for look, times in counted.items() if times > 1)}
    pieces[2::3] = [f' class="{names[look]}"' if look in names else look for look in pieces[2::3]]
    rules = "".join(f".{name}{{{_rule(look)}}}" for look, name in names.items())
    return _short("".join((head, rules, end, *pieces)))


def _short(svg: str) -> str:
    """Its colours by a letter each, in the order in which the style sheet names them."""
    letters: dict[str, str] = {}
    return _COLOR.sub(lambda found: f"--{letters.setdefault(found[1], chr(97 + len(letters)))}", svg)


def _rule(look: str) -> str:
    return ";".join(_declaration(name, value) for name, value in _ATTRIBUTE.findall(look))


def _declaration(name: str, value: str) -> str:
    if name == "style":
        return value
    return f"{name}:{value}px" if name == "font-size" else f"{name}:{value}"
