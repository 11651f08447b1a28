"""Keeps what no search looks through away from the search plugin, which reads a page tag by tag.

The tables of the figures are nine tenths of a portrait's tags, and marked ``data-search-exclude``: the index comes out
the same with or without them, much sooner.
"""

from __future__ import annotations

import re

from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

_OPENING = re.compile(r"<(details|table)\b[^>]*\sdata-search-exclude\b[^>]*>")
_PLACE = "<!--unsearched-->"
"""A comment is nothing to the search; labels from files are escaped, so that no page can hold one like it."""


class Unsearched(BasePlugin):  # type: ignore[no-untyped-call,type-arg]
    """Takes excluded tables out of a page before it is indexed, and puts them back after."""

    def __init__(self) -> None:
        self._taken: list[str] = []

    @event_priority(100)
    def _take(self, context: TemplateContext, *, page: Page, **_: object) -> TemplateContext:
        page.content, self._taken = without_excluded(page.content or "")
        return context

    @event_priority(-100)
    def _put_back(self, context: TemplateContext, *, page: Page, **_: object) -> TemplateContext:
        parts = (page.content or "").split(_PLACE)
        page.content = parts[0] + "".join(t + p for t, p in zip(self._taken, parts[1:], strict=True))
        return context

    on_page_context = CombinedEvent(_take, _put_back)  # type: ignore[arg-type]


def without_excluded(html: str) -> tuple[str, list[str]]:
    """The page with a mark in the place of each excluded element, and the elements; one that holds another stays."""
    kept, taken, at = [], [], 0
    while opening := _OPENING.search(html, at):
        closing = f"</{opening[1]}>"
        end = html.find(closing, opening.end()) + len(closing)
        if end < len(closing) or f"<{opening[1]}" in html[opening.end() : end]:
            end = opening.end()
            kept.append(html[at:end])
        else:
            kept += [html[at : opening.start()], _PLACE]
            taken.append(html[opening.start() : end])
        at = end
    return "".join((*kept, html[at:])), taken
