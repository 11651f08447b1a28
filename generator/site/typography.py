"""A Markdown extension: French typography, and accessible tables in hand-written pages.

Tables get the ``scope`` of their header cells, the heading above as a caption for screen readers, and a scrolling frame
that the keyboard can reach; a wide one becomes a list on phones, with the columns named in each row.
"""

import re
from typing import Any, Final
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

from generator.french.words import no_break_spaces

_CODE: Final = re.compile(r"(<(?:code|pre|script|style|kbd)\b.*?</(?:code|pre|script|style|kbd)>)", re.DOTALL)
_LONG_NAME: Final = re.compile(r"[\w./-]{20,}(?![^<>]*>)")
"""An address or a name in code, outside tags, that may be broken: a shorter one stays whole on any phone."""
_PART: Final = re.compile(r"(?<=\w[/._-])(?=\w)")
"""Where a name may break."""
_FOLDER: Final = re.compile(r"(?<=\w/)(?=\w)")
"""Where an address may, in an example of several lines: what a program names stays whole."""
_WIDE: Final = 4
"""The number of columns from which a table is too wide for a phone."""
_TEXT_ATTRIBUTES: Final = frozenset({"alt", "aria-label", "data-label", "title", "placeholder"})
"""Attributes whose text users hear or see."""
_ENTITY: Final = re.compile(r"&#(?:(42|9[1-6]|12[3-6])|34(?=[^<>]*<));")
"""Characters that only Markdown or Jinja would interpret, and quotation marks outside tags: entities until here."""
_TEXT_METAS: Final = ('<meta name="description"', '<meta property="og:')
"""Tags whose ``content`` is text; that of others is for programs."""


def _apostrophe(found: re.Match[str]) -> str:
    html, at = found.string, found.start()
    if html.endswith("millions d", 0, at) and html.startswith("'euros</strong>", at):
        return "'"  # programs look for the totals (REFERENCE.md, « On the page »)
    tag = html.rfind("<", 0, at)
    if tag < 0 or html.find(">", tag, at) >= 0:
        return "’"
    value = html.rfind('="', tag, at)
    attribute = html[html.rfind(" ", tag, value) + 1 : value]
    is_text = attribute in _TEXT_ATTRIBUTES or (attribute == "content" and html.startswith(_TEXT_METAS, tag))
    return "’" if is_text else "'"


def typeset(html: str) -> str:
    """The HTML as published: few entities, no-break spaces, and ’ for ' in text and text attributes, not in code."""
    html = no_break_spaces(html).replace("&#39;", "'").replace("&#x27;", "'")
    html = _ENTITY.sub(lambda entity: chr(int(entity[1] or 34)), html)
    pieces = _CODE.split(html)
    pieces[::2] = [re.sub("'", _apostrophe, text) for text in pieces[::2]]
    pieces[1::2] = map(_breakable, pieces[1::2])
    return "".join(pieces)


def _breakable(element: str) -> str:
    """The element with ``<wbr>`` where its code may break; scripts and styles stay as they are."""
    if not element.startswith(("<code", "<pre")):
        return element
    places = _PART if element.startswith("<code") else _FOLDER
    return _LONG_NAME.sub(lambda name: places.sub("<wbr>", name[0]), element)


class TypographyExtension(Extension):
    """Frames the tables that Markdown made, and typesets its HTML."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Tables come after ``toc`` (priority 5), typography last, when raw blocks are back."""
        md.treeprocessors.register(_TableFrames(md), "framed_tables", 4)
        md.postprocessors.register(_Typesetter(md), "typography", -10)


class _Typesetter(Postprocessor):
    def run(self, text: str) -> str:
        _typeset_toc(getattr(self.md, "toc_tokens", []))
        return typeset(text)


def _typeset_toc(tokens: list[dict[str, Any]]) -> None:
    """Typesets the table of contents, which was built from the headings before they were."""
    for token in tokens:
        for name in token.keys() & {"name", "html"}:
            token[name] = typeset(token[name])
        _typeset_toc(token["children"])


class _TableFrames(Treeprocessor):
    def run(self, root: ElementTree.Element) -> None:
        parents = {child: parent for parent in root.iter() for child in parent}
        heading, tables = "", 0
        for element in list(root.iter()):
            if element.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
                heading = _text(element)
            elif element.tag == "table":
                tables += 1
                parent = parents[element]
                parent[list(parent).index(element)] = _framed(element, heading, f"tableau-{tables}")


def _text(heading: ElementTree.Element) -> str:
    """The heading's text, without its permalink."""
    links = [element for element in heading if element.get("class") == "headerlink"]
    return "".join(heading.itertext()).removesuffix("".join(links[0].itertext()) if links else "").strip()


def _framed(table: ElementTree.Element, title: str, name: str) -> ElementTree.Element:
    """The table in a scrolling frame, with ``title`` as a caption whose id is ``name``."""
    frame = ElementTree.Element(
        "div", {"class": "pce-scroll pce-plain", "tabindex": "0", "role": "region", "aria-labelledby": name}
    )
    frame.tail, table.tail = table.tail, None
    caption = ElementTree.Element("caption", {"id": name})
    ElementTree.SubElement(caption, "span", {"class": "pce-unseen"}).text = title
    table.insert(0, caption)
    columns = table.findall("thead/tr/th")
    for cell in columns:
        cell.set("scope", "col")
    for row in table.iterfind("tbody/tr"):
        row[0].tag = "th"
        row[0].set("scope", "row")
        if len(columns) >= _WIDE:
            for cell, column in zip(row[1:], columns[1:], strict=True):
                cell.set("data-label", "".join(column.itertext()))
    frame.append(table)
    return frame
