"""MkDocs's configuration, as it is written beside the pages, and its run."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable
from logging.handlers import BufferingHandler
from pathlib import Path
from typing import Any, Final

import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import BuildError
from mkdocs.utils.yaml import yaml_load

from generator.errors import SiteError
from generator.pages.environment import TEMPLATES
from generator.reference.tables import PROJECT
from generator.site.plan import SitePlan
from generator.site.settings import publisher

CONFIG: Final = "mkdocs.yml"
"""The name of MkDocs's configuration, in this project and in each folder written for MkDocs."""
DOCS: Final = "docs"
_WORKER: Final = "assets/javascripts/iframe-worker.js"
"""Named in the archive's configuration: otherwise the offline plugin loads a copy of it from somebody else's server."""
_WATCHED: Final = (PROJECT / "docs", PROJECT / "overrides", TEMPLATES)
"""The sources of pages, which `mkdocs serve` watches."""


def configuration(*, flat: bool) -> dict[str, Any]:
    """``mkdocs.yml`` of the project, with the environment's settings filled in.

    ``flat``: for the archive, which is opened from a folder without a server: relative file names, and a search that
    needs no worker.
    """
    with (PROJECT / CONFIG).open(encoding="utf-8") as file:
        config: dict[str, Any] = yaml_load(file)
    if flat:
        config["use_directory_urls"] = False
        config["plugins"]["offline"] = {}
        config["extra"]["polyfills"] = [_WORKER]
    return config


def site_url() -> str:
    """The site's public address, with its last slash."""
    return str(configuration(flat=False)["site_url"]).rstrip("/") + "/"


def write_config(folder: Path, plan: SitePlan, *, demonstration: bool, pages: Collection[str]) -> None:
    """Writes ``mkdocs.yml`` into ``folder``; it can be built from anywhere, as it refers to our code by absolute paths.

    ``pages``: those that were written; the menu leaves out the others.
    """
    config = configuration(flat=plan.flat)
    config["theme"]["custom_dir"] = str(PROJECT / config["theme"]["custom_dir"])
    config["hooks"] = [str(PROJECT / hook) for hook in config["hooks"]]
    config["nav"] = _existing(config["nav"], frozenset(pages))
    config["extra"] |= {
        "demonstration": demonstration,
        "publisher": publisher(),
        "made_by": list(plan.made_by),
    }
    config["watch"] = [str(place) for place in _WATCHED]
    text = yaml.safe_dump(config, allow_unicode=True, sort_keys=False, width=120)
    (folder / CONFIG).write_text(text, encoding="utf-8")


def _existing(items: Iterable[dict[str, Any]], pages: Collection[str]) -> list[dict[str, Any]]:
    """The menu without entries whose page was not written, as with ``--only``."""
    menu = []
    for title, target in (entry for item in items for entry in item.items()):
        found = _existing(target, pages) if isinstance(target, list) else target in pages
        if found:
            menu.append({title: found if isinstance(target, list) else target})
    return menu


def run_mkdocs(config_file: Path, site: Path, *, exclude_docs: str) -> None:
    """Makes ``site`` of the folder of ``config_file``, without the pages that match ``exclude_docs``.

    Raises ``SiteError`` with MkDocs's own words.
    """
    # large enough never to flush, which would drop the warnings
    warnings, logger = BufferingHandler(capacity=1_000_000), logging.getLogger("mkdocs")
    warnings.setLevel(logging.WARNING)
    logger.addHandler(warnings)
    try:
        config = load_config(str(config_file), site_dir=str(site), exclude_docs=exclude_docs)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
    except (BuildError, SystemExit) as failure:
        words = "; ".join(record.getMessage() for record in warnings.buffer)
        raise SiteError(f"MkDocs: {words or failure}") from failure
    finally:
        logger.removeHandler(warnings)
