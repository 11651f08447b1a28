"""The archive's pages name the page that is on line, where search engines and those who share it are to go."""

from __future__ import annotations

from mkdocs.plugins import BasePlugin
from mkdocs.structure.pages import Page


class Hosted(BasePlugin):  # type: ignore[no-untyped-call,type-arg]
    """Gives every page the address of its hosted copy: ``…/42-loire/``, whatever the file is called."""

    def on_page_content(self, html: str, *, page: Page, **_: object) -> str:
        """Before the theme writes the page; its text is left alone."""
        if page.canonical_url:
            page.canonical_url = hosted_address(page.canonical_url)
        return html


def hosted_address(address: str) -> str:
    """``…/42-loire.html`` and ``…/42-loire/index.html`` as they are on line: ``…/42-loire/``."""
    if address.endswith("/index.html"):
        return address.removesuffix("index.html")
    return f"{address.removesuffix('.html')}/" if address.endswith(".html") else address
