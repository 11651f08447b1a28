"""Runs MkDocs's own build with the pages shared between processes.

The steps and their order are those of ``mkdocs.commands.build.build``, which makes one page after another. Pages of the
menu are read first, because other pages show their titles. All other work on a page concerns that page alone, except
what its process hands back: its entries of the search index, its anchors, its links to anchors of other pages.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from jinja2 import Environment
from material.plugins.search.plugin import SearchPlugin  # type: ignore[import-untyped]
from mkdocs.commands.build import _build_page, _build_theme_template, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

from generator.site.mkdocs.hosted import Hosted
from generator.site.mkdocs.html_fixes import HtmlFixes
from generator.site.mkdocs.placeholders import Placeholders
from generator.site.mkdocs.search_index import SearchIndex
from generator.system import parallel


@dataclass(frozen=True, slots=True)
class _Finished:
    """What a page leaves for the others; ``links``: by source address, ``{anchor: link as written}``."""

    entries: list[dict[str, object]]
    anchors: set[str]
    links: Mapping[str, dict[str, str]]
    warnings: list[str]


def build(
    config: MkDocsConfig, env: Environment, warnings: list[str], only: Collection[str] | None = None
) -> None:
    """Makes the whole site; what MkDocs warns of in this process is already in ``warnings``, the workers' is added.

    ``env``: the theme's, which no other build may use.
    ``config.docs_dir`` is spent: the files that go to the site as they are, are moved there. ``only``: the pages to
    make, by their paths in ``docs_dir``; the search index then knows no others.
    """
    config.plugins["placeholders"] = Placeholders()
    config.plugins["html_fixes"] = HtmlFixes()
    config.plugins["hosted"] = Hosted()
    config = config.plugins.on_config(config)
    config.plugins["search_index"] = SearchIndex(config.plugins)
    config.plugins.on_pre_build(config=config)
    files = get_files(config)
    files.add_files_from_theme(env, config)
    files = config.plugins.on_files(files, config=config)
    set_exclusions(files, config)
    nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
    pages = [file for file in files.documentation_pages() if only is None or file.src_uri in only]
    for page in nav.pages:
        _read(page, config, files)
    env = config.plugins.on_env(env, config=config, files=files) or env
    _put(files, config.docs_dir, config.site_dir)
    for template in config.theme.static_templates:
        _build_theme_template(template, env, files, config, nav)
    _finish(pages, config, files, nav, env, warnings)
    for file in pages:
        page = _page(file, config)
        page.validate_anchor_links(files=files, log_level=config.validation.links.anchors)
    config.plugins.on_post_build(config=config)


def _read(page: Page, config: MkDocsConfig, files: Files) -> None:
    """Reads a page whose title the menu shows, unless the configuration gives it."""
    if "title" in vars(page):
        page.read_source(config)
    else:
        _populate_page(page, config, files)


def _page(file: File, config: MkDocsConfig) -> Page:
    """Returns the file's page, made when it is first asked for."""
    return file.page or Page(None, file, config)


def _put(files: Files, docs: str, site: str) -> None:
    """What goes to the site as it is: files that are ours to spend change folder, others are copied.

    A folder without any page, as that of a portrait's files, changes place as a whole.
    """
    moved, copied, mixed = list[File](), list[File](), set[str]()
    for file in files:
        is_put = not file.is_documentation_page() and file.inclusion.is_included()  # type: ignore[no-untyped-call]
        is_ours = file.abs_src_path is not None and file.abs_src_path.startswith(f"{docs}{os.sep}")
        if is_put:
            (moved if is_ours else copied).append(file)
        elif is_ours:
            mixed.update(parent.as_posix() for parent in PurePosixPath(file.src_uri).parents)
    for uri in dict.fromkeys(_whole(file.src_uri, mixed) for file in moved):
        (Path(site) / uri).parent.mkdir(parents=True, exist_ok=True)
        os.replace(f"{docs}/{uri}", f"{site}/{uri}")  # noqa: PTH105
    for file in moved:
        file.abs_src_path = file.abs_dest_path
    for file in copied:
        file.copy_file()


def _whole(uri: str, mixed: Collection[str]) -> str:
    """The outermost folder of a file that is not mixed; the file where all are."""
    parents = [parent.as_posix() for parent in PurePosixPath(uri).parents][-2::-1]
    return next((parent for parent in parents if parent not in mixed), uri)


def _finish(
    pages: Sequence[File],
    config: MkDocsConfig,
    files: Files,
    nav: Navigation,
    env: Environment,
    warnings: list[str],
) -> None:
    """Reads what is not read yet, writes each page, and gathers what they leave for each other."""
    search = next(p for p in config.plugins.values() if isinstance(p, SearchPlugin))
    entries = search.search_index.entries

    def finish(file: File) -> _Finished:
        page = _page(file, config)
        told = len(warnings)
        if page.content is None:
            _populate_page(page, config, files)
        _build_page(page, config, pages, nav, env)
        links = {target.src_uri: anchors for target, anchors in (page.links_to_anchors or {}).items()}
        finished = _Finished(entries[:], page.present_anchor_ids or set(), links, warnings[told:])
        entries.clear()
        del warnings[told:]
        page.content = None
        return finished

    for file, finished in zip(pages, parallel.each(finish, pages), strict=True):
        entries.extend(finished.entries)
        warnings.extend(finished.warnings)
        page = _page(file, config)
        page.present_anchor_ids = finished.anchors
        page.links_to_anchors = {files.src_uris[uri]: anchors for uri, anchors in finished.links.items()}
