"""Helpers that read a figure: its three pictures, their specs, and their lines of text."""

import json
import xml.etree.ElementTree as ET
from typing import Any

from generator.figures.figure import Drawing, Figure

SVG = "{http://www.w3.org/2000/svg}"
SIZES = ("wide", "medium", "narrow")


def wide(figure: Figure) -> Drawing:
    """The picture for a desktop."""
    assert figure.wide
    return figure.wide


def arrangement(figure: Figure, size: str) -> tuple[Drawing, Any]:
    """The ``wide``, ``medium`` or ``narrow`` picture and its spec, as the page reads it."""
    drawing: Drawing = getattr(figure, size)
    return drawing, json.loads(figure.specs[size])


def arrangements(figure: Figure) -> list[tuple[Drawing, Any]]:
    """All pictures, each with its spec."""
    return [arrangement(figure, size) for size in SIZES]


def drawn_text(svg: str) -> list[ET.Element]:
    """The ``<text>`` elements from top to bottom and from left to right, each with the attributes of its group."""
    root = ET.fromstring(svg)
    for group in root.iter(f"{SVG}g"):
        for text in group.findall(f"{SVG}text"):
            text.attrib |= group.attrib
    return sorted(root.iter(f"{SVG}text"), key=lambda text: (float(text.attrib["y"]), float(text.attrib["x"])))
