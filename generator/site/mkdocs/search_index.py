"""Indexes pages for the search in place of Material's plugin, whose HTML parser takes four times as long.

This saves CPU time (measured in ARCHITECTURE.md), and the index stays the same.
"""

from __future__ import annotations

import re
from typing import Final

from material.plugins.search.plugin import SearchPlugin  # type: ignore[import-untyped]
from mkdocs.plugins import BasePlugin, PluginCollection
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from generator.site.mkdocs.sections import sections

_MARK: Final = re.compile(r'data-search-\w+="[^"]+"')
"""Attributes that Material removes from a page after indexing it; searched without the space before, which is slow."""


class SearchIndex(BasePlugin):  # type: ignore[no-untyped-call,type-arg]
    """Adds each page to the index of Material's search plugin, which is no longer called for pages."""

    def __init__(self, plugins: PluginCollection) -> None:
        """``plugins``: configured; this takes Material's search plugin off the event for pages."""
        self._search = next(plugin for plugin in plugins.values() if isinstance(plugin, SearchPlugin))
        plugins.events["page_context"].remove(self._search.on_page_context)

    def on_page_context(self, context: TemplateContext, *, page: Page, **_: object) -> TemplateContext:
        """MkDocs calls it when the content of a page is finished HTML and before the theme renders it."""
        index, content = self._search.search_index, page.content or ""
        found = None if (page.meta.get("search") or {}).get("exclude") else sections(content)
        if found is None:
            index.add_entry_from_context(page)
        for section in found or ():
            if not section.is_excluded():
                index.create_entry_for_section(section, page.toc, page.url, page)
        if _MARK.search(content):
            page.content = re.sub(rf"\s?{_MARK.pattern}", "", content)
        return context
