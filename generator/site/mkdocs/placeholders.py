"""Replaces search-excluded tables, folds and figures with placeholders while MkDocs runs.

These are nine tenths of a page's text. They are finished HTML, marked ``data-search-exclude``: Markdown copies
them unchanged after searching them for its signs, the search index skips them, and the theme copies them again.
Of a page that the search leaves out as a whole (an earlier edition's) every block of HTML is replaced.
Replacing them leaves every published byte as it was and saves a tenth or more of the whole build (ARCHITECTURE.md).
"""

from __future__ import annotations

import re

from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.pages import Page

from generator.errors import SiteError
from generator.site.mkdocs.typography import finished

_OPENING = re.compile(r"<(details|figure|table)\b[^>]*\sdata-search-exclude\b[^>]*>")
_BLOCK = re.compile(r"^<(details|div|dl|figure|nav|p|table|ul)\b[^>]*>", re.MULTILINE)
_PLACEHOLDER = "<!--placeholder-->"
"""The search ignores comments. No page can hold this one by itself: labels from files are escaped."""
_UNCLEAN = ("\x02", "\x03", "\t", "\r", "\n ")
"""Signs that Markdown changes in any text; a table that holds one is left in place."""


class Placeholders(BasePlugin):  # type: ignore[no-untyped-call,type-arg]
    """Takes excluded tables out of a page before Markdown reads it, and puts them back before the page is written."""

    def __init__(self) -> None:
        self._taken: dict[str, list[str]] = {}

    @event_priority(-100)
    def on_page_markdown(self, markdown: str, *, page: Page, **_: object) -> str:
        """MkDocs calls it with the source of a page, after the macros plugin."""
        is_excluded = bool((page.meta.get("search") or {}).get("exclude"))
        kept, taken = without_excluded(markdown, _BLOCK if is_excluded else _OPENING)
        self._taken[page.file.src_uri] = [finished(held) for held in taken]
        return kept

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, **_: object) -> str:
        """MkDocs calls it with the finished HTML. Raises ``SiteError`` when a table is quoted, not shown."""
        first, *others = output.split(_PLACEHOLDER)
        taken = self._taken.pop(page.file.src_uri)
        if len(taken) != len(others):
            raise SiteError(
                f"{page.file.src_uri}: {len(taken)} tables marked data-search-exclude, {len(others)} of them shown; "
                "in an example of code, begin the line with something else"
            )
        return first + "".join(held + text for held, text in zip(taken, others, strict=True))


def without_excluded(markdown: str, opening: re.Pattern[str] = _OPENING) -> tuple[str, list[str]]:
    """Returns the page with a placeholder as the content of each excluded element, and the contents in their order.

    ``opening``: the start tags of those elements, their name its first group. An element on a line that does not begin
    with a tag keeps its content: it may be quoted.
    """
    kept, taken, at = [], [], 0
    while found := opening.search(markdown, at):
        start = found.end()
        end = _end(markdown, found[1], start)
        held = markdown[start : max(start, end)]
        line = markdown.rfind("\n", 0, start) + 1
        kept.append(markdown[at:start])
        if end < 0 or markdown[line] != "<" or any(sign in held for sign in _UNCLEAN):
            at = start
        else:
            kept.append(_PLACEHOLDER)
            taken.append(held)
            at = end
    return "".join((*kept, markdown[at:])), taken


def _end(markdown: str, name: str, start: int) -> int:
    """Where the end tag of the element stands whose content begins at ``start``; -1 without one."""
    depth = 1
    for tag in re.compile(rf"<(/?){name}\b").finditer(markdown, start):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.start()
    return -1
