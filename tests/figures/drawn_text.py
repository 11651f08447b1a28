"""The lines of text of a picture as if each said its own look: a group says it for all of them."""

from __future__ import annotations

import xml.etree.ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"


def drawn_text(svg: str) -> list[ET.Element]:
    """The ``<text>`` elements from top to bottom and from left to right, each with the attributes of its group."""
    root = ET.fromstring(svg)
    for group in root.iter(f"{SVG}g"):
        for text in group.findall(f"{SVG}text"):
            text.attrib |= group.attrib
    return sorted(
        root.iter(f"{SVG}text"), key=lambda text: (float(text.attrib["y"]), float(text.attrib["x"]))
    )
