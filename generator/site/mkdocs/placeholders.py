"""Sets aside, while a page is made, what no step of the making looks into: the tables that no search looks through.

They are nine tenths of a page's text, finished HTML, and marked ``data-search-exclude``. Markdown would leave them as
they are after looking for its signs in them, the search index comes out the same with or without them, the theme
copies them: all comes out the same, much sooner.
"""

from __future__ import annotations

import re

from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.pages import Page

from generator.errors import SiteError
from generator.site.mkdocs.typography import unbroken

_OPENING = re.compile(r"<(details|table)\b[^>]*\sdata-search-exclude\b[^>]*>")
_PLACE = "<!--unsearched-->"
"""A comment is nothing to the search; labels from files are escaped, so that no page can hold one like it."""
_UNCLEAN = ("\x02", "\x03", "\t", "\r", "\n ")
"""What Markdown would change in a text, to protect itself or to measure indents."""


class Unsearched(BasePlugin):  # type: ignore[no-untyped-call,type-arg]
    """Takes excluded tables out of a page before Markdown reads it, and puts them back as it is about to be written."""

    def __init__(self) -> None:
        self._taken: dict[str, list[str]] = {}

    @event_priority(-100)
    def on_page_markdown(self, markdown: str, *, page: Page, **_: object) -> str:
        """A page's source, its macros replaced."""
        kept, taken = without_excluded(markdown)
        self._taken[page.file.src_uri] = [unbroken(held) for held in taken]
        return kept

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, **_: object) -> str:
        """A page's own HTML, as it is about to be written. Raises ``SiteError`` where a table is quoted, not shown."""
        first, *others = output.split(_PLACE)
        taken = self._taken.pop(page.file.src_uri)
        if len(taken) != len(others):
            raise SiteError(
                f"{page.file.src_uri}: {len(taken)} tables marked data-search-exclude, {len(others)} of them shown; "
                "in an example of code, begin the line with something else"
            )
        return first + "".join(held + text for held, text in zip(taken, others, strict=True))


def without_excluded(markdown: str) -> tuple[str, list[str]]:
    """The page with a mark in place of what each excluded element holds, and what they hold.

    One that holds another of its kind stays, as does one in a line that does not begin with a tag: it may be quoted.
    """
    kept, taken, at = [], [], 0
    while opening := _OPENING.search(markdown, at):
        start = opening.end()
        end = markdown.find(f"</{opening[1]}>", start)
        held = markdown[start : max(start, end)]
        line = markdown.rfind("\n", 0, start) + 1
        kept.append(markdown[at:start])
        if (
            end < 0
            or markdown[line] != "<"
            or f"<{opening[1]}" in held
            or any(sign in held for sign in _UNCLEAN)
        ):
            at = start
        else:
            kept.append(_PLACE)
            taken.append(held)
            at = end
    return "".join((*kept, markdown[at:])), taken
