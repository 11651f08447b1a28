"""Finds the sections of a page as Material's search plugin does, in a quarter of its time.

The rules are those of ``material.plugins.search.plugin.Parser``. Only well-formed HTML in lower case is read here, as
Markdown and our templates write it; a page with anything else in it is left to Material's own parser.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import Final

from material.plugins.search.plugin import Element, Section, void  # type: ignore[import-untyped]

_TAG: Final = re.compile(
    r"""<(/?)([a-z][a-z0-9-]*)((?:\s+[a-z][^\s"'<>/=A-Z]*(?:="[^"]*")?)*)\s*(/?)>|<!--[^<>-]*-->"""
)
_ATTRIBUTE: Final = re.compile(r'([^\s"=]+)(?:="([^"]*)")?')
_TELLING: Final = re.compile(r"data-search-exclude|linenodiv|headerlink")
"""What an attribute must hold for its element to be read otherwise than by its name."""
_CODE: Final = {"pre", "plaintext", "xmp"}
_UNSEEN: Final = {
    "iframe",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "script",
    "style",
    "textarea",
    "title",
}
_OTHERWISE: Final = _CODE | _UNSEEN
"""Elements whose text HTML, or Material, reads in a way of its own."""
_HEADINGS: Final = {"h1", "h2", "h3", "h4", "h5", "h6"}
_KEPT: Final = {"p", "code", "li", "ol", "ul", "sub", "sup"}


def sections(html: str) -> list[Section] | None:
    """What Material's reader would find in the page; nothing where only it can tell."""
    parts = _TAG.split(html)
    texts, names = parts[::5], parts[2::5]
    if any("<" in text for text in texts) or not _OTHERWISE.isdisjoint(names):
        return None
    reader = _Reader()
    reader.text(texts[0])
    for closing, tag, attributes, closed, text in zip(
        parts[1::5], names, parts[3::5], parts[4::5], texts[1:], strict=True
    ):
        if closing:
            reader.end(tag)
        elif tag and tag not in void:
            reader.start(tag, attributes)
            if closed:
                reader.end(tag)
        reader.text(text)
    return reader.found


class _Reader:
    """Material's ``Parser``, step by step; its elements are equal when their names are, so that names do here."""

    def __init__(self) -> None:
        self.found: list[Section] = []
        self._section: Section | None = None
        self._open: list[str] = []
        self._permalinks: list[int] = []
        """How deep the open links to a heading are."""
        self._skipped: set[str] = set()

    def start(self, tag: str, attributes: str) -> None:
        """An element begins that has an end."""
        self._open.append(tag)
        if tag in _HEADINGS:
            self._head(tag, dict(_ATTRIBUTE.findall(attributes)))
        section = self._current()
        if _TELLING.search(attributes):
            given = dict(_ATTRIBUTE.findall(attributes))
            if "data-search-exclude" in given or given.get("class") == "linenodiv":
                self._skipped.add(tag)
                return
            if tag == "a" and given.get("class") == "headerlink":
                self._permalinks.append(len(self._open))
        if tag in _KEPT and self._skipped.isdisjoint(self._open):
            self._place(section).append(f"<{tag}>")

    def _head(self, tag: str, attributes: dict[str, str]) -> None:
        """A heading with an id begins a section; what comes before the first one is a section too."""
        if "id" not in attributes:
            return
        depth = len(self._open)
        if tag != "h1" and not self.found:
            self.found.append(Section(Element("hx"), depth))
        self._section = Section(Element(tag, attributes), depth)
        if self.found:
            self._section.id = unescape(attributes["id"])
        self.found.append(self._section)

    def _current(self) -> Section:
        if self._section is None:
            self._section = Section(Element("hx"))
            self.found.append(self._section)
        return self._section

    def _place(self, section: Section) -> list[str]:
        """Where text goes: to the section's title inside its heading, else to its text."""
        return section.title if section.el.tag in self._open else section.text  # type: ignore[no-any-return]

    def end(self, tag: str) -> None:
        """An element ends; ends of what is not open are passed over."""
        if not self._open or self._open[-1] != tag:
            return
        section = self._current()
        if section.depth > len(self._open):
            outer = next((s for s in reversed(self.found) if s.depth <= len(self._open)), None)
            if outer:
                section.depth = float("inf")
                self._section = section = outer
        if self._permalinks and self._permalinks[-1] == len(self._open):
            self._permalinks.pop()
        self._open.pop()
        if tag in self._skipped:
            self._skipped.remove(tag)
        elif tag in _KEPT and self._skipped.isdisjoint(self._open):
            data = self._place(section)
            first = data.index(f"<{tag}>")
            if all(piece.isspace() for piece in data[first + 1 :]):
                del data[first:]
            else:
                data.append(f"</{tag}>")

    def text(self, text: str) -> None:
        """What stands between two tags."""
        if not text or not self._skipped.isdisjoint(self._open):
            return
        data = unescape(text) if "&" in text else text
        blank = data.isspace()
        data = " " if blank else data.replace("\n", " ")
        section = self._current()
        if section.el.tag in self._open:
            if not self._permalinks:
                section.title.append(escape(data, quote=False))
        elif not blank:
            section.text.append(escape(data, quote=False))
        elif not section.text or not section.text[-1].isspace():
            section.text.append(data)
