"""Makes a finished SVG file smaller: how its elements look, said on each of them, is said once in its style sheet.

A figure's hundred lines of text have a dozen looks; said on each, they are a third of the file.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

_ONE: Final = r' (?:fill|stroke|stroke-width|opacity|font-size|font-weight|text-anchor|style)="[^"]*"'
_LOOK: Final = re.compile(f"({_ONE}(?:{_ONE})*)")
"""The attributes of a tag that a style sheet may say as well, which stand together. Text holds no ``"``."""
_ATTRIBUTE: Final = re.compile(r' ([a-z-]+)="([^"]*)"')
_COLOR: Final = re.compile(r"--pce-([a-z-]+)")
_END: Final = "</style>"


def told_once(svg: str) -> str:
    """The file of ``svg.document`` with a class for each look that several elements have; it is drawn the same."""
    head, end, body = svg.partition(_END)
    # what stands between looks, and each look, by turns
    pieces = _LOOK.split(body)
    counted = Counter(pieces[1::2])
    names = {look: f"c{n}" for n, look in enumerate(look for look, times in counted.items() if times > 1)}
    pieces[1::2] = [f' class="{names[look]}"' if look in names else look for look in pieces[1::2]]
    rules = "".join(f".{name}{{{_rule(look)}}}" for look, name in names.items())
    return _short(head, "".join((rules, end, *pieces)))


def _short(head: str, rest: str) -> str:
    """The file's colours by a letter each, in the order in which the style sheet at its head names them."""
    letters: dict[str, str] = {}
    head = _COLOR.sub(lambda found: f"--{letters.setdefault(found[1], chr(97 + len(letters)))}", head)
    for name, letter in letters.items():
        rest = rest.replace(f"(--pce-{name})", f"(--{letter})")
    return head + rest


def _rule(look: str) -> str:
    return ";".join(_declaration(name, value) for name, value in _ATTRIBUTE.findall(look))


def _declaration(name: str, value: str) -> str:
    if name == "style":
        return value
    return f"{name}:{value}px" if name == "font-size" else f"{name}:{value}"
