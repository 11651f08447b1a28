"""What happens while MkDocs works: named under ``hooks`` in mkdocs.yml, and called by MkDocs itself.

MkDocs loads this file by its path, from whatever folder it is started in: the project's own modules are found from it.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from mkdocs.plugins import event_priority

PROJECT = Path(__file__).resolve().parents[2]
if str(PROJECT) not in sys.path:
    sys.path.insert(0, str(PROJECT))

from generator.context import EditionContext  # noqa: E402
from generator.pages.links import Citation, citation, edition_folder  # noqa: E402
from generator.site.placeholders import BLOCK, OPENING, hold_back, put_back  # noqa: E402
from generator.site.redirects import EDITION_PAGES, LISTS  # noqa: E402
from generator.site.typography import TypographyExtension, no_break_spaces, typeset  # noqa: E402
from generator.site.values import read_editions, read_values  # noqa: E402

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.pages import Page

ASSETS = ("tools/with-node", ".venv", "npm", "run", "--silent", "assets")
"""Bundles the style sheets and scripts again, as which of Material's rules they keep depends on the pages."""
_values: dict[str, Any] = {}
"""The values stored beside mkdocs.yml."""
_editions: list[EditionContext] = []
_blocks: dict[str, list[str]] = {}
"""By page, the blocks for which placeholders stand."""


def on_serve(server: LiveReloadServer, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
    """Makes `mkdocs serve` watch the sources of pages (``watch``), not the written files."""
    for written in (config.docs_dir, config.config_file_path):
        server.unwatch(written)
    _values["is_served"] = True
    return server


@event_priority(100)  # before the macros' plugin reads the values
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Reads the values, and adds our Markdown extension: by name it would be looked for before this file.

    Where something was edited while the site is served, the folder is written again first.
    """
    if _values.get("is_served"):
        pages = [sys.executable, "-m", "generator", *config.extra["made_by"], "--output", _folder(config)]
        for again in (ASSETS, pages):
            done = subprocess.run(again, cwd=PROJECT, capture_output=True, text=True, check=False)  # noqa: S603 (our own)
            if done.returncode:
                raise RuntimeError(done.stderr)
    _values.update(read_values(_folder(config)))
    _editions[:] = read_editions(_values)
    config.markdown_extensions += [TypographyExtension()]  # type: ignore[list-item]  # objects do as well
    return config


def on_page_markdown(markdown: str, page: Page, **_: Any) -> str:
    """Puts placeholders for what the search leaves out. The page is as of its edition's day, not of today."""
    page.update_date = _values["date"]
    is_excluded = bool((page.meta.get("search") or {}).get("exclude"))
    kept, blocks = hold_back(markdown, BLOCK if is_excluded else OPENING)
    _blocks[page.file.src_uri] = [typeset(each) for each in blocks]
    return kept


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, **_: Any) -> dict[str, Any]:
    """Gives the theme the page's reference, and its title as it is published.

    The archive's pages name the page that is on line.
    """
    if page.canonical_url:
        page.canonical_url = hosted_address(page.canonical_url)
        title = Markup(page.meta.get("title") or page.title).striptags()  # noqa: S704 (to be rid of tags)
        url, publisher = config.site_url or "", _values["publisher_name"]
        context["cited"] = cite(title, page.canonical_url, url, _editions, publisher)
    for name in {"title", "crumb"} & page.meta.keys():
        page.meta[name] = typeset(page.meta[name])
    return context


def on_post_page(output: str, page: Page, **_: Any) -> str:
    """Puts the blocks back. Raises ``ValueError`` when a block is quoted, not shown."""
    try:
        return put_back(output, _blocks.pop(page.file.src_uri))
    except ValueError as error:
        raise ValueError(f"{page.file.src_uri}: {error}") from error


def _folder(config: MkDocsConfig) -> str:
    return str(Path(config.config_file_path).parent)


def hosted_address(address: str) -> str:
    """``…/42-loire.html`` and ``…/42-loire/index.html`` as they are on line: ``…/42-loire/``."""
    if address.endswith("/index.html"):
        return address.removesuffix("index.html")
    return f"{address.removesuffix('.html')}/" if address.endswith(".html") else address


def cite(title: str, address: str, url: str, editions: Sequence[EditionContext], publisher: str) -> Citation:
    """How the page at ``address`` is cited. ``editions``: those of the site, the newest first.

    ``url``: the site's address, with its last slash. A page of the newest edition is cited by the address under its
    year, which will not speak of another one later.
    """
    newest = editions[0]
    by_folder = {edition_folder(edition.year): edition for edition in editions}
    path = address.removeprefix(url)
    top = path.partition("/")[0]
    edition = by_folder.get(f"{top}/")
    own = edition is None and (not path or (top in EDITION_PAGES and path not in LISTS))
    permanent = f"{url}{edition_folder(newest.year)}{path}" if own else address
    cited = citation(title, permanent, edition or newest, publisher)
    return replace(cited, text=no_break_spaces(cited.text), bibtex=no_break_spaces(cited.bibtex))
