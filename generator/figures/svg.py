"""A very small SVG writer: strings in, one deterministic file out. All text and attributes are escaped here."""

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape

from generator.figures.figure import Drawing, Label, Layout, Line, Patch, Shape
from generator.figures.theme import color, style_sheet
from generator.french.words import curly_apostrophes

Attribute = str | float | None
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def number(value: float) -> str:
    """A coordinate with at most one decimal, the same on every machine."""
    text = f"{value:.1f}"
    if text[-1] != "0":
        return text
    return text[:-2] if text != "-0.0" else "0"


def escape_xml(text: str) -> str:
    """The text escaped for elements and attributes, characters that XML forbids replaced."""
    return escape(_NOT_XML.sub("\ufffd", text), {'"': "&quot;"})


def content(text: str) -> str:
    """The text as a picture shows it, with curly apostrophes; escaped."""
    return escape_xml(curly_apostrophes(text))


def element(tag: str, *children: str, **attributes: Attribute) -> str:
    """One element. ``children`` are markup; attributes' underscores become hyphens, those that are ``None`` go."""
    named = "".join(
        f' {name.replace("_", "-")}="{escape_xml(value) if isinstance(value, str) else number(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    body = "".join(children)
    return f"<{tag}{named}>{body}</{tag}>" if body else f"<{tag}{named}/>"


def rectangle(
    left: float, top: float, width: float, height: float, tone: str, *children: str, **more: Attribute
) -> str:
    """A rectangle filled with a colour of the theme."""
    return element("rect", *children, x=left, y=top, width=width, height=height, fill=color(tone), **more)


def bar(axis: float, end: float, middle: float, thickness: float, tone: str) -> str:
    """A horizontal bar between ``axis`` and ``end``, in either direction."""
    return rectangle(min(axis, end), middle - thickness / 2, abs(end - axis), thickness, tone)


def texts(labels: Iterable[Label]) -> str:
    """Lines of text, grouped by style so that each style is written once."""
    alike: dict[tuple[float, str, str, bool], list[str]] = {}
    for x, y, text, size, anchor, tone, bold in labels:
        line = f'<text x="{number(x)}" y="{number(y)}">{content(text)}</text>'
        alike.setdefault((size, anchor, tone, bold), []).append(line)
    return "".join(
        element(
            "g",
            *lines,
            font_size=size,
            text_anchor=None if anchor == "start" else anchor,
            font_weight="bold" if bold else None,
            fill=None if tone == "text" else color(tone),
        )
        for (size, anchor, tone, bold), lines in alike.items()
    )


def _shape(shape: Shape) -> str:
    if isinstance(shape, Patch):
        left, top, right, bottom, tone, opacity = shape
        return rectangle(left, top, right - left, bottom - top, tone, fill_opacity=opacity)
    x0, y0, x1, y1, tone, _ = shape
    end = f"V{number(y1)}" if x0 == x1 else f"H{number(x1)}"
    return element("path", d=f"M{number(x0)},{number(y0)}{end}", stroke=color(tone))


def picture(layout: Layout, title: str, data: Iterable[str]) -> Drawing:
    """A whole SVG file with both colour schemes; ``data``: elements above the shapes, below the axes and the text."""
    width, height = layout.width, layout.height
    axes = [shape for shape in layout.shapes if isinstance(shape, Line) and shape.is_axis]
    ground = [shape for shape in layout.shapes if shape not in axes]
    surface = rectangle(0, 0, width, height, "surface")
    drawn = "".join([surface, *map(_shape, ground), *data, *map(_shape, axes), texts(layout.labels)])
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}" lang="fr" id="sombre"><title>{content(title)}</title>'
        f'<style>{style_sheet(drawn)}</style><g id="clair">{drawn}</g></svg>\n'
    )
    return Drawing(width, height, svg)
