"""Indexes the pages in place of the search plugin, which reads them with the standard library's reader."""

from __future__ import annotations

import re
from typing import Final

from material.plugins.search.plugin import SearchPlugin  # type: ignore[import-untyped]
from mkdocs.plugins import BasePlugin, PluginCollection
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from generator.site.mkdocs.sections import sections

_MARK: Final = re.compile(r'data-search-\w+="[^"]+"')
"""What Material takes out of a page once it is read: with a space before it, which would be looked for everywhere."""


class Searched(BasePlugin):  # type: ignore[no-untyped-call,type-arg]
    """Does for each page what the search plugin would do, in its place and into its index."""

    def __init__(self, plugins: PluginCollection) -> None:
        """``plugins``: configured; Material's is no longer called for the pages."""
        self._search = next(plugin for plugin in plugins.values() if isinstance(plugin, SearchPlugin))
        plugins.events["page_context"].remove(self._search.on_page_context)

    def on_page_context(self, context: TemplateContext, *, page: Page, **_: object) -> TemplateContext:
        """A page whose content is its finished HTML, about to be put into the theme."""
        index, content = self._search.search_index, page.content or ""
        found = None if page.meta.get("search") else sections(content)
        if found is None:
            index.add_entry_from_context(page)
        for section in found or ():
            if not section.is_excluded():
                index.create_entry_for_section(section, page.toc, page.url, page)
        if _MARK.search(content):
            page.content = re.sub(rf"\s?{_MARK.pattern}", "", content)
        return context
