"""A very small SVG writer: strings in, one deterministic file out. All text and attributes are escaped here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from generator.figures.theme import color, style_sheet
from generator.french.words import curved

Ends = tuple[float, float, float, float]
"""Of a line: x1, x2, y1, y2."""
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@lru_cache(maxsize=4096)
def number(value: float) -> str:
    """A coordinate with at most one decimal, the same on every machine; kept, as columns and sizes come back."""
    text = f"{value:.1f}"
    if text[-1] != "0":
        return text
    return text[:-2] if text != "-0.0" else "0"


@lru_cache(maxsize=65536)
def clean(text: str) -> str:
    """Text without the characters XML forbids, escaped; quotation marks too (``looks``)."""
    return escape(_NOT_XML.sub("\ufffd", text), {'"': "&quot;"})


def written(text: str) -> str:
    """Text as a picture shows it: with the one apostrophe of the site, then ``clean``."""
    return clean(curved(text))


def element(tag: str, *children: str, **named: str | float | None) -> str:
    """One element with its ``attributes``; children are markup."""
    return tagged(tag, attributes(**named), "".join(children))


def tagged(tag: str, pairs: str, body: str) -> str:
    """One element whose attributes are written already."""
    return f"<{tag}{pairs}>{body}</{tag}>" if body else f"<{tag}{pairs}/>"


@cache
def _attribute(name: str) -> str:
    return f" {name.strip('_').replace('_', '-')}="


@lru_cache(maxsize=65536)
def _quoted(name: str, value: str) -> str:
    return _attribute(name) + quoteattr(_NOT_XML.sub("\ufffd", value))


def attributes(**named: str | float | None) -> str:
    """Attributes as they stand in a tag; names' underscores become hyphens, ``None`` ones are left out."""
    return "".join(
        [
            _quoted(name, value) if isinstance(value, str) else f'{_attribute(name)}"{number(value)}"'
            for name, value in named.items()
            if value is not None
        ]
    )


def rectangle(
    x: float, y: float, width: float, height: float, tone: str, body: str = "", *, outline: str | None = None
) -> str:
    """A rectangle filled with a colour of the theme."""
    pairs = f' x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'
    return tagged("rect", pairs + paint(tone, outline), body)


@lru_cache(maxsize=1024)
def paint(tone: str, outline: str | None = None) -> str:
    """The attributes that colour a shape, by its tones' names: kept, as thousands of shapes have a dozen paints."""
    return attributes(fill=color(tone), stroke=color(outline) if outline else None)


def lines(ends: Iterable[Ends], tone: str) -> str:
    """Thin lines in a colour of the theme, each upright or level: as paths of a group, half the bytes of ``<line>``."""
    paths = "".join(
        f'<path d="M{number(x1)},{number(y1)}{f"V{number(y2)}" if x1 == x2 else f"H{number(x2)}"}"/>'
        for x1, x2, y1, y2 in ends
    )
    return tagged("g", f' stroke="{color(tone)}"', paths) if paths else ""


def bars(boxes: Iterable[tuple[float, float, float, float]], tone: str) -> str:
    """Rectangles (left, top, width, height) of one colour: as paths of a group, two thirds of ``<rect>``."""
    paths = "".join(
        f'<path d="M{number(left)},{number(top)}h{number(width)}v{number(height)}h{number(-width)}z"/>'
        for left, top, width, height in boxes
    )
    return tagged("g", f' fill="{color(tone)}"', paths)


def document(width: int, height: int, title: str, body: Iterable[str]) -> str:
    """A whole SVG file with a title, both colour schemes and an opaque ground."""
    ground = element("rect", width=width, height=height, fill="var(--pce-surface)")
    drawn = ground + "".join(body)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}" lang="fr" id="sombre"><title>{written(title)}</title>'
        f'<style>{style_sheet(drawn)}</style><g id="clair">{drawn}</g></svg>\n'
    )


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
