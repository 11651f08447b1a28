"""A Markdown extension that makes a table written in Markdown as good as those of our templates.

Its cells get their ``scope``, the heading above becomes its caption (for who listens: others see the heading), and it
scrolls in a frame that the keyboard reaches. Needs the headings' ids, which the ``toc`` extension gives.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class Tables(Extension):
    """Frames each ``<table>`` that Markdown made."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Comes after ``toc`` (priority 5)."""
        md.treeprocessors.register(_Frame(md), "framed_tables", 4)


class _Frame(Treeprocessor):
    def run(self, root: ElementTree.Element) -> None:
        heading = ""
        tables = 0
        for parent, position, element in list(_elements(root)):
            if element.tag in _HEADINGS:
                heading = _text(element)
            elif element.tag == "table":
                tables += 1
                parent[position] = _framed(element, heading, f"tableau-{tables}")


def _elements(root: ElementTree.Element) -> Iterator[tuple[ElementTree.Element, int, ElementTree.Element]]:
    """Each element below ``root`` with its parent and its place there, in the order of the text."""
    for position, element in enumerate(root):
        yield root, position, element
        yield from _elements(element)


def _text(heading: ElementTree.Element) -> str:
    """The heading's words, without the sign that links to it."""
    links = [element for element in heading if element.get("class") == "headerlink"]
    return "".join(heading.itertext()).removesuffix("".join(links[0].itertext()) if links else "").strip()


def _framed(table: ElementTree.Element, title: str, name: str) -> ElementTree.Element:
    frame = ElementTree.Element(
        "div", {"class": "pce-scroll pce-plain", "tabindex": "0", "role": "region", "aria-labelledby": name}
    )
    frame.tail, table.tail = table.tail, None
    caption = ElementTree.Element("caption", {"id": name})
    words = ElementTree.SubElement(caption, "span", {"class": "pce-unseen"})
    words.text = title
    table.insert(0, caption)
    for cell in table.iterfind("thead/tr/th"):
        cell.set("scope", "col")
    for row in table.iterfind("tbody/tr"):
        row[0].tag = "th"
        row[0].set("scope", "row")
    frame.append(table)
    return frame


def makeExtension(**options: object) -> Tables:  # noqa: N802
    """What Markdown calls to load the extension."""
    return Tables(**options)
