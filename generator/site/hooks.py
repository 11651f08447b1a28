"""The hooks that mkdocs.yml names.

Blocks of finished HTML that the search leaves out are nine tenths of a page's text. A placeholder replaces each while
MkDocs processes the page, which takes less than half of the time.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page

# MkDocs loads this file by its path, whatever folder it is started in
PROJECT = Path(__file__).resolve().parents[2]
if str(PROJECT) not in sys.path:
    sys.path.insert(0, str(PROJECT))

from generator.context import EditionContext
from generator.french.words import no_break_spaces
from generator.pages.links import Citation, citation, edition_folder
from generator.site.redirects import has_permanent_address
from generator.site.typography import TypographyExtension, typeset
from generator.site.values import read_editions, read_values

_ASSETS: Final = ("tools/with-node", ".venv", "npm", "run", "--silent", "assets")
"""Bundles the style sheets and scripts again: which of Material's rules are kept depends on the pages."""
_EXCLUDED: Final = re.compile(r"<(details|figure|table)\b[^>]*\sdata-search-exclude\b[^>]*>")
"""The start tag of a block that the search leaves out."""
_ANY_BLOCK: Final = re.compile(r"^<(details|div|dl|figure|nav|p|table|ul)\b[^>]*>", re.MULTILINE)
"""The start tag of any block of HTML, for a page that the search leaves out entirely."""
_PLACEHOLDER: Final = "<!--placeholder-->"
"""The search ignores comments. No page has this one otherwise, as labels from files are escaped."""
_CHANGED_BY_MARKDOWN: Final = ("\x02", "\x03", "\t", "\r", "\n ")
"""Characters that Markdown changes in any text: a block that has one is left in place."""
_values: dict[str, Any] = {}
"""The values stored beside mkdocs.yml."""
_blocks: dict[str, list[str]] = {}
"""The blocks that placeholders stand for, by page."""


def on_serve(server: LiveReloadServer, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
    """Makes `mkdocs serve` watch the sources of pages (``watch``) instead of the written files."""
    for written in (config.docs_dir, config.config_file_path):
        server.unwatch(written)
    _values["is_served"] = True
    return server


@event_priority(100)  # before the macros' plugin reads the values
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Reads the values and adds our Markdown extension; `mkdocs serve` calls it again after each edit of a source."""
    if _values.get("is_served"):  # the folder is written again first
        pages = [sys.executable, "-m", "generator", *config.extra["made_by"], "--output", _folder(config)]
        for command in (_ASSETS, pages):
            done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)  # noqa: S603
            if done.returncode:
                raise RuntimeError(done.stderr)
    _values.update(read_values(_folder(config)))
    _values["contexts"] = read_editions(_values)
    # an object: MkDocs would look for its name before it loads this file
    config.markdown_extensions += [TypographyExtension()]  # type: ignore[list-item]
    return config


def on_page_markdown(markdown: str, page: Page, **_: Any) -> str:
    """Replaces what the search leaves out by placeholders, and dates the page by its edition, not by today."""
    page.update_date = _values["contexts"][0].iso_date
    is_excluded = bool((page.meta.get("search") or {}).get("exclude"))
    short, blocks = cut_blocks(markdown, _ANY_BLOCK if is_excluded else _EXCLUDED)
    _blocks[page.file.src_uri] = list(map(typeset, blocks))
    return short


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, **_: Any) -> dict[str, Any]:
    """Gives the theme the page's citation and, in the archive too, its address on the web; typesets its title."""
    if page.canonical_url:
        page.canonical_url = web_address(page.canonical_url)
        title = Markup(page.meta.get("title") or page.title).striptags()  # noqa: S704 (removes tags)
        url, publisher = config.site_url or "", config.extra["publisher"]["name"]
        context["cited"] = cite(title, page.canonical_url, url, _values["contexts"], publisher)
    for name in {"title", "crumb", "description"} & page.meta.keys():
        page.meta[name] = typeset(page.meta[name])
    return context


def on_post_page(output: str, page: Page, **_: Any) -> str:
    """Puts the blocks back. Raises ``ValueError`` as ``restore_blocks`` does, with the page."""
    try:
        return restore_blocks(output, _blocks.pop(page.file.src_uri))
    except ValueError as error:
        raise ValueError(f"{page.file.src_uri}: {error}") from error


def cut_blocks(markdown: str, opening: re.Pattern[str] = _EXCLUDED) -> tuple[str, list[str]]:
    """The page with a placeholder as the content of each block that ``opening`` begins, and the contents in order.

    A block on a line that does not begin with a tag keeps its content, as it may be quoted.
    """
    kept, blocks, at = [], [], 0
    while found := opening.search(markdown, at):
        start = found.end()
        end = _end(markdown, found[1], start)
        content = markdown[start : max(start, end)]
        line = markdown.rfind("\n", 0, start) + 1
        kept.append(markdown[at:start])
        if end < 0 or markdown[line] != "<" or any(text in content for text in _CHANGED_BY_MARKDOWN):
            at = start
        else:
            kept.append(_PLACEHOLDER)
            blocks.append(content)
            at = end
    return "".join((*kept, markdown[at:])), blocks


def _end(markdown: str, name: str, start: int) -> int:
    """The position of the end tag of the block whose content begins at ``start``; -1 without one."""
    depth = 1
    for tag in re.compile(rf"<(/?){name}\b").finditer(markdown, start):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.start()
    return -1


def restore_blocks(html: str, blocks: list[str]) -> str:
    """The finished page with the contents in place. Raises ``ValueError`` for a block that is quoted, not shown."""
    first, *others = html.split(_PLACEHOLDER)
    if len(blocks) != len(others):
        raise ValueError(
            f"{len(blocks)} blocks marked data-search-exclude, {len(others)} of them shown; "
            "in a code example, begin the line with something else"
        )
    return first + "".join(content + text for content, text in zip(blocks, others, strict=True))


def _folder(config: MkDocsConfig) -> str:
    return str(Path(config.config_file_path).parent)


def web_address(address: str) -> str:
    """The address on the web of ``…/42-loire.html`` and ``…/42-loire/index.html``: ``…/42-loire/``."""
    return re.sub(r"(/index)?\.html$", "/", address)


def cite(title: str, address: str, url: str, editions: Sequence[EditionContext], publisher: str) -> Citation:
    """How to cite the page at ``address`` of the site at ``url``. ``editions``: its own, the newest first.

    A page of the newest edition is cited by the address under its year, which will never show another edition.
    """
    newest = editions[0]
    by_folder = {edition_folder(edition.year): edition for edition in editions}
    path = address.removeprefix(url)
    edition = by_folder.get(f"{path.partition('/')[0]}/")
    if edition is None and has_permanent_address(path):
        address = f"{url}{edition_folder(newest.year)}{path}"
    cited = citation(title, address, edition or newest, publisher)
    return replace(cited, text=no_break_spaces(cited.text), bibtex=no_break_spaces(cited.bibtex))
