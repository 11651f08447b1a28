"""A Markdown extension: French typography, and tables as good as those of our templates.

Templates and pages are written with plain spaces and straight apostrophes; what is published has no-break spaces
before ``: ; ? ! %`` and units, inside « guillemets », and the one curved apostrophe, whatever the page. Cells of a
table get their ``scope``, the heading above becomes its caption (for who listens: others see the heading), and it
scrolls in a frame that the keyboard reaches; that needs the headings' ids, which the ``toc`` extension gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

from generator.french.formatting import NBSP, NNBSP

_SIGNS: Final = ((":", NBSP), (";", NNBSP), ("?", NNBSP), ("!", NNBSP), ("%", NBSP), ("»", NBSP))
"""A narrow space before the signs that ask for one, as between thousands."""
_UNIT: Final = re.compile(r"(?<=\d) (?=[Mk]?d?€)")
_CODE: Final = re.compile(r"(<(?:code|pre|script|style|kbd)\b.*?</(?:code|pre|script|style|kbd)>)", re.DOTALL)
_READ_ALOUD: Final = frozenset({"alt", "aria-label", "title", "placeholder"})
"""Attributes whose text is somebody's to hear or see."""


def unbroken(text: str) -> str:
    """The text with no-break spaces where French asks for them; markup holds no such signs behind a space."""
    for sign, space in _SIGNS:
        text = text.replace(f" {sign}", space + sign)
    return _UNIT.sub(NBSP, text.replace("« ", f"«{NBSP}"))


def curved(html: str) -> str:
    """The HTML with ’ for each apostrophe of its text and of what is read aloud; code and addresses stay."""
    html = html.replace("&#39;", "'").replace("&#x27;", "'")
    pieces = _CODE.split(html)
    pieces[::2] = [re.sub("'", _apostrophe, text) for text in pieces[::2]]
    return "".join(pieces)


def _apostrophe(found: re.Match[str]) -> str:
    return "'" if _stays(found.string, found.start()) else "’"


def _stays(html: str, at: int) -> bool:
    """Whether the apostrophe there is markup's own, or that of « millions d'euros ».

    Others look for these words to the letter (REFERENCE.md, « On the page »).
    """
    if html.endswith("millions d", 0, at):
        return True
    tag = html.rfind("<", 0, at)
    if tag < 0 or html.find(">", tag, at) >= 0:
        return False
    value = html.rfind('="', tag, at)
    return html[html.rfind(" ", tag, value) + 1 : value] not in _READ_ALOUD


def finished(html: str) -> str:
    """The HTML as it is published: ``unbroken``, then ``curved``."""
    return curved(unbroken(html))


class Finishing(Extension):
    """Makes what is published of what Markdown wrote."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Tables come after ``toc`` (priority 5), typography last: raw blocks have come back by then."""
        md.treeprocessors.register(_Frame(md), "framed_tables", 4)
        md.postprocessors.register(_Unbroken(md), "typography", -10)


class _Unbroken(Postprocessor):
    def run(self, text: str) -> str:
        _set_contents(getattr(self.md, "toc_tokens", []))
        return finished(text)


def _set_contents(tokens: list[dict[str, Any]]) -> None:
    """The table of contents was taken from the headings before they were finished."""
    for token in tokens:
        for name in token.keys() & {"name", "html"}:
            token[name] = finished(token[name])
        _set_contents(token["children"])


_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


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
